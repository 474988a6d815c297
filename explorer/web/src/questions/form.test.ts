import { describe, expect, it } from "vitest";
import type { Question, QuestionParameter } from "../data/types";
import { asParameters, boundSparql, classesOf, fieldKind, found, grouped, isAsked, missing, quoted, sent } from "./form";

const parameter = (name: string, type: string, required = false): QuestionParameter => ({ name, type, required, default: "", example: "", description: "" });
const question = (parts: Partial<Question>): Question => ({ name: "q", summary: "", description: "", costs: "", tags: [], parameters: [], sparql: "", ...parts });

const ASKED = question({
  parameters: [parameter("region", "region", true), parameter("year", "year"), parameter("note", "text"), parameter("lang", "language")],
  sparql: "#+ summary: x\n#+   de: y\n\nSELECT ?region ?lang WHERE { ?s ?p ?region }\nORDER BY ?region\n",
});

describe("fields", () => {
  it.each([["region", "thing"], ["target-group", "thing"], ["thing", "thing"], ["year", "year"], ["date", "date"], ["number", "number"], ["language", "language"], ["text", "text"], ["something new", "text"]])(
    "%s is a field of kind %s", (type, kind) => expect(fieldKind(parameter("x", type))).toBe(kind),
  );

  it("look for things of the right class", () => {
    expect(classesOf(parameter("x", "target-group"))).toEqual(["TargetGroup"]);
    expect(classesOf(parameter("x", "thing"))).toEqual([]);
    expect(classesOf(parameter("x", "text"))).toBeNull();
  });
});

describe("values and parameters", () => {
  it("keep what is filled in, and that it was asked", () => {
    const kept = asParameters(ASKED, { region: " Sachsen ", year: "", unknown: "x" });
    expect(kept).toEqual({ lang: "", region: "Sachsen" });
    expect(isAsked(kept)).toBe(true);
    expect(isAsked({})).toBe(false);
    expect(sent(kept)).toEqual({ region: "Sachsen" });
    expect(sent(asParameters(ASKED, { region: "x", lang: "en" }))).toEqual({ region: "x", lang: "en" });
  });

  it("name what is still empty", () => {
    expect(missing(ASKED, { region: "  " }).map((one) => one.name)).toEqual(["region"]);
    expect(missing(ASKED, { region: "x" })).toEqual([]);
  });
});

describe("the list", () => {
  const list = [question({ name: "a", summary: "Projekte in Regionen", tags: ["regions", "projects"] }), question({ name: "b", summary: "Förderer", tags: ["funding"] }), question({ name: "c" })];

  it("is searched by all words, and by tag", () => {
    expect(found(list, "region PROJEKT", "").map((one) => one.name)).toEqual(["a"]);
    expect(found(list, "", "funding").map((one) => one.name)).toEqual(["b"]);
    expect(found(list, "nothing", "")).toEqual([]);
  });

  it("is grouped by first tags", () => {
    expect(grouped(list).map(([tag, its]) => [tag, its.map((one) => one.name)])).toEqual([["regions", ["a"]], ["funding", ["b"]], ["", ["c"]]]);
  });
});

describe("SPARQL with values", () => {
  it("has them at its end, without the header", () => {
    const text = boundSparql(ASKED, { region: "http://data.europa.eu/nuts/code/DED", year: "2013" }, "de");
    expect(text).toBe('SELECT ?region ?lang WHERE { ?s ?p ?region }\nORDER BY ?region\nVALUES (?region ?year ?lang) { (<http://data.europa.eu/nuts/code/DED> 2013 "de") }\n');
  });

  it("leaves out names, and nothing can break out of its place", () => {
    expect(boundSparql(ASKED, { region: "Sachsen" }, "en")).toContain('VALUES (?lang) { ("en") }');
    expect(boundSparql(ASKED, { region: "http://e.org/> } #" }, "en")).not.toContain("e.org");
    expect(boundSparql(ASKED, { year: "1 } #" }, "en")).not.toContain("1 }");
    expect(boundSparql(ASKED, { note: '" } # \\' }, "en")).toContain('"\\" } # \\\\"');
  });

  it("quotes texts", () => expect(quoted('a"b\n\\')).toBe('"a\\"b\\n\\\\"'));
});
