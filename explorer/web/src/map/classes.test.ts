import { describe, expect, it } from "vitest";
import { classAt, classesOf } from "./classes";
import { spanText } from "./values";

describe("classes of values", () => {
  it.each([
    ["nothing", [], []],
    ["nothing but zeros", [0, 0], []],
    ["one value", [5, 5, 5], [5]],
    ["few values, each a class", [1, 3, 2, 2, 0], [1, 2, 3]],
  ])("%s", (_, values, bounds) => {
    expect(classesOf(values).map(({ from }) => from)).toEqual(bounds);
  });

  it("has round bounds, ascending, and values in every class", () => {
    const values = Array.from({ length: 400 }, (_, at) => Math.round(1.02 ** at) + at);
    const classes = classesOf(values);
    expect(classes.length).toBeGreaterThanOrEqual(4);
    expect(classes.length).toBeLessThanOrEqual(6);
    classes.slice(1).forEach(({ from }, at) => {
      expect(from).toBeGreaterThan(classes[at]!.from);
      expect(String(from)).toMatch(/^[1-9]5?0*$/);
    });
    const counts = classes.map((_, at) => values.filter((value) => classAt(classes, value) === at).length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(counts.reduce((sum, count) => sum + count)).toBe(values.length);
  });

  it("leaves what is unknown or nothing in no class", () => {
    const classes = classesOf([1, 2]);
    expect([null, 0, 1, 2, 99].map((value) => classAt(classes, value))).toEqual([-1, -1, 0, 1, 1]);
  });
});

it.each([
  ["1,2 Mio. €", "5 Mio. €", "1,2–5 Mio. €"],
  ["€1.2m", "€5m", "€1.2–5m"],
  ["900.000 €", "1,2 Mio. €", "900.000 € – 1,2 Mio. €"],
])("a span from %s to %s", (from, to, text) => {
  expect(spanText(from, to)).toBe(text);
});
