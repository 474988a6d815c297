import type { Place } from "./plane";

export interface Spot {
  place: Place;
  count: number;
  ids: string[];
  labels: string[];
  type: string;
}

/** Spots that lie within a cell of the plane, as one in their common middle; the largest come first. */
export function clustered(spots: readonly Spot[], cell: number): Spot[] {
  const cells = new Map<string, Spot[]>();
  for (const spot of spots) {
    const key = `${Math.floor(spot.place[0] / cell)} ${Math.floor(spot.place[1] / cell)}`;
    const there = cells.get(key);
    if (there) there.push(spot);
    else cells.set(key, [spot]);
  }
  return [...cells.values()].map(asOne).sort((one, other) => other.count - one.count);
}

function asOne(spots: Spot[]): Spot {
  if (spots.length === 1) return spots[0]!;
  const count = spots.reduce((sum, spot) => sum + spot.count, 0);
  const middle = (axis: 0 | 1): number => spots.reduce((sum, spot) => sum + spot.place[axis] * spot.count, 0) / count;
  return {
    place: [middle(0), middle(1)],
    count,
    ids: spots.flatMap((spot) => spot.ids),
    labels: spots.flatMap((spot) => spot.labels),
    type: spots[0]!.type,
  };
}

/** The radius of a spot in pixels: its area is as its count, smaller on a narrow map. */
export function radiusOf(count: number, largest: number, width: number): number {
  return 3 + Math.min(13, width / 50) * Math.sqrt(count / Math.max(largest, 25));
}
