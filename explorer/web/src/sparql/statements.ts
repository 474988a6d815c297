import type { Answer, Cell } from "../data/types";

const TERM = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?/g;

/** A result that is a graph (a line of N-Triples a row) as three columns; any other as it is. */
export function asStatements(answer: Answer): Answer {
  if (answer.columns.length !== 1 || answer.columns[0]!.name !== "statement") return answer;
  const names = ["subject", "predicate", "object"];
  const rows = answer.rows.map((row) => triple(row[0]?.value ?? "")).filter((row) => row.length === 3);
  return { ...answer, columns: names.map((name) => ({ name, title: name })), rows };
}

function triple(line: string): Cell[] {
  return [...line.matchAll(TERM)].slice(0, 3).map(([, iri, blank, text, datatype, language]): Cell => {
    if (iri !== undefined) return { value: unescaped(iri), kind: "iri" };
    if (blank !== undefined) return { value: `_:${blank}`, kind: "bnode" };
    return { value: unescaped(text ?? ""), kind: "literal", ...(datatype ? { datatype } : {}), ...(language ? { language } : {}) };
  });
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_all, four?: string, eight?: string, one?: string) => {
    const code = Number.parseInt(four ?? eight ?? "", 16);
    if (Number.isNaN(code)) return ESCAPES[one ?? ""] ?? one ?? "";
    return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
