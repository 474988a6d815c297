import type {
  Answer, Consortium, Description, Facets, Filter, Hit, MapData, Measure, Network, PartnerRequest, Partners, PathStep,
  Question, SortKey, Status, TablePage, Vocabulary, WhyNot,
} from "./types";

export interface NetworkRequest {
  filter: Filter;
  /** Draw what is linked to the selection as well. */
  context: boolean;
  /** Things whose neighbours are wanted too. */
  expand: string[];
  limit: number;
}

export interface TableRequest {
  filter: Filter;
  sort: SortKey;
  descending: boolean;
  offset: number;
  limit: number;
}

export type ExportFormat = "csv" | "xlsx" | "gexf" | "json";

/** A message for people: what went wrong and what to do. */
export class SourceError extends Error {
  constructor(message: string, readonly suggestions: string[] = []) {
    super(message);
  }
}

/** Where the page gets what it shows: a server, or the file that it is itself. Every call can be abandoned. */
export interface Source {
  readonly kind: "server" | "file";
  status(signal?: AbortSignal): Promise<Status>;
  facets(filter: Filter, open: string[], signal?: AbortSignal): Promise<Facets>;
  table(request: TableRequest, signal?: AbortSignal): Promise<TablePage>;
  network(request: NetworkRequest, signal?: AbortSignal): Promise<Network>;
  map(filter: Filter, measure: Measure, level: number, signal?: AbortSignal): Promise<MapData>;
  search(text: string, limit: number, types?: string[], signal?: AbortSignal): Promise<Hit[]>;
  thing(id: string, signal?: AbortSignal): Promise<Description>;
  paths(from: string, to: string, signal?: AbortSignal): Promise<PathStep[][]>;
  partners(request: PartnerRequest, signal?: AbortSignal): Promise<Partners>;
  whyNot(request: PartnerRequest, name: string, signal?: AbortSignal): Promise<WhyNot>;
  consortium(thing: string, rules: string, region: string, signal?: AbortSignal): Promise<Consortium>;
  questions(signal?: AbortSignal): Promise<Question[]>;
  ask(name: string, parameters: Record<string, string>, signal?: AbortSignal): Promise<Answer>;
  sparql(query: string, signal?: AbortSignal): Promise<Answer>;
  vocabulary(signal?: AbortSignal): Promise<Vocabulary>;
  export(filter: Filter, format: ExportFormat, signal?: AbortSignal): Promise<Blob>;
  /** Calls back when what can be seen has changed; gives what stops that. */
  onChange(listener: (revision: string) => void): () => void;
}
