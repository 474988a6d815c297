import { describe, expect, it } from "vitest";
import type { Vocabulary } from "../data/types";
import { declaration, declared, fitting, offersOf, offsetOf, placeAt, placeOfError, variablesIn } from "./completion";

const VOCABULARY: Vocabulary = {
  prefixes: { vb: "https://w3id.org/verbund/ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#" },
  classes: [{ iri: "https://w3id.org/verbund/ns#Project", label: "Projekt · Project" }, { iri: "urn:without-prefix", label: "Nothing" }],
  properties: [
    { iri: "https://w3id.org/verbund/ns#fundedBy", label: "gefördert von · funded by" },
    { iri: "http://www.w3.org/2000/01/rdf-schema#label", label: "Name · label" },
  ],
};
const OFFERS = offersOf(VOCABULARY);
const texts = (word: string, variables: string[] = []): string[] => fitting(OFFERS, variables, word).map((one) => one.text);

describe("what is being written", () => {
  it.each([
    ["?pro", "?pro", false],
    ["?x a vb:Pro", "vb:Pro", false],
    ["?x rdfs:label ?n FILTER(CONT", "CONT", false],
    ["# a comment vb:", "vb:", true],
    ["FILTER(?n = \"vb:", "vb:", true],
    ["<http://example.org/vb", "vb", true],
    ["<http://example.org/> vb", "vb", false],
    ["?förderer", "?förderer", false],
    ["", "", false],
  ])("%s", (text, word, isClosed) => {
    expect(placeAt(`SELECT *\n${text}`, 9 + text.length)).toMatchObject({ word, isClosed, from: 9 + text.length - word.length });
  });
});

describe("offers", () => {
  it("gives terms by their own names and by those of either language", () => {
    expect(texts("vb:Pro")[0]).toBe("vb:Project");
    expect(texts("projekt")).toContain("vb:Project");
    expect(texts("funded")).toContain("vb:fundedBy");
    expect(texts("geforde")).not.toContain("vb:fundedBy");
    expect(texts("gefoerdert")).toContain("vb:fundedBy");
    expect(texts("gefördert")).toContain("vb:fundedBy");
  });

  it("gives keywords, functions and prefixes in any case", () => {
    expect(texts("opt")[0]).toBe("OPTIONAL");
    expect(texts("group_")).toEqual(["GROUP_CONCAT"]);
    expect(texts("rdf")[0]).toBe("rdfs:label");
    expect(texts("rdfs:")).toContain("rdfs:");
  });

  it("gives variables of the query alone after a question mark", () => {
    const query = 'SELECT ?project WHERE { ?project vb:partner ?partner } # ?commented\n';
    expect(variablesIn(query, "?partner")).toEqual(["?project"]);
    expect(texts("?pr", variablesIn(query))).toEqual(["?project"]);
    expect(texts("?", variablesIn(query))).toEqual(["?partner", "?project"]);
  });

  it("leaves out what no prefix shortens", () => {
    expect(OFFERS.some((one) => one.text.includes("without-prefix"))).toBe(false);
  });
});

describe("prefixes", () => {
  it("are declared after those that are there, once", () => {
    const query = "PREFIX vb: <https://w3id.org/verbund/ns#>\nSELECT * WHERE { }";
    expect([...declared(query)]).toEqual(["vb"]);
    expect(declaration(query, "vb", VOCABULARY.prefixes)).toBeNull();
    expect(declaration(query, "rdfs", VOCABULARY.prefixes)).toEqual({ at: 42, line: "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n" });
  });

  it("come before the query, after its comments", () => {
    expect(declaration("# why\nSELECT", "vb", VOCABULARY.prefixes)?.at).toBe(6);
    expect(declaration("SELECT", "", VOCABULARY.prefixes)).toBeNull();
    expect(declaration("SELECT", "unknown", VOCABULARY.prefixes)).toBeNull();
  });

  it("start a line of their own where the query ends with a declaration", () => {
    expect(declaration("PREFIX x: <urn:x>", "vb", VOCABULARY.prefixes)?.line).toMatch(/^\nPREFIX vb:/);
  });
});

describe("errors", () => {
  it.each([
    ["the SPARQL query cannot be read: line 2, column 14: “}” was not expected", { line: 2, column: 14 }],
    ["Zeile 3, Spalte 1: …", { line: 3, column: 1 }],
    ["error at 1:15: expected", { line: 1, column: 15 }],
    ["it took longer than 60 s", null],
  ])("%s", (message, place) => expect(placeOfError(message)).toEqual(place));

  it("stand at their place, inside the text in any case", () => {
    expect(offsetOf("ab\ncd", { line: 2, column: 2 })).toBe(4);
    expect(offsetOf("ab\ncd", { line: 9, column: 99 })).toBe(5);
    expect(offsetOf("😀x", { line: 1, column: 2 })).toBe(2);
    expect(offsetOf("", { line: 1, column: 1 })).toBe(0);
  });
});
