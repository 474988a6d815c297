import type { Place } from "./plane";

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const TOWARDS: Record<Direction, Place> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const isDirection = (key: string): key is Direction => key in TOWARDS;

/**
 * The nearest place in a direction, by its number; -1 where there is none.
 * What lies aside of the direction counts as further away, and what lies more aside than ahead does not count.
 */
export function nearestTowards(places: readonly Place[], from: number, direction: Direction): number {
  const [dx, dy] = TOWARDS[direction];
  const [x, y] = places[from]!;
  let found = -1;
  let least = Infinity;
  places.forEach((place, at) => {
    const ahead = (place[0] - x) * dx + (place[1] - y) * dy;
    const aside = Math.abs((place[0] - x) * dy) + Math.abs((place[1] - y) * dx);
    const far = ahead + 2 * aside;
    if (at !== from && ahead > 0 && aside <= ahead && far < least) {
      found = at;
      least = far;
    }
  });
  return found;
}
