import type { FacetName, Facets, FacetValue, Histogram } from "../types";
import { type Catalogue, greatest, type Language, NONE } from "./catalogue";
import { Selection } from "./selection";

const FEW = 0.005; // of the amounts, those that are smaller than all others, get no bars of their own
const BARS = 18; // more are drawn in steps of ten in place of 1, 2, 5
const LIMIT = 12;
const CHILDREN = 200; // of a value that is open
type Tree = "programme" | "theme" | "region";
type Part = Exclude<FacetName, "type">;

/** How many of the selected things have which value (graph/catalogue/counts.py). */
export function facets(catalogue: Catalogue, selection: Selection, open: readonly string[], language: Language): Facets {
  const began = performance.now();
  const counting = new Counting(catalogue, selection, open, language);
  const all = { ...selection.filter, q: "", type: [], programme: [], theme: [], region: [], funder: [], source: [], role: [], since: null, until: null, min: null, max: null, ids: [] };
  const found: Record<FacetName, FacetValue[]> = {
    type: counting.types(),
    programme: counting.tree("programme"),
    theme: counting.tree("theme"),
    region: counting.tree("region"),
    funder: counting.flat("funder"),
    source: counting.flat("source"),
    role: counting.flat("role"),
  };
  return {
    found: selection.found,
    total: new Selection(catalogue, all).found,
    facets: found,
    years: counting.years(),
    amounts: counting.amounts(),
    took_ms: Math.round(performance.now() - began),
  };
}

class Counting {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly selection: Selection,
    private readonly open: readonly string[],
    private readonly language: Language,
  ) {}

  types(): FacetValue[] {
    const { about, type } = this.catalogue;
    const counts = new Int32Array(about.types.length);
    this.selection.without("type").forEach((held, at) => (counts[type[at]!]! += held));
    const isActor = this.catalogue.ofTypes(about.actors);
    const order = byCount([...counts.keys()], counts);
    return [...order.filter((at) => isActor[at]), ...order.filter((at) => !isActor[at])]
      .map((at) => ({ value: about.types[at]!, label: about.typeNames[about.types[at]!]?.[this.language] ?? about.types[at]!, count: counts[at]! }))
      .filter(({ value, count }) => count > 0 || this.selection.filter.type.includes(value));
  }

  flat(name: Part): FacetValue[] {
    const counts = this.catalogue.counts(name, this.selection.without(name));
    return best([...counts.keys()], counts, new Set(this.chosen(name)), LIMIT).map((at) => this.value(name, at, counts[at]!));
  }

  /** Depth first: a value, then its children where it is open or one below it is chosen. */
  tree(name: Tree): FacetValue[] {
    const { catalogue } = this;
    const counts = catalogue.counts(name, this.selection.without(name));
    const chosen = this.chosen(name);
    const opened = new Set(this.open.map((iri) => catalogue.place(name, iri)).filter((place) => place !== NONE));
    const ups = (at: number): Int32Array => catalogue.row(`${name}.parent`, at);
    const shown = new Set([...chosen, ...opened].flatMap((place) => [...above(ups, place)]));
    const downs = new Map<number, number[]>();
    const fruitful = new Uint8Array(counts.length);
    const tops: number[] = [];
    counts.forEach((count, at) => {
      const parents = ups(at);
      if (!parents.length) tops.push(at);
      for (const up of parents) {
        if (count > 0) fruitful[up] = 1;
        if (opened.has(up) || shown.has(up)) downs.set(up, [...(downs.get(up) ?? []), at]);
      }
    });
    const kept = new Set([...shown, ...chosen]);
    const found: FacetValue[] = [];
    const walk = (at: number, parent: string, path: readonly number[]): void => {
      const value = this.value(name, at, counts[at]!);
      found.push({ ...value, ...(parent ? { parent } : {}), hasMore: fruitful[at] === 1 });
      const below = downs.get(at);
      if (!below || path.includes(at)) return;
      const held = below.filter((one) => opened.has(at) || kept.has(one));
      for (const child of best(held, counts, new Set(chosen), CHILDREN)) walk(child, value.value, [...path, at]);
    };
    const isBeside = this.beside(name);
    for (const group of [tops.filter((at) => !isBeside(at)), tops.filter(isBeside)]) {
      for (const at of best(group, counts, kept, LIMIT)) walk(at, "", []);
    }
    return found;
  }

  years(): [number, number][] {
    const counts = this.catalogue.counts("year", this.selection.without("years"));
    return [...this.catalogue.values("year")].map((year, at): [number, number] => [year, counts[at]!]).filter(([, count]) => count > 0);
  }

  /** In the currency that was chosen, else in that which most have. */
  amounts(): Facets["amounts"] {
    const { block, about } = this.catalogue;
    const holds = this.selection.without("amounts");
    const [thing, of, amount] = [block.ints("money.thing"), block.ints("money.currency"), block.floats("money.amount")];
    const held = [...thing.keys()].filter((i) => holds[thing[i]!]);
    if (!held.length) return null;
    const counts = new Int32Array(about.currencies.length);
    for (const i of held) counts[of[i]!]!++;
    const wanted = this.selection.filter.currency ? this.catalogue.currency(this.selection.filter.currency) : NONE;
    const currency = wanted !== NONE && counts[wanted]! > 0 ? wanted : greatest(counts);
    const bars = histogram(held.filter((i) => of[i] === currency).map((i) => amount[i]!));
    return { ...bars, currency: about.currencies[currency]! };
  }

  private beside(name: Tree): (at: number) => boolean {
    if (name !== "region") return () => false;
    const level = this.catalogue.block.ints("region.level");
    return (at) => ["macro", "landscape"].includes(this.catalogue.about.levels[level[at]!]!);
  }

  private chosen(name: Part): number[] {
    return this.selection.filter[name].map((value) => this.catalogue.place(name, value)).filter((place) => place !== NONE);
  }

  private value(name: Part, at: number, count: number): FacetValue {
    return { value: this.catalogue.value(name, at), label: this.catalogue.valueLabel(name, at, this.language), count };
  }
}

