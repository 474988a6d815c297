import { describe, expect, it } from "vitest";
import type { Answer, Cell } from "../data/types";
import { asCsv, compact, isNumber, shownColumns, sorted, textOf, thingsIn } from "./rows";

const iri = (value: string, label?: string): Cell => ({ value, kind: "iri", ...(label ? { label } : {}) });
const text = (value: string): Cell => ({ value, kind: "literal" });
const figure = (value: string): Cell => ({ value, kind: "literal", datatype: "http://www.w3.org/2001/XMLSchema#integer" });
const answer = (names: string[], rows: Cell[][]): Answer => ({ columns: names.map((name) => ({ name, title: name })), rows, cut: false, took_ms: 1 });

describe("columns", () => {
  it("have names in the place of IRIs", () => {
    const found = answer(["kindLabel", "thingLabel", "thing"], [[text("Kommune"), text("Stadt"), iri("urn:stadt")]]);
    expect(shownColumns(found)).toEqual([{ title: "kindLabel", text: 0, iri: -1 }, { title: "thingLabel", text: 1, iri: 2 }]);
  });

  it("show IRIs that have no names", () => {
    expect(shownColumns(answer(["x"], [[iri("urn:x")]]))).toEqual([{ title: "x", text: -1, iri: 0 }]);
    expect(shownColumns(answer(["x", "xLabel"], [[text("1"), text("2")]]))).toHaveLength(2);
  });
});

it("says what a cell holds", () => {
  const prefixes = { vb: "https://w3id.org/verbund/ns#", w3: "https://w3id.org/" };
  expect(textOf(iri("https://w3id.org/verbund/ns#partner"), prefixes)).toBe("vb:partner");
  expect(textOf(iri("urn:x", "A name"), prefixes)).toBe("A name");
  expect(textOf({ value: "", kind: "unbound" })).toBe("");
  expect(compact("https://example.org/a%20b", prefixes)).toBe("a b");
  expect(compact("https://example.org/%", prefixes)).toBe("%");
});

describe("sorting", () => {
  const rows = [[figure("10")], [figure("9")], [{ value: "", kind: "unbound" } as Cell], [figure("100")]];
  const values = (list: Cell[][]): string[] => list.map((row) => row[0]!.value);

  it("takes numbers by value and leaves empty cells last in both directions", () => {
    expect(values(sorted(rows, 0, false, "de", (cell) => textOf(cell)))).toEqual(["9", "10", "100", ""]);
    expect(values(sorted(rows, 0, true, "de", (cell) => textOf(cell)))).toEqual(["100", "10", "9", ""]);
    expect(isNumber(text("9"))).toBe(false);
  });

  it("takes umlauts as the language does", () => {
    expect(values(sorted([[text("Zwickau")], [text("Österreich")], [text("Oppeln")]], 0, false, "de", (cell) => textOf(cell)))).toEqual(["Oppeln", "Österreich", "Zwickau"]);
  });
});

it("selects the things of a result", () => {
  const own = "https://w3id.org/verbund/id/";
  const mixed = answer(["a", "b"], [[iri(`${own}project/kis`), iri(`${own}theme/roma`)], [iri(`${own}project/kis`), text(`${own}project/no`)]]);
  expect(thingsIn(mixed)).toEqual([`${own}project/kis`]);
  expect(thingsIn(answer(["a"], [[iri(`${own}theme/roma`)]]))).toEqual([`${own}theme/roma`]);
  expect(thingsIn(answer(["a"], [[iri("urn:x")]]))).toEqual([]);
});

it("writes CSV that no spreadsheet runs", () => {
  const found = answer(["a", 'b"'], [[text("=1+1"), text("x,y\nz")], [figure("-5"), text("- dash")]]);
  expect(asCsv(found)).toBe("a,\"b\"\"\"\r\n'=1+1,\"x,y\nz\"\r\n-5,'- dash\r\n");
});
