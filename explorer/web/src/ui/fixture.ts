import type { Source } from "../data/source";
import type { Answer, Hit, Partners, Status } from "../data/types";

/** A label as somebody would write it who wants to run script in other people's pages. */
export const HOSTILE = '<img src=x onerror="document.title=1">Verein & "Söhne"</td><script>1</script>';

const KIS = { id: "https://w3id.org/verbund/id/project/kis", label: HOSTILE, type: "Project" };
const SEEKER = { id: "https://w3id.org/verbund/id/initiative/roma", label: "Vernetzung", type: "Initiative" };
const PLACE = { id: "https://w3id.org/verbund/id/region/muster", label: "Musterstadt" };
const SOURCE = { id: "https://w3id.org/verbund/id/source/list", title: HOSTILE };

const PARTNERS: Partners = {
  query: { thing: SEEKER, in: [PLACE] },
  method: "likeness",
  candidates: [{
    ...KIS, region: PLACE, organisations: [], score: 0.3, sentence: HOSTILE,
    reasons: [{ kind: "theme", text: HOSTILE, weight: 0.3, path: [SEEKER.id, KIS.id], sources: [{ source: SOURCE.id, where: "row=2", certainty: "implied" }] }],
  }],
  left_out: { outside_region: 3, something_new: 1 },
  sources: [SOURCE],
  version: "0",
};

export const ANSWER: Answer = {
  columns: [{ name: "thingLabel", title: "Wer" }, { name: "thing", title: "IRI" }, { name: "count", title: HOSTILE }],
  rows: [
    [{ value: HOSTILE, kind: "literal" }, { value: KIS.id, kind: "iri" }, { value: "1234567", kind: "literal", datatype: "http://www.w3.org/2001/XMLSchema#integer" }],
    [{ value: "Zweite", kind: "literal" }, { value: SEEKER.id, kind: "iri" }, { value: "", kind: "unbound" }],
  ],
  cut: true,
  took_ms: 12,
};

const STATUS = { version: "0.1.0", revision: "1", title: "", things: 2, statements: 9, sources: [SOURCE], types: [], rules: [], seekers: [SEEKER], limits: { nodes: 9, rows: 9, seconds: 9 } } satisfies Status;

/** A source of few, hostile things; what it is asked for is noted in `asked`. */
export function fixture(asked: [string, ...unknown[]][] = []): Source {
  const note = <T>(name: string, answer: T) => (...values: unknown[]): Promise<T> => {
    asked.push([name, ...values]);
    return Promise.resolve(answer);
  };
  const hits: Hit[] = [{ ...KIS, name: KIS.label, score: 1 }, { ...SEEKER, name: SEEKER.label, score: 0.5 }];
  const given = {
    kind: "server",
    status: note("status", STATUS),
    search: note("search", hits),
    thing: note("thing", { ...KIS, facts: [], sources: [SOURCE], version: "0" }),
    partners: note("partners", PARTNERS),
    facets: note("facets", { found: 1, total: 2, facets: { source: [{ value: SOURCE.id, label: SOURCE.title, count: 1 }] }, years: [], amounts: null, took_ms: 1 }),
    questions: note("questions", []),
    ask: note("ask", ANSWER),
    onChange: () => () => undefined,
  };
  return given as unknown as Source;
}

/** Let promises, effects and drawing come to rest; Preact runs effects up to 100 ms after it has drawn. */
export async function rest(milliseconds = 200): Promise<void> {
  await new Promise((done) => setTimeout(done, milliseconds));
}
