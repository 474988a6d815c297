import { lang } from "../state/state";
import { Changes } from "./changes";
import { type ExportFormat, type NetworkRequest, type Source, SourceError, type TableRequest } from "./source";
import type {
  Answer, Consortium, Description, Facets, Filter, Hit, MapData, Measure, Network, PartnerRequest, Partners, PathStep,
  Question, Status, TablePage, Vocabulary, WhyNot,
} from "./types";

type Value = string | number | boolean | null | string[];

// Longer ones are sent as a body: servers and proxies cut addresses at 8 KiB and more.
const LONGEST_ADDRESS = 6000;

/** The server that gave the page. */
export class Server implements Source {
  readonly kind = "server";

  private readonly changes: Changes;

  constructor(private readonly base = ".") {
    this.changes = new Changes(`${base}/api/events`);
  }

  status(signal?: AbortSignal): Promise<Status> {
    return this.get("status", {}, signal);
  }

  facets(filter: Filter, open: string[], signal?: AbortSignal): Promise<Facets> {
    return this.get("facets", { ...filter, open }, signal);
  }

  table(request: TableRequest, signal?: AbortSignal): Promise<TablePage> {
    const { filter, ...rest } = request;
    return this.get("table", { ...filter, ...rest }, signal);
  }

  network(request: NetworkRequest, signal?: AbortSignal): Promise<Network> {
    const { filter, ...rest } = request;
    return this.get("network", { ...filter, ...rest }, signal);
  }

  map(filter: Filter, measure: Measure, level: number, signal?: AbortSignal): Promise<MapData> {
    return this.get("map", { ...filter, measure, level }, signal);
  }

  async search(text: string, limit: number, types: string[] = [], signal?: AbortSignal): Promise<Hit[]> {
    return (await this.get<{ hits: Hit[] }>("search", { q: text, limit, type: types }, signal)).hits;
  }

  thing(id: string, signal?: AbortSignal): Promise<Description> {
    return this.get("thing", { id }, signal);
  }

  async paths(from: string, to: string, signal?: AbortSignal): Promise<PathStep[][]> {
    return (await this.get<{ paths: PathStep[][] }>("paths", { from, to }, signal)).paths;
  }

  partners(request: PartnerRequest, signal?: AbortSignal): Promise<Partners> {
    return this.get("partners", { ...request }, signal);
  }

  whyNot(request: PartnerRequest, name: string, signal?: AbortSignal): Promise<WhyNot> {
    return this.get("why-not", { ...request, name }, signal);
  }

  consortium(thing: string, rules: string, region: string, signal?: AbortSignal): Promise<Consortium> {
    return this.get("consortium", { thing, rules, in: region }, signal);
  }

  async questions(signal?: AbortSignal): Promise<Question[]> {
    return (await this.get<{ questions: Question[] }>("questions", {}, signal)).questions;
  }

  ask(name: string, parameters: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
    return this.get(`questions/${encodeURIComponent(name)}`, parameters, signal);
  }

