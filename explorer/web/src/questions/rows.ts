import type { Answer, Cell } from "../data/types";
import { shortName } from "../ui/names";

/** A column as it is shown: the names of things stand for their IRIs. */
export interface Shown {
  title: string;
  /** Where the text is; -1 where the IRI has no column of names. */
  text: number;
  /** Where the IRI is that the text leads to; -1 for none. */
  iri: number;
}

/** Columns as people read them: "xLabel" and "x" are one column, the name leading to the thing. */
export function shownColumns(answer: Answer): Shown[] {
  const at = new Map(answer.columns.map((column, index) => [column.name, index]));
  const hasIris = (index: number): boolean => answer.rows.some((row) => row[index]?.kind === "iri");
  const shown: Shown[] = [];
  for (const [index, column] of answer.columns.entries()) {
    const thing = column.name.endsWith("Label") ? at.get(column.name.slice(0, -"Label".length)) : undefined;
    const isNamed = at.has(`${column.name}Label`) && hasIris(index);
    if (thing !== undefined && hasIris(thing)) shown.push({ title: column.title, text: index, iri: thing });
    else if (!isNamed) shown.push(hasIris(index) ? { title: column.title, text: -1, iri: index } : { title: column.title, text: index, iri: -1 });
  }
  return shown;
}

const NUMERIC = /#(?:integer|decimal|double|float|int|long|short|nonNegativeInteger|positiveInteger)$/;

export function isNumber(cell: Cell | undefined): boolean {
  return cell !== undefined && NUMERIC.test(cell.datatype ?? "") && cell.value !== "" && Number.isFinite(Number(cell.value));
}

/** What a cell says, without markup: its name, a shortened IRI or its value. */
export function textOf(cell: Cell | undefined, prefixes: Record<string, string> = {}): string {
  if (!cell || cell.kind === "unbound") return "";
  if (cell.kind !== "iri") return cell.value;
  return cell.label ?? compact(cell.value, prefixes);
}

/** An IRI by the longest prefix that fits; its last part where none does. */
export function compact(iri: string, prefixes: Record<string, string>): string {
  const fitting = Object.entries(prefixes).filter(([, start]) => start && iri.startsWith(start));
  const [prefix, start] = fitting.sort((one, other) => other[1].length - one[1].length)[0] ?? [];
  if (start === undefined) return shortName(iri);
  const local = iri.slice(start.length);
  return /^[\w.-]+$/.test(local) ? `${prefix}:${local}` : shortName(iri);
}

/** Rows in the order of a column: numbers by value, texts as the language sorts them, empty cells last. */
export function sorted(rows: Cell[][], column: number, descending: boolean, language: string, name: (cell: Cell | undefined) => string): Cell[][] {
  const order = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const sign = descending ? -1 : 1;
  const compare = (one: Cell | undefined, other: Cell | undefined): number => {
    const [a, b] = [name(one), name(other)];
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    return sign * (isNumber(one) && isNumber(other) ? Number(a) - Number(b) : order.compare(a, b));
  };
  return [...rows].sort((one, other) => compare(one[column], other[column]));
}

const THING = /^https:\/\/w3id\.org\/verbund\/id\/(?:project|organisation|programme|initiative|event|need|output|venue)\//;

/** IRIs of the things in a result that the views can show, each once; all IRIs where none is such a thing. */
export function thingsIn(answer: Answer): string[] {
  const iris = new Set(answer.rows.flat().filter((cell) => cell.kind === "iri").map((cell) => cell.value));
  const things = [...iris].filter((iri) => THING.test(iri));
  return things.length ? things : [...iris].filter((iri) => iri.startsWith("https://w3id.org/verbund/id/"));
}

/** The result as RFC 4180 has it. A text that a spreadsheet would run as a formula is led by an apostrophe. */
export function asCsv(answer: Answer): string {
  const field = (text: string, isFigure = false): string => {
    const safe = !isFigure && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [
    answer.columns.map((column) => field(column.title)),
    ...answer.rows.map((row) => row.map((cell) => field(cell.value, isNumber(cell)))),
  ];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}
