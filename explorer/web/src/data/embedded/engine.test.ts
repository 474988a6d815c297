import { describe, expect, it } from "vitest";
import { NO_FILTER } from "../../state/state";
import type { Filter } from "../types";
import type { About } from "./about";
import { Answers, type Given } from "./answers";
import { Block, blockOf, unpacked } from "./archive";
import { Catalogue } from "./catalogue";
import { quoted } from "./exports";
import { facets, histogram } from "./facets";
import { fit, partialRatio, ratio } from "./hits";
import { nameKey } from "./key";
import { Paths } from "./paths";
import { ordered } from "./rows";
import { Selection } from "./selection";
import { distanceOfBeginning, Words } from "./words";

interface Thing {
  name: string;
  themes: number[];
  year: number;
  links: number;
}

const THEMES = 5;

/** A small catalogue of projects: things 0 … n-1, then the themes. */
function catalogueOf(things: readonly Thing[], edges: readonly [number, number][] = []): Catalogue {
  const size = things.length + THEMES;
  const texts = [...things.map((one) => one.name), ...Array.from({ length: THEMES }, (_, at) => `Theme ${at}`)];
  const words = [...new Set(texts.flatMap((text) => nameKey(text).split(" ")))].sort();
  const [ofWords, byWord] = table(words.map((word) => indices(texts, (text) => nameKey(text).split(" ").includes(word))));
  const [themeRow, themeColumn] = table(Array.from({ length: THEMES }, (_, at) => indices(things, (one) => one.themes.includes(at))));
  const years = [...new Set(things.map((one) => one.year))].sort((a, b) => a - b);
  const [yearRow, yearColumn] = table(years.map((year) => indices(things, (one) => one.year === year)));
  const order = indices(texts, () => true).sort((a, b) => compare(nameKey(texts[a]!), nameKey(texts[b]!)) || a - b);
  const rank = texts.map((_, at) => order.indexOf(at));
  const numbers: Record<string, number[]> = {
    type: texts.map((_, at) => (at < things.length ? 0 : 1)), known: texts.map(() => 1),
    links: texts.map((_, at) => things[at]?.links ?? 0),
    "label.de": indices(texts, () => true), "label.en": indices(texts, () => true), "order.de": rank, "order.en": rank,
    "word.by_value.row": ofWords, "word.by_value.column": byWord,
    "theme.values": Array.from({ length: THEMES }, (_, at) => things.length + at), "theme.by_value.row": themeRow, "theme.by_value.column": themeColumn,
    "theme.parent.row": new Array<number>(THEMES + 1).fill(0), "theme.parent.column": [],
    "year.values": years, "year.by_value.row": yearRow, "year.by_value.column": yearColumn,
    first: texts.map(() => -1), "edge.source": edges.map(([from]) => from), "edge.target": edges.map(([, to]) => to), "edge.relation": edges.map(() => 0),
  };
  const about = { types: ["Project", "Theme"], actors: ["Project"], roles: [], levels: [], currencies: [], relations: [{ id: "vb:partner", iri: "p", name: "partner", de: "Partner", en: "Partner" }], typeNames: {}, roleNames: {}, macro: [] };
  return new Catalogue(blockFrom(numbers, { iri: texts.map((_, at) => `t:${String(at).padStart(4, "0")}`), label: texts, word: words, date: [] }, about as unknown as About, size));
}

function blockFrom(numbers: Record<string, number[]>, texts: Record<string, string[]>, about: About, size: number): Block<About> {
  expect(size).toBe(texts.iri!.length);
  const columns: Record<string, never> = {};
  let at = 0;
  const pieces = Object.entries(numbers).map(([name, values]) => {
    columns[name] = ["i4", at, values.length, 0] as never;
    at += Math.ceil((values.length * 4) / 8) * 8;
    return { from: at - Math.ceil((values.length * 4) / 8) * 8, values };
  });
  const bytes = new ArrayBuffer(at);
  for (const { from, values } of pieces) new Int32Array(bytes, from, values.length).set(values);
  return new Block<About>({ columns, texts, about }, bytes, 0);
}

function indices<T>(values: readonly T[], isMeant: (value: T) => boolean): number[] {
  return values.map((_, at) => at).filter((at) => isMeant(values[at]!));
}