  async sparql(query: string, signal?: AbortSignal): Promise<Answer> {
    const began = performance.now();
    const response = await this.fetch(`${this.base}/sparql?cut=1`, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, application/n-triples;q=0.9" },
      body: query,
      signal: signal ?? null,
    });
    return asAnswer(response, performance.now() - began);
  }

  /** Names in the reader's language, and behind them those in the other one: people know terms in either. */
  async vocabulary(signal?: AbortSignal): Promise<Vocabulary> {
    const other = lang.peek() === "de" ? "en" : "de";
    const [own, foreign] = await Promise.all([this.get<Vocabulary>("vocabulary", {}, signal), this.get<Vocabulary>("vocabulary", { lang: other }, signal)]);
    return bilingual(own, foreign);
  }

  async export(filter: Filter, format: ExportFormat, signal?: AbortSignal): Promise<Blob> {
    return (await this.ask_("export", { ...filter, format }, signal)).blob();
  }

  onChange(listener: (revision: string) => void): () => void {
    return this.changes.listen(listener);
  }

  private async get<T>(name: string, parameters: Record<string, Value>, signal?: AbortSignal): Promise<T> {
    return (await (await this.ask_(name, parameters, signal)).json()) as T;
  }

  private ask_(name: string, parameters: Record<string, Value>, signal?: AbortSignal): Promise<Response> {
    const query = asQuery({ lang: lang.peek(), ...parameters });
    const address = `${this.base}/api/${name}`;
    if (query.length <= LONGEST_ADDRESS) return this.fetch(`${address}?${query}`, { signal: signal ?? null });
    return this.fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: query,
      signal: signal ?? null,
    });
  }

  private async fetch(address: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(address, init);
    } catch (reason) {
      if (init.signal?.aborted) throw reason;
      throw new SourceError(lang.peek() === "de" ? "Der Server antwortet nicht. Läuft „verbund serve“ noch?" : "The server does not answer. Is “verbund serve” still running?");
    }
    if (!response.ok) throw await problem(response);
    return response;
  }
}

/** What is not empty, as a query; lists repeat their name. */
function asQuery(parameters: Record<string, Value>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) value.forEach((one) => parts.append(name, one));
    else if (typeof value === "boolean") parts.append(name, value ? "1" : "0");
    else if (value !== null && value !== "") parts.append(name, String(value));
  }
  return parts.toString();
}

function bilingual(own: Vocabulary, foreign: Vocabulary): Vocabulary {
  const names = new Map([...foreign.classes, ...foreign.properties].map((one) => [one.iri, one.label]));
  const both = ({ iri, label }: { iri: string; label: string }) => {
    const other = names.get(iri);
    return { iri, label: other && other.toLowerCase() !== label.toLowerCase() ? `${label} · ${other}` : label };
  };
  return { prefixes: own.prefixes, classes: own.classes.map(both), properties: own.properties.map(both) };
}

async function problem(response: Response): Promise<SourceError> {
  try {
    const said = (await response.json()) as { error?: string; suggestions?: string[] };
    if (said.error) return new SourceError(said.error, said.suggestions ?? []);
  } catch {
    // No words from the server: the status has to do.
  }
  return new SourceError(`${response.status} ${response.statusText}`);
}

interface SparqlTerm { type: string; value: string; datatype?: string; "xml:lang"?: string }

/** Rows from SPARQL Query Results JSON, or from N-Triples where the query built a graph. */
async function asAnswer(response: Response, took: number): Promise<Answer> {
  const isCut = response.headers.get("X-Verbund-Cut") !== null;
  if (!response.headers.get("Content-Type")?.includes("json")) {
    const lines = (await response.text()).split("\n").filter(Boolean);
    return { columns: [{ name: "statement", title: "N-Triples" }], rows: lines.map((line) => [{ value: line, kind: "literal" }]), cut: isCut, took_ms: took };
  }
  const said = (await response.json()) as { head: { vars?: string[] }; results?: { bindings: Record<string, SparqlTerm>[] }; boolean?: boolean };
  if (said.boolean !== undefined) {
    return { columns: [{ name: "ask", title: "ASK" }], rows: [[{ value: String(said.boolean), kind: "literal" }]], cut: false, took_ms: took };
  }
  const names = said.head.vars ?? [];
  const rows = (said.results?.bindings ?? []).map((binding) => names.map((name) => asCell(binding[name])));
  return { columns: names.map((name) => ({ name, title: name })), rows, cut: isCut, took_ms: took };
}

function asCell(term: SparqlTerm | undefined): Answer["rows"][number][number] {
  if (!term) return { value: "", kind: "unbound" };
  const kind = term.type === "uri" ? "iri" : term.type === "bnode" ? "bnode" : "literal";
  return {
    value: term.value,
    kind,
    ...(term.datatype ? { datatype: term.datatype } : {}),
    ...(term["xml:lang"] ? { language: term["xml:lang"] } : {}),
  };
}
