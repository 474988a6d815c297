import type { Field } from "./field";

export type Point = readonly [x: number, y: number];

/** Whether a point lies in a polygon, by the number of sides that a ray from it crosses. */
export function isInside([x, y]: Point, polygon: readonly Point[]): boolean {
  let isIn = false;
  for (let i = 0, before = polygon.length - 1; i < polygon.length; before = i, i += 1) {
    const [[ax, ay], [bx, by]] = [polygon[i]!, polygon[before]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
  }
  return isIn;
}

/** The things in a polygon given in the network's own coordinates. */
export function caught(field: Field, polygon: readonly Point[]): number[] {
  if (polygon.length < 3) return [];
  const found: number[] = [];
  for (let node = 0; node < field.nodes; node += 1) if (isInside([field.x[node]!, field.y[node]!], polygon)) found.push(node);
  return found;
}
