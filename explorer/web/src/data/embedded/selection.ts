import type { Filter } from "../types";
import { type Catalogue, NONE } from "./catalogue";

const VALUED = ["programme", "theme", "region", "funder", "source", "role"] as const;
type Field = "q" | "type" | (typeof VALUED)[number] | "years" | "amounts" | "ids";

/** Which things a filter finds, and which would be found without one of its fields (graph/catalogue/selection.py). */
export class Selection {
  /** How well names fit, where words are sought. */
  score: Float32Array | null = null;
  private readonly conditions = new Map<Field, Uint8Array>();
  private held: Uint8Array | null = null;

  constructor(private readonly catalogue: Catalogue, readonly filter: Filter) {
    const { q, ids } = filter;
    if (q.trim()) this.put("q", this.words(q));
    if (filter.type.length || !ids.length) this.put("type", this.types());
    for (const name of VALUED) if (filter[name].length) this.put(name, this.valued(name));
    if (filter.since !== null || filter.until !== null) this.put("years", this.years());
    if (filter.min !== null || filter.max !== null) this.put("amounts", this.amounts());
    if (ids.length) this.put("ids", this.marked(ids.map((iri) => catalogue.number(iri)).filter((at) => at !== NONE)));
  }

  /** 1 for each thing that is found. */
  get holds(): Uint8Array {
    return (this.held ??= this.without());
  }

  get found(): number {
    return this.holds.reduce((sum, one) => sum + one, 0);
  }

  /** 1 for each thing that would be found if a field were open. */
  without(open?: Field): Uint8Array {
    const found = Uint8Array.from(this.catalogue.known);
    for (const [name, holds] of this.conditions) {
      if (name !== open) for (let at = 0; at < found.length; at++) found[at]! &= holds[at]!;
    }
    return found;
  }

  private put(name: Field, holds: Uint8Array): void {
    this.conditions.set(name, holds);
  }

  private marked(numbers: Iterable<number>): Uint8Array {
    const found = new Uint8Array(this.catalogue.size);
    for (const number of numbers) found[number] = 1;
    return found;
  }

  private words(text: string): Uint8Array {
    this.score = this.catalogue.words.found(text);
    return Uint8Array.from(this.score ?? new Float32Array(this.catalogue.size), (one) => (one > 0 ? 1 : 0));
  }

  private types(): Uint8Array {
    const meant = this.catalogue.ofTypes(this.filter.type.length ? this.filter.type : this.catalogue.about.actors);
    return Uint8Array.from(this.catalogue.type, (type) => (meant[type] ? 1 : 0));
  }

  private valued(name: (typeof VALUED)[number]): Uint8Array {
    const places = this.filter[name].map((value) => this.catalogue.place(name, value)).filter((place) => place !== NONE);
    return this.marked(places.flatMap((place) => [...this.catalogue.row(`${name}.by_value`, place)]));
  }

  private years(): Uint8Array {
    const since = this.filter.since ?? 0;
    const until = this.filter.until ?? 9999;
    const found = new Uint8Array(this.catalogue.size);
    this.catalogue.values("year").forEach((year, at) => {
      if (year >= since && year <= until) for (const thing of this.catalogue.row("year.by_value", at)) found[thing] = 1;
    });
    return found;
  }

  private amounts(): Uint8Array {
    const { block } = this.catalogue;
    const currency = this.catalogue.currency(this.filter.currency);
    const [thing, of, amount] = [block.ints("money.thing"), block.ints("money.currency"), block.floats("money.amount")];
    const found = new Uint8Array(this.catalogue.size);
    for (let i = 0; i < amount.length; i++) {
      const fits = of[i] === currency && amount[i]! >= (this.filter.min ?? -Infinity) && amount[i]! <= (this.filter.max ?? Infinity);
      if (fits) found[thing[i]!] = 1;
    }
    return found;
  }
}
