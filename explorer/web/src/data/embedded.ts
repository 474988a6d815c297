import { lang } from "../state/state";
import type { About } from "./embedded/about";
import { Answers, type Given } from "./embedded/answers";
import { blockOf, unpacked } from "./embedded/archive";
import { Catalogue, NONE } from "./embedded/catalogue";
import { exported } from "./embedded/exports";
import { FactBook } from "./embedded/facts";
import { facets } from "./embedded/facets";
import { hits } from "./embedded/hits";
import { network } from "./embedded/links";
import { Paths } from "./embedded/paths";
import { regionCounts } from "./embedded/regions";
import { page } from "./embedded/rows";
import { say } from "./embedded/refusals";
import { Selection } from "./embedded/selection";
import { type ExportFormat, type NetworkRequest, type Source, SourceError, type TableRequest } from "./source";
import type {
  Answer, Consortium, Description, Facets, Filter, Hit, MapData, Measure, Network, PartnerRequest, Partners, PathStep,
  Question, Status, TablePage, Vocabulary, WhyNot,
} from "./types";

const WAYS = 3;

/** Gives the bytes of a part of the file: "data", "facts" or "answers". */
type Parts = (name: "data" | "facts" | "answers") => Promise<ArrayBuffer>;

/** The data that the file itself carries. */
export class Embedded implements Source {
  readonly kind = "file";
  private readonly ways: Paths;
  private lastSelection: Selection | null = null;
  private facts: Promise<FactBook> | null = null;
  private answers: Promise<Answers> | null = null;

  private constructor(private readonly catalogue: Catalogue, private readonly parts: Parts) {
    this.ways = new Paths(catalogue);
  }

  /** The source of the document that the script stands in. Raises SourceError where it is damaged. */
  static async open(parts: Parts = inDocument): Promise<Embedded> {
    if (typeof DecompressionStream === "undefined") throw new SourceError(say("old", lang.peek()));
    try {
      return new Embedded(new Catalogue(blockOf<About>(await parts("data"))), parts);
    } catch {
      throw new SourceError(say("damaged", lang.peek()));
    }
  }

  status(): Promise<Status> {
    return this.answer(() => this.catalogue.about.status[lang.peek()]);
  }

  facets(filter: Filter, open: string[]): Promise<Facets> {
    return this.answer(() => facets(this.catalogue, this.selection(filter), open, lang.peek()));
  }

  table(request: TableRequest): Promise<TablePage> {
    return this.answer(() => page(this.catalogue, this.selection(request.filter), request, lang.peek()));
  }

  network(request: NetworkRequest): Promise<Network> {
    return this.answer(() => network(this.catalogue, this.selection(request.filter), request, lang.peek()));
  }

  map(filter: Filter, measure: Measure, level: number): Promise<MapData> {
    return this.answer(() => regionCounts(this.catalogue, this.selection(filter), measure, level, lang.peek()));
  }

  search(text: string, limit: number, types: string[] = []): Promise<Hit[]> {
    return this.answer(() => hits(this.catalogue, text, limit, types, lang.peek()));
  }

  async thing(id: string): Promise<Description> {
    const number = this.numbered(id);
    const { version } = this.catalogue.about;
    return (await this.factBook()).describe(number, lang.peek()) ?? { ...this.catalogue.thing(number, lang.peek()), facts: [], sources: [], version };
  }

  async paths(from: string, to: string): Promise<PathStep[][]> {
    const [start, end] = [this.numbered(from), this.numbered(to)];
    const [facts, language] = [await this.factBook(), lang.peek()];
    const found = this.ways.between(start, end, WAYS);
    if (!found.length) {
      const [a, b] = [this.catalogue.label(start, language), this.catalogue.label(end, language)];
      throw new SourceError(say("apart", language, { from: a, to: b, steps: 8 }));
    }
    return found.map((way) => this.ways.told(way, language, (...statement) => facts.cited(...statement)));
  }

  async partners(request: PartnerRequest): Promise<Partners> {
    return (await this.given()).partners(request);
  }

  async whyNot(request: PartnerRequest, name: string): Promise<WhyNot> {
    return (await this.given()).whyNot(request, name);
  }

  async consortium(thing: string, rules: string, region: string): Promise<Consortium> {
    return (await this.given()).consortium(thing, rules, region);
  }

  /** Those whose answers the file holds. */
  async questions(): Promise<Question[]> {
    const held = (await this.given()).questions;
    return this.catalogue.about.questions[lang.peek()].filter((one) => held.has(one.name)).map((one) => ({ ...one, parameters: [] }));
  }

  async ask(name: string, parameters: Record<string, string>): Promise<Answer> {
    return (await this.given()).ask(name, parameters);
  }

  sparql(): Promise<Answer> {
    return Promise.reject(new SourceError(say("sparql", lang.peek())));
  }

  vocabulary(): Promise<Vocabulary> {
    return Promise.resolve({ prefixes: {}, classes: [], properties: [] });
  }

  export(filter: Filter, format: ExportFormat): Promise<Blob> {
    return this.answer(() => exported(this.catalogue, filter, format, lang.peek()));
  }

  /** A file does not change. */
  onChange(): () => void {
    return () => undefined;
  }

  /** After the page has drawn what it has, so that each view is worked out in a task of its own. */
  private async answer<T>(work: () => T): Promise<T> {
    await new Promise<void>((done) => setTimeout(done));
    return work();
  }

  /** All views ask for the same selection one after the other. */
  private selection(filter: Filter): Selection {
    const isSame = this.lastSelection && JSON.stringify(this.lastSelection.filter) === JSON.stringify(filter);
    return isSame ? this.lastSelection! : (this.lastSelection = new Selection(this.catalogue, filter));
  }

  private numbered(id: string): number {
    const number = this.catalogue.number(id);
    if (number === NONE) throw new SourceError(say("unknown", lang.peek(), { id }));
    return number;
  }

  private factBook(): Promise<FactBook> {
    return (this.facts ??= this.parts("facts").then((bytes) => new FactBook(asText(bytes), this.catalogue)));
  }

  private given(): Promise<Answers> {
    return (this.answers ??= this.parts("answers").then((bytes) => new Answers(JSON.parse(asText(bytes)) as Given, () => lang.peek())));
  }
}

function asText(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes);
}

/** A part of the document, which is let go of once it was read. */
async function inDocument(name: string): Promise<ArrayBuffer> {
  const element = document.getElementById(name);
  const text = element?.textContent ?? "";
  element?.remove();
  return unpacked(text);
}
