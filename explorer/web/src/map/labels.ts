import type { MapData } from "../data/types";
import type { Boundaries } from "./boundaries";
import { classAt, type ValueClass } from "./classes";
import { type Camera, pixelOf, type Size } from "./camera";
import type { Place } from "./plane";

export interface Label {
  text: string;
  place: Place;
  /** The class of the region that it stands on. */
  on: number;
}

const LETTER_PX = 6.6;
const LINE_PX = 15;
const MOST = 60;

/** The names of regions that have room for them where they are seen, none over another. */
export function labelsFor(data: MapData, map: Boundaries, classes: ValueClass[], camera: Camera, size: Size): Label[] {
  // The controls above and the legend below are not to be written over.
  const taken: [number, number, number, number][] = [[0, 0, size.width, 44], [0, size.height - 150, 130, size.height]];
  const found: Label[] = [];
  const sorted = [...data.regions].sort((one, other) => (other.value ?? 0) - (one.value ?? 0));
  for (const { code, label, value } of sorted) {
    const shape = map.shape(code);
    if (!shape || found.length >= MOST) continue;
    const wide = label.length * LETTER_PX;
    const [left, top, right, bottom] = shape.box;
    const hasRoom = (right - left) * camera.scale > wide * 0.9 && (bottom - top) * camera.scale > LINE_PX * 1.6;
    const [x, y] = pixelOf(camera, size, shape.middle);
    const box: (typeof taken)[number] = [x - wide / 2, y - LINE_PX / 2, x + wide / 2, y + LINE_PX / 2];
    const isSeen = box[0] > 0 && box[1] > 0 && box[2] < size.width && box[3] < size.height;
    if (!hasRoom || !isSeen || taken.some((other) => meets(box, other))) continue;
    taken.push(box);
    found.push({ text: label, place: shape.middle, on: classAt(classes, value) });
  }
  return found;
}

function meets(one: readonly number[], other: readonly number[]): boolean {
  return one[0]! < other[2]! && other[0]! < one[2]! && one[1]! < other[3]! && other[1]! < one[3]!;
}
