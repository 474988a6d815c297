import type { Citation, Description, Fact, SourceInfo, Thing } from "../types";
import type { Both } from "./about";
import { type Catalogue, type Language, NONE } from "./catalogue";

/** What the facts of all things share; the first line of their block (explorer/snapshot_facts.py writes it). */
interface Header {
  relations: { id: string; out: Both; into: Both }[];
  sources: string[];
  certainties: string[];
  citations: [source: number, where: string, certainty: number, note?: string][];
  /** Things that facts name and that are not in the file by themselves. */
  others: (Both & { id: string; type: string })[];
}

/** A number stands for a thing of the file, or, below 0, for one of `others`; a text for itself. */
type Packed = [relation: number, isInto: 0 | 1, value: number | string, citations: number[], language?: string, parts?: Packed[]];

/** A source as it is cited; how much it states belongs to the file. */
function uncounted(one: SourceInfo): SourceInfo {
  const source = { ...one };
  delete source.statements;
  return source;
}

/** The facts of the things of a file: a line of JSON each, read when somebody asks for it. */
export class FactBook {
  private readonly header: Header;
  private readonly lines: string[];

  constructor(text: string, private readonly catalogue: Catalogue) {
    this.lines = text.split("\n");
    this.header = JSON.parse(this.lines[0]!) as Header;
  }

  /** All facts of a thing, null where the file tells none. */
  describe(number: number, language: Language): Description | null {
    const packed = this.packed(number);
    if (!packed) return null;
    const facts = packed.map((one) => this.fact(one, language));
    const { sources, version } = this.catalogue.about;
    const used = new Set(facts.flatMap((fact) => fact.sources.map((one) => one.source)));
    return { ...this.catalogue.thing(number, language), facts, sources: sources.filter((one) => used.has(one.id)).map(uncounted), version };
  }

  /** The sources of a statement between two things. */
  cited(subject: number, relation: string, value: number): Citation[] {
    const found = this.packed(subject)?.find(([of, isInto, other]) => !isInto && other === value && this.header.relations[of]!.id === relation);
    return found ? found[3].map((at) => this.citation(at)) : [];
  }

  private packed(number: number): Packed[] | null {
    const line = number === NONE ? "" : this.lines[number + 1];
    return line ? (JSON.parse(line) as Packed[]) : null;
  }

  private fact([relation, isInto, value, citations, spoken, parts]: Packed, language: Language): Fact {
    const { id, out, into } = this.header.relations[relation]!;
    return {
      relation: id,
      label: (isInto ? into : out)[language],
      direction: isInto ? "into" : "out",
      value: typeof value === "string" ? value : this.thing(value, language),
      sources: citations.map((at) => this.citation(at)),
      ...(spoken ? { language: spoken } : {}),
      ...(parts ? { facts: parts.map((part) => this.fact(part, language)) } : {}),
    };
  }

  private thing(number: number, language: Language): Thing {
    if (number >= 0) return this.catalogue.thing(number, language);
    const { id, type, ...label } = this.header.others[-number - 1]!;
    return { id, label: label[language], type };
  }

  private citation(at: number): Citation {
    const [source, where, certainty, note] = this.header.citations[at]!;
    return { source: this.header.sources[source]!, where, certainty: this.header.certainties[certainty]!, ...(note ? { note } : {}) };
  }
}
