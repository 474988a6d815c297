import { StringStream } from "@codemirror/language";
import { expect, it } from "vitest";
import { tokens } from "./tokens";

function coloured(lines: string[]): [string, string | null][] {
  const state = tokens.startState!(2);
  return lines.flatMap((line) => {
    const stream = new StringStream(line, 2, 2);
    const found: [string, string | null][] = [];
    while (!stream.eol()) {
      const kind = tokens.token(stream, state);
      if (stream.current().trim()) found.push([stream.current(), kind]);
      stream.start = stream.pos;
    }
    return found;
  });
}

it("tells the tokens of a query apart", () => {
  expect(coloured(['select ?größe where { ?x a vb:Project ; rdfs:label "a \\" # b"@de . # note'])).toEqual([
    ["select", "keyword"], ["?größe", "variableName"], ["where", "keyword"], ["{", "bracket"], ["?x", "variableName"], ["a", "keyword"],
    ["vb:Project", "typeName"], [";", null], ["rdfs:label", "typeName"], ['"a \\" # b"', "string"], ["@de", "annotation"], [".", null], ["# note", "comment"],
  ]);
});

it("knows paths, numbers, IRIs, functions and comparisons", () => {
  expect(coloured(["FILTER(COUNT(?x) >= 1.5e3 && ?y < 2) <http://e.org/#a> skos:broader* true"]).map(([, kind]) => kind)).toEqual([
    "keyword", "bracket", "builtin", "bracket", "variableName", "bracket", "operator", "number", "operator", "variableName", "operator", "number",
    "bracket", "url", "typeName", "operator", "bool",
  ]);
});

it("follows long strings over lines", () => {
  expect(coloured(['"""one', "two", 'three""" ?x']).map(([, kind]) => kind)).toEqual(["string", "string", "string", "variableName"]);
});
