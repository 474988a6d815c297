import { describe, expect, it } from "vitest";
import { bars, barScale, yearScale } from "./scale";

describe("scales of sliders", () => {
  it("has a step a year and stays within them", () => {
    const scale = yearScale(2007, 2020);
    expect(scale.steps).toBe(13);
    expect(scale.value(6)).toBe(2013);
    expect([1990, 2013, 2050].map(scale.place)).toEqual([0, 6, 13]);
  });

  it("gives each bar the same room", () => {
    const scale = barScale([0, 10, 100, 1000]);
    expect([0, 1, 2, 3].map(scale.value)).toEqual([0, 10, 100, 1000]);
    expect([-5, 0, 5, 10, 55, 1000, 5000].map(scale.place)).toEqual([0, 0, 0.5, 1, 1.5, 3, 3]);
  });

  it("draws bars of other edges where they lie", () => {
    expect(bars([10, 100, 1000], [3, 4], barScale([0, 10, 100, 1000]), (from) => from > 50)).toEqual([
      { from: 1, to: 2, count: 3, isIn: false },
      { from: 2, to: 3, count: 4, isIn: true },
    ]);
  });

  it("bears nothing at all", () => {
    expect(barScale([]).value(0)).toBe(0);
    expect(barScale([7]).place(7)).toBe(0);
  });
});
