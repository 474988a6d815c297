/** What the page is given: the same shapes from a server and from a file. */

/** A thing by its IRI, with its name in the language that was asked for and its class, e.g. "Project". */
export interface Thing {
  id: string;
  label: string;
  type: string;
}

/** What a selection is narrowed to. Values within a list are alternatives; different lists must all hold. */
export interface Filter {
  /** Words that names hold, forgiving about umlauts and typing errors. */
  q: string;
  /** Classes, e.g. "Project". */
  type: string[];
  /** IRIs; each takes in what lies in or below it. */
  programme: string[];
  theme: string[];
  region: string[];
  /** IRIs of organisations and sources. */
  funder: string[];
  source: string[];
  /** Roles of participations: "coordinator", "partner", "beneficiary", "associated". */
  role: string[];
  /** Years, both included; null where open. */
  since: number | null;
  until: number | null;
  /** Amounts, both included, in `currency`; null where open. */
  min: number | null;
  max: number | null;
  currency: string;
  /** Exactly these things, where not empty. */
  ids: string[];
}

export type FacetName = "type" | "programme" | "theme" | "region" | "funder" | "source" | "role";

/** A value of a facet; `parent` and `hasMore` where it stands in a tree. */
export interface FacetValue {
  value: string;
  label: string;
  count: number;
  parent?: string;
  hasMore?: boolean;
}

export interface Histogram {
  /** Lower bounds of the bars, ascending; the last bar reaches to `end`. */
  from: number[];
  end: number;
  counts: number[];
}

/** How many of the selected things have which value. Counts of a facet leave its own choice out of account. */
export interface Facets {
  found: number;
  total: number;
  facets: Record<FacetName, FacetValue[]>;
  /** Things by year: [year, count], ascending. */
  years: [number, number][];
  /** Amounts in the currency that most have; null where there are none. */
  amounts: (Histogram & { currency: string }) | null;
  took_ms: number;
}

export type SortKey = "label" | "type" | "region" | "programme" | "start" | "end" | "amount" | "links" | "score";

export interface Row extends Thing {
  region: string;
  programme: string;
  start: string;
  end: string;
  amount: number | null;
  currency: string;
  /** Number of links to other things. */
  links: number;
  /** Ids of its sources. */
  sources: string[];
}

export interface TablePage {
  found: number;
  offset: number;
  rows: Row[];
}

/**
 * A network as columns: nodes and edges by number, positions worked out beforehand.
 * `matched` is 1 for what the filter finds and 0 for what is only linked to it.
 */
export interface Network {
  /** How many things the filter finds; more than are drawn where `shown` is smaller. */
  found: number;
  shown: number;
  nodes: {
    id: string[];
    label: string[];
    /** Index into `types`. */
    type: number[];
    x: number[];
    y: number[];
    community: number[];
    /** Number of links in the whole graph. */
    links: number[];
    amount: (number | null)[];
    matched: number[];
  };
  edges: { source: number[]; target: number[]; /** Index into `relations`. */ relation: number[] };
  types: string[];
  relations: { id: string; label: string }[];
  /** What most of a community have in common, by its number; "" where nothing stands out. */
  communities: string[];
  currency: string;
}

export type Measure = "projects" | "money" | "organisations" | "candidates";

export interface MapData {
  /** The NUTS level that was counted, 0 to 3. */
  level: number;
  measure: Measure;
  /** `code` is the NUTS or country code, e.g. "DE21"; `value` is null where nothing is known. */
  regions: { id: string; code: string; label: string; value: number | null; count: number }[];
  /** Where things are known to lie, degrees in WGS 84; `count` things share the point. */
  points: { id: string; label: string; lon: number; lat: number; count: number; type: string }[];
  /** Macro-regions that can be switched on, with the codes of the regions that they hold. */
  macro: { id: string; label: string; codes: string[]; definition: string }[];
  currency: string;
}

export interface Hit extends Thing {
  name: string;
  score: number;
}

export interface Citation {
  source: string;
  where: string;
  certainty: string;
  note?: string;
}

export interface Fact {
  relation: string;
  label: string;
  direction: "out" | "into";
  value: Thing | string;
  sources: Citation[];
  language?: string;
  facts?: Fact[];
}

export interface SourceInfo {
  id: string;
  title: string;
  publisher?: string;
  url?: string;
  published?: string;
  licence?: string;
  document?: string;
  sha256?: string;
  retrieved?: string;
  statements?: number;
}

export interface Description extends Thing {
  facts: Fact[];
  sources: SourceInfo[];
  version: string;
}

export interface PathStep {
  from: Thing;
  relation: string;
  label: string;
  backwards: boolean;
  to: Thing;
  sources: Citation[];
}

export interface Reason {
  kind: string;
  text: string;
  weight: number;
  path: string[];
  sources: Citation[];
}

export interface Candidate extends Thing {
  already_partner?: boolean;
  region: { id: string; label: string } | null;
  organisations: Thing[];
  score: number;
  sentence: string;
  reasons: Reason[];
}

/** The options of `verbund partners`, under the same names. */
export interface PartnerRequest {
  thing: string;
  in: string;
  near: string;
  radius: number | null;
  theme: string[];
  programme: string[];
  kind: string[];
  role: string;
  known: boolean;
  type: string;
  match: string;
  diverse: boolean;
  limit: number;
}

