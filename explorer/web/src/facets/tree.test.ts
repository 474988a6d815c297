import { describe, expect, it } from "vitest";
import type { FacetValue } from "../data/types";
import { type Branch, steady, tree } from "./tree";

const value = (name: string, parent?: string): FacetValue => ({ value: name, label: name, count: 1, ...(parent === undefined ? {} : { parent }) });
const drawn = (branches: Branch[]): string => branches.map(({ value, children }) => value.value + (children.length ? `(${drawn(children)})` : "")).join(" ");

describe("a tree of values", () => {
  it.each([
    ["a flat list", [value("a"), value("b")], "a b"],
    ["children below their parents", [value("b", "a"), value("a"), value("c", "b")], "a(b(c))"],
    ["a parent that is not here", [value("b", "x"), value("a")], "b a"],
    ["a ring, each value once", [value("a", "b"), value("b", "a")], "a b"],
    ["a value that is its own parent", [value("a", "a")], "a"],
  ])("shows %s", (_, values, expected) => {
    expect(drawn(tree(values))).toBe(expected);
  });

  it("keeps the order that a reader has seen", () => {
    expect(steady(["c", "a"], [value("a"), value("n"), value("c")]).map((one) => one.value)).toEqual(["c", "a", "n"]);
  });
});
