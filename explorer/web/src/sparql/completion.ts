import type { Vocabulary } from "../data/types";
import { FUNCTIONS, KEYWORDS } from "./keywords";

export type OptionKind = "class" | "property" | "prefix" | "keyword" | "function" | "variable";

/** Something that can stand at the place of the cursor. */
export interface Offer {
  /** What is written, e.g. "vb:Project". */
  text: string;
  kind: OptionKind;
  /** The name of a class or property in both languages. */
  label: string;
  /** What the text is found under: its own and its names. */
  keys: string;
  /** Of the prefix that the query needs for it; "" for none. */
  prefix: string;
}

/** What stands before the cursor, from which place on. */
export interface Place {
  from: number;
  word: string;
  /** In a comment, a string or an IRI nothing is offered. */
  isClosed: boolean;
}

/** The word that is being written at a place of a query. */
export function placeAt(text: string, at: number): Place {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const word = /[?$]?[\p{L}\p{N}_.-]*(?::[\p{L}\p{N}_.-]*)?$/u.exec(line)?.[0] ?? "";
  return { from: at - word.length, word, isClosed: isClosed(line) };
}

function isClosed(line: string): boolean {
  const rest = line.replace(/<[^\s<>]*>/g, "").replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "");
  return /["'#]/.test(rest) || /<[^\s<>]+$/.test(rest);
}

/** Variables of a query, each once, without the one that is being written. */
export function variablesIn(text: string, except = ""): string[] {
  const found = new Set(text.replace(/#.*$/gm, "").match(/[?$][\p{L}\p{N}_]+/gu) ?? []);
  found.delete(except);
  return [...found].sort();
}

/** Prefixes that a query declares. */
export function declared(text: string): Set<string> {
  return new Set([...text.matchAll(/^\s*PREFIX\s+([\p{L}\p{N}_.-]*):/gimu)].map((one) => one[1]!));
}

/** Everything that is always offered: classes, properties, prefixes, keywords and functions. */
export function offersOf(vocabulary: Vocabulary): Offer[] {
  const terms = (list: Vocabulary["classes"], kind: OptionKind): Offer[] =>
    list.flatMap(({ iri, label }) => {
      const short = shortened(iri, vocabulary.prefixes);
      return short ? [{ text: short.text, kind, label, keys: `${short.text} ${label}`, prefix: short.prefix }] : [];
    });
  return [
    ...terms(vocabulary.classes, "class"),
    ...terms(vocabulary.properties, "property"),
    ...Object.entries(vocabulary.prefixes).map(([prefix, iri]): Offer => ({ text: `${prefix}:`, kind: "prefix", label: iri, keys: `${prefix}:`, prefix })),
    ...KEYWORDS.map((text): Offer => ({ text, kind: "keyword", label: "", keys: text, prefix: "" })),
    ...FUNCTIONS.map((text): Offer => ({ text, kind: "function", label: "", keys: text, prefix: "" })),
  ];
}

function shortened(iri: string, prefixes: Record<string, string>): { text: string; prefix: string } | null {
  const fitting = Object.entries(prefixes).filter(([, start]) => start && iri.startsWith(start) && /^[\w-]+$/.test(iri.slice(start.length)));
  const [prefix, start] = fitting.sort((one, other) => other[1].length - one[1].length)[0] ?? [];
  return prefix === undefined || start === undefined ? null : { text: `${prefix}:${iri.slice(start.length)}`, prefix };
}

/** Offers that fit a word: those that begin with it first, then those of which some word of their name does. */
export function fitting(offers: Offer[], variables: string[], word: string): Offer[] {
  if (/^[?$]/.test(word)) {
    return variables.filter((one) => fold(one.slice(1)).startsWith(fold(word.slice(1)))).map((text) => ({ text, kind: "variable", label: "", keys: text, prefix: "" }));
  }
  const wanted = fold(word);
  const begins = offers.filter((one) => fold(one.text).startsWith(wanted) || localName(one.text).startsWith(wanted));
  const named = offers.filter((one) => !begins.includes(one) && fold(one.keys).split(/[\s:]+/).some((part) => part.startsWith(wanted)));
  const inside = wanted.length < 3 ? [] : offers.filter((one) => !begins.includes(one) && !named.includes(one) && fold(one.keys).includes(wanted));
  return [...begins, ...named, ...inside];
}

const localName = (text: string): string => fold(text.slice(text.indexOf(":") + 1));

function fold(text: string): string {
  return text.toLowerCase().replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "");
}

/** A line that declares a prefix, and where it belongs; null where the query has it already. */
export function declaration(text: string, prefix: string, prefixes: Record<string, string>): { at: number; line: string } | null {
  const iri = prefixes[prefix];
  if (!prefix || !iri || declared(text).has(prefix)) return null;
  const last = [...text.matchAll(/^\s*(?:PREFIX|BASE)\b.*(?:\n|$)/gim)].pop();
  const at = last ? last.index + last[0].length : leadingComments(text);
  const isAtEnd = last !== undefined && !last[0].endsWith("\n");
  return { at, line: `${isAtEnd ? "\n" : ""}PREFIX ${prefix}: <${iri}>\n` };
}

function leadingComments(text: string): number {
  return /^(?:\s*#.*\n)*/.exec(text)?.[0].length ?? 0;
}

/** Where a message says that the error is: line and column from 1; null where it says nothing of it. */
export function placeOfError(message: string): { line: number; column: number } | null {
  const match = /(?:line|Zeile)\s+(\d+)\s*(?:,|:)?\s*(?:column|col|Spalte)\s+(\d+)/i.exec(message) ?? /\bat (\d+):(\d+)/.exec(message);
  return match ? { line: Number(match[1]), column: Number(match[2]) } : null;
}

/** Where a line and column are in a text; inside it in any case. Columns count characters, not UTF-16 units. */
export function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const lines = text.split("\n");
  const row = Math.min(Math.max(line, 1), lines.length) - 1;
  const before = lines.slice(0, row).reduce((sum, one) => sum + one.length + 1, 0);
  const reached = Array.from(lines[row]!).slice(0, Math.max(column - 1, 0)).join("").length;
  return before + Math.min(reached, lines[row]!.length);
}
