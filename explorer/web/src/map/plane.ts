import { geoEqualEarth } from "d3-geo";

/** A place in the plane of the map: Equal Earth about 10° east, in kilometres, y downwards. */
export type Place = readonly [x: number, y: number];

/** Left, top, right, bottom in the plane. */
export type Box = readonly [number, number, number, number];

// The same as in scripts/boundaries/plane.mjs, which has put the boundaries there.
const projection = geoEqualEarth().rotate([-10, 0]).scale(6371.0088).translate([0, 0]);

/** Degrees (WGS 84) in the plane. */
export function placeOf(lon: number, lat: number): Place {
  return projection([lon, lat]) ?? [0, 0];
}

/** The least box that holds all boxes; null where there are none. */
export function around(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}
