import { type Field } from "./field";
import type { Look } from "./looks";
import { radiusOnScreen, type View } from "./view";

export const FONT_SIZE = 12;
export const FONT = `${FONT_SIZE}px system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif`;
const LONGEST = 34;
const GAP = 4;

/** A name beside a thing: offsets of its left end and its middle line from the thing's middle, in pixels. */
export interface Label {
  node: number;
  text: string;
  dx: number;
  dy: number;
  width: number;
  /** On a ground of its own, whatever lies below. */
  isStrong: boolean;
}

export interface LabelWishes {
  /** Things whose names are shown first, and with a ground where strong. */
  first: readonly number[];
  strong: ReadonlySet<number>;
  /** Whether names of others are shown as well. */
  withOthers: boolean;
  measure: (text: string) => number;
  /** Where names would be hidden. */
  blocked: readonly Box[];
}

/** One name for about so many square pixels. */
const AREA = 15_000;
/** How many things are looked at for a name; more cost time and find no room. */
const MOST_TRIED = 2500;
const LEAST_RADIUS = 3.4;
/** So many names are shown however small the things are. */
const LEAST_NAMES = 12;

export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Names that do not cover one another, the most linked things first, as many as stay readable. */
export function labelsOf(field: Field, look: Look, view: View, wishes: LabelWishes): Label[] {
  const taken: Box[] = [...wishes.blocked];
  const found: Label[] = [];
  const done = new Set<number>();
  const most = Math.max(8, Math.round((view.width * view.height) / AREA));
  const scale = Math.abs(view.scaleX);
  const isSparse = field.nodes <= most * 2;
  const tryOne = (node: number, isFirst: boolean): void => {
    if (done.has(node)) return;
    done.add(node);
    const [x, y] = [field.x[node]! * view.scaleX + view.left, field.y[node]! * view.scaleY + view.top];
    if (x < 0 || y < 0 || x > view.width || y > view.height) return;
    const radius = radiusOnScreen(look.radius[node]!, look.largest, scale, field.nodes);
    if (!isFirst && !isSparse && radius < LEAST_RADIUS && found.length >= LEAST_NAMES) return;
    const label = place(node, field.network.nodes.label[node]!, x, y, radius, taken, view, wishes);
    if (label) found.push(label);
  };
  for (const node of wishes.strong) tryOne(node, true);
  for (const node of wishes.first) if (found.length < most) tryOne(node, true);
  for (let k = 0; wishes.withOthers && k < field.nodes && k < MOST_TRIED && found.length < most; k += 1) tryOne(field.ranks[k]!, false);
  return found;
}

function place(node: number, name: string, x: number, y: number, radius: number, taken: Box[], view: View, wishes: LabelWishes): Label | null {
  const isStrong = wishes.strong.has(node);
  const text = isStrong ? shortened(name, 60) : shortened(name, LONGEST);
  if (!text) return null;
  const width = wishes.measure(text);
  const half = FONT_SIZE * 0.75;
  const offsets = [[radius + GAP, 0], [-radius - GAP - width, 0], [-width / 2, radius + half + 1], [-width / 2, -radius - half - 1]] as const;
  const boxes = offsets.map(([dx, dy]): Box => [x + dx - 2, y + dy - half, x + dx + width + 2, y + dy + half]);
  let chosen = boxes.findIndex((box) => isInside(box, view) && taken.every((other) => isApart(box, other)));
  if (chosen < 0 && isStrong) chosen = Math.max(boxes.findIndex((box) => isInside(box, view)), 0);
  if (chosen < 0) return null;
  taken.push(boxes[chosen]!, [x - radius, y - radius, x + radius, y + radius]);
  return { node, text, dx: offsets[chosen]![0], dy: offsets[chosen]![1], width, isStrong };
}

function isInside(box: Box, view: View): boolean {
  return box[0] >= 0 && box[1] >= 0 && box[2] <= view.width && box[3] <= view.height;
}

function isApart(one: Box, other: Box): boolean {
  return one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1];
}

/** A name cut at a word, with an ellipsis. */
export function shortened(name: string, most: number): string {
  const signs = Array.from(name.replace(/\s+/g, " ").trim());
  if (signs.length <= most) return signs.join("");
  const cut = signs.slice(0, most - 1).join("");
  const word = cut.lastIndexOf(" ");
  return `${(word > most * 0.6 ? cut.slice(0, word) : cut).replace(/[\s,;:–-]+$/, "")}…`;
}

/** Widths of texts in the font of the labels, each measured once. */
export function measurer(): (text: string) => number {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  if (context) context.font = FONT;
  return (text) => {
    let width = known.get(text);
    if (width === undefined) known.set(text, (width = context?.measureText(text).width ?? text.length * FONT_SIZE * 0.55));
    return width;
  };
}
