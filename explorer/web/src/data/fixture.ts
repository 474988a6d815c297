import { signal } from "@preact/signals";
import type { Source, TableRequest } from "./source";
import type { Answer, Description, Facets, Filter, Hit, MapData, Network, PathStep, Row, Status, TablePage } from "./types";

/** A label that would run as script if it were ever taken for markup. */
export const HOSTILE = `<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>`;

export const thing = (name: string): string => `https://w3id.org/verbund/id/${name}`;

function row(at: number): Row {
  return {
    id: thing(`project/${at}`), label: at === 1 ? HOSTILE : `Projekt ${at}`, type: "Project", region: "Harz", programme: "Beispielprogramm",
    start: "2013-06-17", end: "2015-01-31", amount: at * 1000, currency: "EUR", links: at, sources: [thing("source/a")],
  };
}

const NOTHING: Facets["facets"] = { type: [], programme: [], theme: [], region: [], funder: [], source: [], role: [] };

/** A source of invented things for tests: so many rows, and what was asked for. */
export class Fixture implements Source {
  readonly kind = "server";
  readonly asked: { tables: TableRequest[]; facets: { filter: Filter; open: string[] }[]; searches: string[] } = { tables: [], facets: [], searches: [] };
  readonly changed = signal(0);
  hits: Hit[] = [];
  values: Partial<Facets["facets"]> = {};
  description: Description | null = null;
  fail: Error | null = null;

  constructor(readonly rows = 1000) {}

  status(): Promise<Status> {
    return Promise.resolve({
      version: "1", revision: "1", title: "Test", things: this.rows, statements: 5, types: [{ id: "Project", label: "Projekte", count: this.rows }],
      sources: [{ id: thing("source/a"), title: HOSTILE }], rules: [], seekers: [{ id: thing("initiative/x"), label: "Beispielinitiative", type: "Initiative" }],
      limits: { nodes: 5000, rows: 1000, seconds: 60 },
    });
  }

  facets(filter: Filter, open: string[]): Promise<Facets> {
    this.asked.facets.push({ filter, open });
    return Promise.resolve({
      found: this.rows, total: this.rows, facets: { ...NOTHING, ...this.values }, years: [[2010, 1], [2013, 4]],
      amounts: { from: [0, 1000, 10_000], end: 100_000, counts: [1, 2, 3], currency: "EUR" }, took_ms: 1,
    });
  }

  table(request: TableRequest): Promise<TablePage> {
    this.asked.tables.push(request);
    if (this.fail) return Promise.reject(this.fail);
    const { ids } = request.filter;
    const all = ids.length > 0 ? Array.from({ length: this.rows }, (_, at) => row(at)).filter((one) => ids.includes(one.id)) : null;
    const count = Math.max(0, Math.min(request.limit, this.rows - request.offset));
    const rows = all ?? Array.from({ length: count }, (_, at) => row(request.offset + at));
    return Promise.resolve({ found: all ? all.length : this.rows, offset: request.offset, rows });
  }

  search(text: string): Promise<Hit[]> {
    this.asked.searches.push(text);
    return Promise.resolve(this.hits);
  }

  thing(id: string): Promise<Description> {
    return Promise.resolve(this.description ?? { id, label: `Ding ${id}`, type: "Project", facts: [], sources: [], version: "1" });
  }

  export(): Promise<Blob> {
    return this.fail ? Promise.reject(this.fail) : Promise.resolve(new Blob(["a"]));
  }

  network = (): Promise<Network> => unused();
  map = (): Promise<MapData> => unused();
  paths = (): Promise<PathStep[][]> => unused();
  partners = unused;
  whyNot = unused;
  consortium = unused;
  questions = unused;
  ask = (): Promise<Answer> => unused();
  sparql = (): Promise<Answer> => unused();
  vocabulary = unused;
  onChange = (): (() => void) => () => undefined;
}

function unused(): Promise<never> {
  return Promise.reject(new Error("not part of this test"));
}

const LEAST_REST = 60;

/** Let promises and effects come to rest. */
export async function rest(milliseconds = 0): Promise<void> {
  // A busy machine needs its time: with less, one run in ten met a page that was not drawn yet.
  await new Promise((resolve) => setTimeout(resolve, Math.max(milliseconds, LEAST_REST)));
  await new Promise((resolve) => setTimeout(resolve, 0));
}
