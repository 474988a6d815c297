import type { Hit } from "../types";
import { type Catalogue, type Language, numbersOf } from "./catalogue";
import { nameKey } from "./key";

const LOOKED_AT = 250; // things whose names are compared with the text letter by letter
const SIMILAR = 0.84; // what is only similar stays below every name that holds the text as it is written

interface Scored {
  value: number;
  at: number;
  name: string;
}

/** The things that have all words of a text, best first: of the given classes, else actors (graph/catalogue/hits.py). */
export function hits(catalogue: Catalogue, text: string, limit: number, types: readonly string[], language: Language): Hit[] {
  const score = catalogue.words.found(text);
  if (!score) return [];
  const isMeant = catalogue.ofTypes(types.length ? types : catalogue.about.actors);
  const numbers = numbersOf(Uint8Array.from(score, (one, at) => (one > 0 && catalogue.known[at] && isMeant[catalogue.type[at]!] ? 1 : 0)));
  const key = nameKey(text);
  const best = likely(catalogue, numbers, score, Math.max(limit, LOOKED_AT)).map((at) => scored(catalogue, key, at));
  best.sort((a, b) => b.value - a.value || catalogue.links[b.at]! - catalogue.links[a.at]! || compare(a.name, b.name));
  return best.slice(0, Math.max(limit, 0)).map(({ value, at, name }) => ({ ...catalogue.thing(at, language), name, score: Math.round(value * 10) / 10 }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Those whose words fit best, of equals those with the shortest name. */
function likely(catalogue: Catalogue, numbers: number[], score: Float32Array, most: number): number[] {
  if (numbers.length <= most) return numbers;
  const length = catalogue.block.ints("name.length");
  return [...numbers].sort((a, b) => score[b]! - score[a]! || length[a]! - length[b]!).slice(0, most);
}

function scored(catalogue: Catalogue, key: string, at: number): Scored {
  const names = catalogue.names(at);
  let best: Scored = { value: 0, at, name: names[0] ?? "" };
  for (const name of names) {
    const value = fit(key, nameKey(name));
    if (value > best.value) best = { value, at, name };
  }
  return best;
}

/**
 * 100 for the name itself, 95 for its beginning, 90 for words in it as they follow each other, 88 for words of it in any
 * order, 85 for parts of words, less for what is only similar.
 */
export function fit(key: string, name: string): number {
  if (key === name) return 100;
  if (name.startsWith(key)) return 95;
  if (` ${name}`.includes(` ${key}`)) return 90;
  const [parts, words] = [key.split(" "), name.split(" ")];
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 88;
  if (parts.every((part) => name.includes(part))) return 85;
  const each = parts.map((part) => Math.max(0, ...words.map((word) => ratio(part, word))));
  const mean = each.reduce((sum, one) => sum + one, 0) / Math.max(each.length, 1);
  return SIMILAR * Math.max(ratio(key, name), mean, 0.9 * partialRatio(key, name));
}

/** How much two texts have in common, 0 to 100: twice their longest common subsequence by their lengths. */
export function ratio(a: string, b: string): number {
  if (!a.length && !b.length) return 100;
  let last = new Uint16Array(b.length + 1);
  let now = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) now[j] = a[i - 1] === b[j - 1] ? last[j - 1]! + 1 : Math.max(last[j]!, now[j - 1]!);
    [last, now] = [now, last];
  }
  return (200 * last[b.length]!) / (a.length + b.length);
}

/** The best ratio of the shorter text with a piece of the longer one that is as long, or reaches over its end. */
export function partialRatio(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (!short) return long ? 0 : 100;
  let best = 0;
  for (let from = 1 - short.length; from < long.length; from++) {
    best = Math.max(best, ratio(short, long.slice(Math.max(from, 0), from + short.length)));
  }
  return best;
}
