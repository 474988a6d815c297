import { type Field, neighbours } from "./field";

export type Direction = "up" | "down" | "left" | "right";

// y grows upwards in the network, as in mathematics.
const WAYS: Record<Direction, readonly [number, number]> = { up: [0, 1], down: [0, -1], left: [-1, 0], right: [1, 0] };

/** The linked thing that lies nearest in a direction, or -1: near in angle counts more than near in distance. */
export function step(field: Field, from: number, direction: Direction): number {
  const [wayX, wayY] = WAYS[direction];
  let best = -1;
  let least = Infinity;
  for (const node of neighbours(field, from)) {
    const [dx, dy] = [field.x[node]! - field.x[from]!, field.y[node]! - field.y[from]!];
    const along = dx * wayX + dy * wayY;
    if (node === from || along <= 0) continue;
    const across = Math.abs(dx * wayY - dy * wayX);
    const cost = along + 2 * across;
    if (cost < least) [best, least] = [node, cost];
  }
  return best;
}

/** Where a walk begins: at what is looked at, else at the thing with most links. */
export function start(field: Field, focus: string): number {
  return field.at.get(focus) ?? field.ranks[0] ?? -1;
}
