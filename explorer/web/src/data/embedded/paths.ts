import type { Citation, PathStep } from "../types";
import { type Catalogue, type Language, NONE } from "./catalogue";

const LONGEST = 8; // steps; a longer chain of acquaintances tells nobody anything
const LOOKED_AT = 200; // connections of which the best are told
const CONCEPTS = new Set(["Theme", "TargetGroup", "Region", "OrganisationKind", "Source"]);

type Cite = (subject: number, relation: string, value: number) => Citation[];

/** Who is linked to whom, in either direction. */
class Neighbours {
  private readonly start: Int32Array;
  private readonly other: Int32Array;

  constructor(size: number, source: Int32Array, target: Int32Array) {
    this.start = new Int32Array(size + 1);
    this.other = new Int32Array(2 * source.length);
    for (const ends of [source, target]) for (const at of ends) this.start[at + 1]!++;
    for (let at = 0; at < size; at++) this.start[at + 1]! += this.start[at]!;
    const next = this.start.slice();
    for (let i = 0; i < source.length; i++) {
      this.other[next[source[i]!]!++] = target[i]!;
      this.other[next[target[i]!]!++] = source[i]!;
    }
  }

  of(at: number): Int32Array {
    return this.other.subarray(this.start[at], this.start[at + 1]);
  }
}

/** The shortest connections of two things, of equally short ones those through fewer places and themes first. */
export class Paths {
  // Links, and which concept lies in which.
  private readonly source: Int32Array;
  private readonly target: Int32Array;
  private readonly relation: Int32Array;
  private ofAll: Neighbours | null = null;

  constructor(private readonly catalogue: Catalogue) {
    const both = (name: string): Int32Array => joined(catalogue.block.ints(`edge.${name}`), catalogue.block.ints(`rise.${name}`));
    this.source = both("source");
    this.target = both("target");
    this.relation = both("relation");
  }

  /** At most `limit` ways from a thing to another one, each as the numbers that it leads through. */
  between(from: number, to: number, limit: number): number[][] {
    if (from === to) return [[from]];
    const left = this.steps(to);
    const least = left[from]!;
    const found: number[][] = [];
    if (least === NONE) return found;
    for (let steps = least; steps <= LONGEST && found.length < limit; steps++) {
      // Longer ones than the shortest are only worth a look where there are too few of these.
      for (const way of this.ways(from, to, steps, left)) if (found.push(way) >= LOOKED_AT) break;
    }
    const concepts = (way: number[]): number => way.filter((at) => CONCEPTS.has(this.catalogue.typeOf(at))).length;
    return found.sort((a, b) => a.length - b.length || concepts(a) - concepts(b) || inOrder(a, b)).slice(0, limit);
  }

  told(way: readonly number[], language: Language, cite: Cite): PathStep[] {
    return way.slice(1).map((there, at) => this.step(way[at]!, there, language, cite));
  }

  private step(here: number, there: number, language: Language, cite: Cite): PathStep {
    const forwards = this.related(here, there);
    const isBackwards = forwards === NONE;
    const relation = this.catalogue.about.relations[isBackwards ? this.related(there, here) : forwards]!;
    const [subject, value] = isBackwards ? [there, here] : [here, there];
    return {
      from: this.catalogue.thing(here, language),
      relation: relation.id,
      label: relation[language],
      backwards: isBackwards,
      to: this.catalogue.thing(there, language),
      sources: cite(subject, relation.id, value),
    };
  }

  /** Of several relations the first by its IRI, -1 where there is none. */
  private related(subject: number, value: number): number {
    const { relations } = this.catalogue.about;
    let found = NONE;
    for (let i = 0; i < this.source.length; i++) {
      if (this.source[i] !== subject || this.target[i] !== value) continue;
      if (found === NONE || relations[this.relation[i]!]!.iri < relations[found]!.iri) found = this.relation[i]!;
    }
    return found;
  }

  private get neighbours(): Neighbours {
    return (this.ofAll ??= new Neighbours(this.catalogue.size, this.source, this.target));
  }

  /** How many steps each thing is from one, -1 where it cannot be reached. */
  private steps(from: number): Int32Array {
    const found = new Int32Array(this.catalogue.size).fill(NONE);
    found[from] = 0;
    const ahead = [from];
    for (const at of ahead) {
      for (const other of this.neighbours.of(at)) {
        if (found[other] !== NONE) continue;
        found[other] = found[at]! + 1;
        ahead.push(other);
      }
    }
    return found;
  }

  /** The ways of so many steps that visit nothing twice. */
  private *ways(from: number, to: number, steps: number, left: Int32Array): Generator<number[]> {
    const way = [from];
    const on = new Set(way);
    const walk = function* (this: Paths, at: number): Generator<number[]> {
      if (at === to) {
        if (way.length - 1 === steps) yield [...way];
        return;
      }
      for (const next of new Set(this.neighbours.of(at).toSorted())) {
        if (on.has(next) || left[next] === NONE || way.length + left[next]! > steps) continue;
        way.push(next);
        on.add(next);
        yield* walk(next);
        on.delete(next);
        way.pop();
      }
    }.bind(this);
    yield* walk(from);
  }
}

function joined(one: Int32Array, other: Int32Array): Int32Array {
  const found = new Int32Array(one.length + other.length);
  found.set(one);
  found.set(other, one.length);
  return found;
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at < 0 ? 0 : a[at]! - (b[at] ?? 0);
}