function table(rows: number[][]): [number[], number[]] {
  const start = [0];
  for (const row of rows) start.push(start.at(-1)! + row.length);
  return [start, rows.flat()];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same numbers on every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function someThings(seed: number): Thing[] {
  const next = chance(seed);
  const names = ["Mühle", "Straße", "Netzwerk Süd", "Café Ost", "Öko Hof", "Zug"];
  return Array.from({ length: 60 }, () => ({
    name: `${names[Math.floor(next() * names.length)]!} ${Math.floor(next() * 9)}`,
    themes: indices([0, 1, 2, 3, 4], () => next() < 0.3),
    year: 2010 + Math.floor(next() * 5),
    links: Math.floor(next() * 20),
  }));
}

const WORDS_OF = ["Vernetzung", "Elternarbeit", "München", "Straßenbau", "Öffentlichkeit", "Café", "Łódź"];

describe("searching", () => {
  const catalogue = catalogueOf(WORDS_OF.map((name) => ({ name, themes: [], year: 2010, links: 1 })));
  const words = new Words(catalogue.block, catalogue.size);

  it.each([
    ["Munchen", "München"], ["muenchen", "München"], ["MÜNCH", "München"], ["strassenbau", "Straßenbau"], ["cafe", "Café"],
    ["Vernezung", "Vernetzung"], ["vernetzugn", "Vernetzung"], ["elternarbiet", "Elternarbeit"], ["arbeit", "Elternarbeit"],
    ["oeffentlichkeit", "Öffentlichkeit"], ["Offentlichkiet", "Öffentlichkeit"],
  ])("%s finds %s", (text, name) => {
    const score = words.found(text)!;
    expect(score[WORDS_OF.indexOf(name)]).toBeGreaterThan(0);
  });

  it("finds nothing for what is too different, and says so of a text without a letter", () => {
    expect(words.found("Raumfahrt")!.some((one) => one > 0)).toBe(false);
    expect(words.found("?!")).toBeNull();
  });

  it.each([["abc", "abc", 0], ["abc", "acb", 1], ["abc", "abcdef", 0], ["abcd", "xbcdef", 1], ["abcdefgh", "bcdefgxx", 2], ["abcd", "wxyz", 2]])(
    "%s is a beginning of %s but for %i errors",
    (text, word, errors) => expect(distanceOfBeginning(text, word, 1)).toBe(Math.min(errors, 2)),
  );

  it("scores names as the server does", () => {
    expect([fit("a b", "a b"), fit("a", "ab c"), fit("c", "ab c"), fit("c a", "ab c"), fit("b", "ab c")]).toEqual([100, 95, 90, 88, 85]);
    expect(ratio("abcd", "abed")).toBe(75);
    expect(partialRatio("abc", "xxabcxx")).toBe(100);
  });

  it("makes the keys of names that the server makes", () => {
    expect(["München", "Muenchen", "SüdOst", "Suedost", "Łódź", "ﬁn", "Straße", "a–b", "हिन्दी"].map(nameKey)).toEqual([
      "munchen", "munchen", "sudost", "sudost", "łodz", "fin", "strasse", "a b", "ह नद",
    ]);
  });
});

describe("facets", () => {
  const filters: Partial<Filter>[] = [{}, { theme: ["t:0060"] }, { theme: ["t:0060", "t:0062"], since: 2012 }, { until: 2011, q: "mühle" }, { q: "sued", theme: ["t:0061"] }];
  it.each([1, 2, 3])("count what one by one is found (%i)", (seed) => {
    const things = someThings(seed);
    const catalogue = catalogueOf(things);
    for (const parts of filters) {
      const filter = { ...NO_FILTER, ...parts };
      const found = facets(catalogue, new Selection(catalogue, filter), [], "de");
      const holds = (one: Thing, open: string): boolean =>
        (open === "theme" || !filter.theme.length || filter.theme.some((iri) => one.themes.includes(Number(iri.slice(2)) - 60))) &&
        (open === "years" || (one.year >= (filter.since ?? 0) && one.year <= (filter.until ?? 9999))) &&
        (!filter.q || nameKey(one.name).includes(nameKey(filter.q)));
      expect(found.found).toBe(things.filter((one) => holds(one, "")).length);
      for (const { value, count } of found.facets.theme) {
        expect(count).toBe(things.filter((one) => holds(one, "theme") && one.themes.includes(Number(value.slice(2)) - 60)).length);
      }
      for (const [year, count] of found.years) expect(count).toBe(things.filter((one) => holds(one, "years") && one.year === year).length);
    }
  });

  it("puts every amount into one bar", () => {
    const amounts = [0, -5, 3, 49, 50, 51, 1e6, 12.5];
    const { from, end, counts } = histogram(amounts);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(amounts.length);
    expect(from).toEqual([...from].sort((a, b) => a - b));
    expect(from[0]).toBeLessThanOrEqual(-5);
    expect(end).toBeGreaterThanOrEqual(1e6);
  });
});

describe("sorting", () => {
  it("goes by values, then by names, with what is missing last", () => {
    const things = someThings(4);
    const catalogue = catalogueOf(things);
    const selection = new Selection(catalogue, NO_FILTER);
    const byLinks = ordered(catalogue, selection, "links", true, "de").map((at) => things[at]!.links);
    expect(byLinks).toEqual([...byLinks].sort((a, b) => b - a));
    const names = ordered(catalogue, selection, "label", false, "de").map((at) => nameKey(things[at]!.name));
    expect(names).toEqual([...names].sort(compare));
    expect(ordered(catalogue, selection, "start", true, "de")).toEqual(ordered(catalogue, selection, "start", false, "de"));
  });
});

describe("paths", () => {
  const things = Array.from({ length: 6 }, (_, at) => ({ name: `P ${at}`, themes: [], year: 2010, links: 1 }));
  const edges: [number, number][] = [[0, 1], [1, 2], [0, 6], [6, 2], [2, 3], [0, 4], [4, 3]];
  const paths = new Paths(catalogueOf(things, edges));

  it("are the shortest ones, first those that lead through no theme", () => {
    expect(paths.between(0, 2, 3)).toEqual([[0, 1, 2], [0, 6, 2], [0, 4, 3, 2]]);
    expect(paths.between(0, 3, 1)).toEqual([[0, 4, 3]]);
    expect(paths.between(0, 5, 3)).toEqual([]);
    expect(paths.between(1, 1, 3)).toEqual([[1]]);
  });

  it("tell the direction of each step", () => {
    const told = paths.told([3, 4, 0], "de", () => []);
    expect(told.map((step) => [step.from.label, step.backwards, step.to.label])).toEqual([["P 3", true, "P 4"], ["P 4", true, "P 0"]]);
  });
});

describe("answers", () => {
  const request = { thing: "t:1", in: "", near: "", radius: null, theme: [], programme: [], kind: [], role: "", known: false, type: "", match: "", diverse: false, limit: 1 };
  const spoken = { query: {}, method: "", candidates: [{ id: "a" }, { id: "b" }], left_out: 0, sources: [], version: "" };
  const asked = { thing: ["t:1", "Netz Süd", "Net South", "1"], limit: 50, answer: { de: spoken, en: spoken } };
  const given = { partners: [{ ...asked, region: null }, { ...asked, region: ["r:1", "Süden", "South", "de-south"] }], whyNot: [], consortium: [], questions: {} };
  const answers = new Answers(given as unknown as Given, () => "de");

  it("are given to what was asked beforehand, by any of its names", () => {
    expect(answers.partners(request).candidates.map((one) => one.id)).toEqual(["a"]);
    expect(answers.partners({ ...request, thing: "netz sued", in: "south", limit: 9 }).candidates).toHaveLength(2);
  });

  it.each([{ role: "partner" }, { in: "Norden" }, { thing: "t:2" }, { known: true }, { radius: 5 }])("say what is held instead of %o", (parts) => {
    expect(() => answers.partners({ ...request, ...parts })).toThrow(/Netz Süd; Netz Süd · Süden.*verbund serve/);
  });

  it("say that there are none", () => expect(() => answers.consortium("t:1", "x", "")).toThrow(/keine Antworten/));
});

describe("what a file holds", () => {
  it("is read as it was written", async () => {
    const header = new TextEncoder().encode(JSON.stringify({ columns: { a: ["i1", 0, 3, 1], b: ["f8", 8, 1, 0] }, texts: {}, about: {} }));
    const base = Math.ceil((4 + header.length) / 8) * 8;
    const bytes = new Uint8Array(base + 16);
    new DataView(bytes.buffer).setUint32(0, header.length, true);
    bytes.set(header, 4);
    bytes.set([5, 0, 2], base);
    new DataView(bytes.buffer).setFloat64(base + 8, 1.5, true);
    const packed = new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip")));
    const text = btoa(String.fromCharCode(...new Uint8Array(await packed.arrayBuffer())));
    const block = blockOf(await unpacked(`\n${text}\n`));
    expect([...block.ints("a")]).toEqual([5, 5, 7]);
    expect([...block.floats("b")]).toEqual([1.5]);
    expect(block.ints("none")).toHaveLength(0);
  });

  it.each([["=1+1", "'=1+1"], ['a"b', '"a""b"'], ["a,b", '"a,b"'], [null, ""], [-3, "-3"]])("%s is %s in CSV", (value, text) => {
    expect(quoted(value)).toBe(text);
  });
});
