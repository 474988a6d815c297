import { describe, expect, it } from "vitest";
import { clustered, type Spot } from "./clusters";
import { nearestTowards } from "./neighbours";
import type { Place } from "./plane";

describe("the nearest place in a direction", () => {
  const places: Place[] = [[0, 0], [10, 1], [4, 30], [-8, 0], [0, -5], [50, 0]];
  it.each([
    ["ArrowRight", 1], ["ArrowLeft", 3], ["ArrowUp", 4], ["ArrowDown", 2],
  ] as const)("%s", (direction, found) => {
    expect(nearestTowards(places, 0, direction)).toBe(found);
  });

  it("is none at the edge", () => {
    expect(nearestTowards(places, 5, "ArrowRight")).toBe(-1);
  });
});

describe("spots that lie close", () => {
  const spot = (x: number, y: number, count: number, id: string): Spot => ({ place: [x, y], count, ids: [id], labels: [id], type: "Organisation" });

  it("are one in their common middle, and none is lost", () => {
    const found = clustered([spot(1, 1, 3, "a"), spot(3, 1, 1, "b"), spot(50, 50, 2, "c")], 10);
    expect(found.map(({ count, ids, place }) => [count, ids, place])).toEqual([[4, ["a", "b"], [1.5, 1]], [2, ["c"], [50, 50]]]);
  });
});
