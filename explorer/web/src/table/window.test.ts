import { describe, expect, it } from "vitest";
import { drawn, height, HIGHEST, type Heights, rowAt, scrollTo, sight, top } from "./window";

const none = new Map<number, number>();
const plain: Heights = { rows: 100_000, row: 36, extra: none };
const unfolded: Heights = { rows: 100, row: 10, extra: new Map([[3, 50], [7, 20]]) };

describe("heights", () => {
  it("counts what is unfolded", () => {
    expect(height(unfolded)).toBe(1070);
    expect(top(unfolded, 3)).toBe(30);
    expect(top(unfolded, 4)).toBe(90);
    expect(top(unfolded, 8)).toBe(150);
  });

  it.each([[0, 0], [29, 2], [30, 3], [39, 3], [40, 3], [89, 3], [90, 4], [120, 7], [149, 7], [150, 8], [1e9, 99], [-5, 0]])("finds at %i the row %i", (y, row) => {
    expect(rowAt(unfolded, y)).toBe(row);
  });

  it("finds for each row's beginning that row", () => {
    for (let index = 0; index < 100; index++) expect(rowAt(unfolded, top(unfolded, index))).toBe(index);
  });
});

describe("the rows in sight", () => {
  it("holds only a few of many", () => {
    const seen = sight(plain, 36 * 50_000, 360);
    expect(seen).toEqual({ first: 49_992, last: 50_018, shift: 0 });
  });

  it("holds none of none", () => {
    expect(sight({ rows: 0, row: 36, extra: none }, 0, 300).last).toBe(-1);
  });

  it("reaches the last row where the list is higher than browsers can", () => {
    const huge: Heights = { rows: 2_000_000, row: 36, extra: none };
    expect(drawn(huge)).toBe(HIGHEST);
    expect(sight(huge, 0, 400).first).toBe(0);
    const end = sight(huge, HIGHEST - 400, 400);
    expect(end.last).toBe(1_999_999);
    expect(top(huge, end.last) + 36 + end.shift).toBeCloseTo(HIGHEST);
  });

  it("scrolls no further than needed", () => {
    expect(scrollTo(plain, 0, 360, 5)).toBeNull();
    expect(scrollTo(plain, 0, 360, 10)).toBe(36);
    expect(scrollTo(plain, 3600, 360, 10)).toBe(360);
  });
});
