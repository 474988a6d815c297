import { beforeEach, describe, expect, it } from "vitest";
import { INITIAL, state } from "../state/state";
import { byKind, corrected, isComplete, optionsSet, requestOf } from "./answer";
import { bySource, placeIn } from "./cited";
import { boundOf } from "./ConsortiumPart";

beforeEach(() => {
  state.value = { ...INITIAL, lang: "de" };
});

describe("the request", () => {
  it("leaves out what is asked beside it", () => {
    expect(requestOf({ ...INITIAL.partners, name: "KODEX", rules: "euro-med" })).not.toHaveProperty("name");
  });

  it("counts options that are set", () => {
    expect(optionsSet(requestOf({ ...INITIAL.partners, thing: "x", in: "y" }))).toBe(0);
    expect(optionsSet(requestOf({ ...INITIAL.partners, known: true, theme: ["z"] }))).toBe(2);
  });

  it("needs place and radius together", () => {
    expect(isComplete({ ...INITIAL.partners, near: "Ulm" })).toBe(false);
    expect(isComplete({ ...INITIAL.partners, near: "Ulm", radius: 50 })).toBe(true);
  });

  it("puts a suggestion where the mistake was", () => {
    const given = { ...INITIAL.partners, thing: "KIS", in: "Bayrn", theme: ["Romaa", "Arbeit"] };
    expect(corrected(given, "no region is called “Bayrn”.", "Bayern")).toEqual({ in: "Bayern" });
    expect(corrected(given, "nothing is called “Romaa”.", "Roma")).toEqual({ theme: ["Roma", "Arbeit"] });
    expect(corrected(given, "something else", "X")).toEqual({ thing: "X" });
  });
});

it("adds weights up by kind, so that they make the score", () => {
  const reason = (kind: string, weight: number) => ({ kind, weight, text: "", path: [], sources: [] });
  expect(byKind({ reasons: [reason("theme", 0.1), reason("place", 0.25), reason("theme", 0.2)] })).toEqual([
    { kind: "theme", weight: 0.1 + 0.2 },
    { kind: "place", weight: 0.25 },
  ]);
});

describe("citations", () => {
  it("say places in words", () => {
    expect(placeIn("char=16,57")).toBe("Zeichen 16–57");
    expect(placeIn("row=12;column=Ort")).toBe("Zeile 12, Spalte Ort");
    expect(placeIn("somewhere")).toBe("somewhere");
    expect(placeIn("")).toBe("");
  });

  it("are put together by source", () => {
    const at = (source: string, where: string) => ({ source, where, certainty: "explicit" });
    expect(bySource([at("a", "1"), at("b", ""), at("a", "1"), at("a", "2")]).map(({ source, places }) => [source, places.length])).toEqual([["a", 2], ["b", 1]]);
  });
});

it.each([
  [{ kind: "members", min: 3, max: 5 }, "nötig 3 bis 5"],
  [{ kind: "members", min: 3, max: null }, "nötig ≥ 3"],
  [{ kind: "budget", min: null, max: 0.5 }, "höchstens 50 %"],
  [{ kind: "independent", min: null, max: 0 }, "keine erlaubt"],
])("says what a rule bounds", (parts, text) => {
  const rule = { id: "x", text: "", of: null, line: null, note: null, ...parts };
  expect(boundOf(rule).replace(/\u00a0/g, " ")).toBe(text);
});