function byCount(places: number[], counts: Int32Array): number[] {
  return places.sort((a, b) => counts[b]! - counts[a]! || a - b);
}

/** The most frequent of some values, and those to keep in any case. */
function best(places: number[], counts: Int32Array, kept: ReadonlySet<number>, limit: number): number[] {
  const ordered = byCount(places.filter((at) => counts[at]! > 0), counts).slice(0, limit);
  const there = new Set(ordered);
  return [...ordered, ...places.filter((at) => kept.has(at) && !there.has(at)).sort((a, b) => a - b)];
}

function above(ups: (at: number) => Int32Array, place: number): Set<number> {
  const found = new Set([place]);
  for (const at of found) for (const up of ups(at)) found.add(up);
  return found;
}

/**
 * Bars that double their width, 1, 2, 5, 10 …: lower bounds, upper end, and how many lie in each.
 *
 * The first bar takes in the few that are much smaller than all others, and what is not above 0.
 */
export function histogram(amounts: readonly number[]): Histogram {
  const sorted = [...amounts].sort((a, b) => a - b);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const positive = sorted.filter((amount) => amount > 0);
  let bounds = [Math.min(low, 0)];
  let end = 0;
  if (positive.length) {
    const usual = quantile(positive, FEW);
    const [first, last] = [Math.floor(Math.log10(usual)), Math.ceil(Math.log10(high))];
    const scale = (last - first) * 3 <= BARS ? [1, 2, 5] : [1];
    const every: number[] = [];
    for (let power = first; power <= last + 1; power++) for (const step of scale) every.push(Number(`${step}e${power}`));
    end = every.find((step) => step > high)!;
    const below = every.filter((step) => step < end);
    const steps = below.slice(Math.max(below.filter((step) => step <= usual).length - 1, 0));
    bounds = [...(low < steps[0]! ? bounds : []), ...steps];
  }
  end = Math.max(end, next(bounds.at(-1)!));
  const counts = new Array<number>(bounds.length).fill(0);
  for (const amount of amounts) {
    let bar = bounds.length - 1;
    while (bar > 0 && amount < bounds[bar]!) bar--;
    counts[bar]!++;
  }
  return { from: bounds, end, counts };
}

/** The value that a share of sorted ones lies below, between two of them in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const at = Math.floor(place);
  const upper = sorted[Math.min(at + 1, sorted.length - 1)]!;
  return sorted[at]! + (upper - sorted[at]!) * (place - at);
}

/** The next greater number. */
function next(value: number): number {
  const bits = new BigInt64Array(1);
  const number = new Float64Array(bits.buffer);
  if (value === 0) return Number.MIN_VALUE;
  number[0] = value;
  bits[0]! += value > 0 ? 1n : -1n;
  return number[0];
}