/** The answer of `verbund partners --json`. */
export interface Partners {
  query: Record<string, unknown>;
  method: string;
  candidates: Candidate[];
  left_out: number | Record<string, number>;
  sources: SourceInfo[];
  version: string;
}

/** A kind of reason of which a thing has less than the best one listed; points are out of 1. */
export interface Lack {
  kind: string;
  /** What would give the points: a thing, or words. */
  what: Thing | string | null;
  have: number;
  best: number;
  last: number;
  would_rank: number;
}

export interface WhyNotOne {
  thing: Thing | null;
  other: Thing;
  method: string;
  /** The rule or the rank, and the smallest change, in words. */
  text: string;
  listed: boolean;
  /** From 1 by score; 0 where a rule leaves it out. */
  rank: number;
  /** How many are ranked. */
  of: number;
  score: number;
  /** The score of the last one listed; 0 while there is room. */
  needed: number;
  /** The rule that leaves it out, "" for none. */
  left_out: string;
  sought: (Thing | string)[];
  facts: (Thing | string)[];
  /** The rank without the rule. */
  would_rank: number;
  lacks: Lack[];
  together: { kinds: string[]; rank: number } | null;
  reasons: Reason[];
}

/** The answer of `verbund partners --why-not NAME --json`; see docs/partners.md. */
export interface WhyNot {
  query: Record<string, unknown>;
  why_not: WhyNotOne[];
  sources: SourceInfo[];
  version: string;
}

export interface ConsortiumRule {
  id: string;
  kind: string;
  text: string;
  min: number | null;
  max: number | null;
  of: string | null;
  line: number | null;
  note: string | null;
}

export interface ConsortiumCheck extends ConsortiumRule {
  actual: number;
  ok: boolean;
  /** Of how many members it is not known. */
  unknown: number;
  values: string[];
}

export interface ConsortiumWish {
  id: string;
  kind: string;
  weight: number;
  actual: number;
  full: number;
  met: boolean;
  points: number;
  values: string[];
  missing: ({ id: string; label: string } | null)[];
}

export interface ConsortiumMember extends Thing {
  role: "lead" | "partner";
  fixed: boolean;
  country: string | null;
  region: { id: string; label: string } | null;
  kinds: ({ id: string; label: string } | null)[];
  newcomer: boolean;
  projects: number;
  coordinated: number;
  score: number | null;
  reasons: Reason[];
  /** Ids of rules that it helps to meet, and of those that fail without it. */
  helps: string[];
  needed_for: string[];
  /** Of 1; null where no rule is about the budget. */
  budget_share: number | null;
  alternative: (Thing & { costs: number }) | null;
}

export interface ConsortiumProposal {
  objective: number;
  parts: Record<string, number>;
  members: ConsortiumMember[];
  rules: ConsortiumCheck[];
  wishes: ConsortiumWish[];
  solver: { name: string; status: string; gap: number | null; seconds: number };
}

/** The answer of `verbund consortium --json`; see docs/consortium.md. */
export interface Consortium {
  query: Record<string, unknown>;
  rules: {
    name: string;
    title: string;
    documents: { title: string; section: string; url: string }[];
    checked: string;
    rules: ConsortiumRule[];
    wishes: { id: string; kind: string; weight: number; full: number }[];
  };
  proposals: ConsortiumProposal[];
  /** Null where there are proposals. */
  obstacles: {
    message: string;
    decided: boolean;
    contradictory: boolean | null;
    together: ConsortiumRule[];
    irreducible: boolean | null;
    broken: (ConsortiumRule & { bound: "min" | "max"; needed: number; possible: number; by: number; known: string })[];
  } | null;
  pool: {
    organisations: number;
    added: Record<string, number>;
    unknown: Record<string, number>;
    left_out: Record<string, number>;
  };
  complete: boolean;
  notes: string[];
  seconds: number;
  sources: SourceInfo[];
  version: string;
}

export interface QuestionParameter {
  name: string;
  /** "region", "theme", "target-group", "programme", "organisation", "project", "initiative", "event", "thing", "date", "year", "number", "text", "language". */
  type: string;
  required: boolean;
  default: string;
  example: string;
  description: string;
}

export interface Question {
  name: string;
  summary: string;
  description: string;
  costs: string;
  tags: string[];
  parameters: QuestionParameter[];
  sparql: string;
}

export interface Cell {
  value: string;
  kind: "iri" | "literal" | "unbound" | "bnode";
  datatype?: string;
  language?: string;
  /** The name of the thing, where the value is an IRI that has one. */
  label?: string;
}

export interface Answer {
  columns: { name: string; title: string }[];
  rows: Cell[][];
  /** Whether a limit cut the rows. */
  cut: boolean;
  took_ms: number;
}

/** What completion offers in the query editor. */
export interface Vocabulary {
  prefixes: Record<string, string>;
  classes: { iri: string; label: string }[];
  properties: { iri: string; label: string }[];
}

export interface Status {
  version: string;
  /** Changes whenever a load changes what can be seen. */
  revision: string;
  title: string;
  things: number;
  statements: number;
  sources: SourceInfo[];
  /** Classes that occur, with the number of things of each. */
  types: { id: string; label: string; count: number }[];
  /** Rules that a consortium can be made under. */
  rules: { id: string; label: string }[];
  /** What partners can be asked for: things that seek some, first. */
  seekers: Thing[];
  limits: { nodes: number; rows: number; seconds: number };
}
