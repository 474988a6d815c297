import { expect, it } from "vitest";
import type { Answer } from "../data/types";
import { asStatements } from "./statements";

const answer = (...lines: string[]): Answer => ({
  columns: [{ name: "statement", title: "N-Triples" }], rows: lines.map((value) => [{ value, kind: "literal" }]), cut: false, took_ms: 1,
});

it("reads statements into three columns", () => {
  const found = asStatements(
    answer('<urn:a> <urn:p> "say \\"<b>\\"\\n\\u00e4\\U0001F600"@de .', "_:x <urn:p> <urn:b> .", '<urn:a> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .', "broken"),
    ["s", "p", "o"],
  );
  expect(found.columns.map((one) => one.title)).toEqual(["s", "p", "o"]);
  expect(found.rows).toEqual([
    [{ value: "urn:a", kind: "iri" }, { value: "urn:p", kind: "iri" }, { value: 'say "<b>"\nä😀', kind: "literal", language: "de" }],
    [{ value: "_:x", kind: "bnode" }, { value: "urn:p", kind: "iri" }, { value: "urn:b", kind: "iri" }],
    [{ value: "urn:a", kind: "iri" }, { value: "urn:p", kind: "iri" }, { value: "1", kind: "literal", datatype: "http://www.w3.org/2001/XMLSchema#integer" }],
  ]);
});

it("leaves tables alone", () => {
  const table: Answer = { columns: [{ name: "x", title: "x" }], rows: [[{ value: "1", kind: "literal" }]], cut: false, took_ms: 1 };
  expect(asStatements(table, ["s", "p", "o"])).toBe(table);
});
