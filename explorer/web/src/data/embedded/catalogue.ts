import type { Thing } from "../types";
import type { About, Both } from "./about";
import type { Block } from "./archive";
import { Words } from "./words";

export type Language = keyof Both;
export type Valued = "programme" | "theme" | "region" | "funder" | "source" | "role" | "year";

/** No number: a thing without a date, region, … */
export const NONE = -1;

/**
 * All things of a file by number, in the order of their IRIs. The columns, and what is asked of them, are those of
 * graph/catalogue; a test holds both to the same answers.
 */
export class Catalogue {
  readonly about: About;
  readonly iris: string[];
  readonly type: Int32Array;
  readonly known: Int32Array;
  readonly links: Int32Array;
  private readonly labels: string[];
  private readonly dates: string[];
  private numbers: Map<string, number> | null = null;
  private ofWords: Words | null = null;

  constructor(readonly block: Block<About>) {
    this.about = block.about;
    this.iris = block.texts("iri");
    this.labels = block.texts("label");
    this.dates = block.texts("date");
    this.type = block.ints("type");
    this.known = block.ints("known");
    this.links = block.ints("links");
  }

  get size(): number {
    return this.iris.length;
  }

  get words(): Words {
    return (this.ofWords ??= new Words(this.block, this.size));
  }

  /** The number of a thing, -1 for one that is not in the file. */
  number(iri: string): number {
    this.numbers ??= new Map(this.iris.map((one, at) => [one, at]));
    return this.numbers.get(iri) ?? NONE;
  }

  iri(number: number): string {
    return number === NONE ? "" : this.iris[number]!;
  }

  label(number: number, language: Language): string {
    return number === NONE ? "" : this.labels[this.block.ints(`label.${language}`)[number]!]!;
  }

  /** All names of a thing. */
  names(number: number): string[] {
    const row = this.block.ints("name.row");
    return [...this.block.ints("name.text").subarray(row[number], row[number + 1])].map((text) => this.labels[text]!);
  }

  typeOf(number: number): string {
    return this.about.types[this.type[number]!]!;
  }

  thing(number: number, language: Language): Thing {
    return { id: this.iri(number), label: this.label(number, language), type: this.typeOf(number) };
  }

  date(number: number): string {
    return number === NONE ? "" : this.dates[number]!;
  }

  /** The place of each thing when all are sorted by name. */
  order(language: Language): Int32Array {
    return this.block.ints(`order.${language}`);
  }

  /** Whether each class is one that a list has. */
  ofTypes(names: readonly string[]): boolean[] {
    return this.about.types.map((name) => names.includes(name));
  }

  /** The place of a currency, of "" that of the most usual one. */
  currency(name: string): number {
    return name ? this.about.currencies.indexOf(name) : this.about.currencies.length ? 0 : NONE;
  }

  /** The place of a value among those of a facet. */
  place(facet: Valued, value: string): number {
    if (facet === "role") return this.about.roles.indexOf(value);
    const number = this.number(value);
    if (number === NONE) return NONE;
    const values = this.values(facet);
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return values[low] === number ? low : NONE;
  }

  values(facet: Valued): Int32Array {
    return this.block.ints(`${facet}.values`);
  }

  /** The value at a place: an IRI, or a role. */
  value(facet: Valued, place: number): string {
    const number = this.values(facet)[place]!;
    return facet === "role" ? this.about.roles[number]! : this.iris[number]!;
  }

  valueLabel(facet: Valued, place: number, language: Language): string {
    const number = this.values(facet)[place]!;
    if (facet !== "role") return this.label(number, language);
    const role = this.about.roles[number]!;
    return this.about.roleNames[role]?.[language] ?? role;
  }

  /** The columns of a row of a table, e.g. the things that have a value of a facet. */
  row(table: string, at: number): Int32Array {
    const row = this.block.ints(`${table}.row`);
    return this.block.ints(`${table}.column`).subarray(row[at], row[at + 1]);
  }

  /** How many of the things that are meant have each value of a facet. */
  counts(facet: Valued, holds: Uint8Array): Int32Array {
    const row = this.block.ints(`${facet}.by_value.row`);
    const column = this.block.ints(`${facet}.by_value.column`);
    const found = new Int32Array(Math.max(row.length - 1, 0));
    for (let at = 0; at < found.length; at++) {
      let count = 0;
      for (let i = row[at]!; i < row[at + 1]!; i++) count += holds[column[i]!]!;
      found[at] = count;
    }
    return found;
  }
}

/** The numbers of the things that are meant. */
export function numbersOf(holds: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at < holds.length; at++) if (holds[at]) found.push(at);
  return found;
}

/** The place of the greatest value, of equals the first. */
export function greatest(values: ArrayLike<number>): number {
  let best = 0;
  for (let at = 1; at < values.length; at++) if (values[at]! > values[best]!) best = at;
  return best;
}
