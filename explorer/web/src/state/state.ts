import { computed, signal } from "@preact/signals";
import type { Filter, Measure, PartnerRequest, SortKey } from "../data/types";

export type Language = "de" | "en";
export type Theme = "auto" | "light" | "dark";
export type Show = "all" | "network" | "map" | "table";
export type Panel = "details" | "partners" | "questions" | "sparql" | "cite";
export type SizeBy = "links" | "amount" | "same";
export type ColourBy = "community" | "type";

/** Everything that a link to this view has to say. */
export interface State {
  lang: Language;
  theme: Theme;
  show: Show;
  panel: Panel;
  filter: Filter;
  /** Things that are highlighted in every view. */
  chosen: string[];
  /** The thing whose facts are shown, "" for none. */
  focus: string;
  network: {
    context: boolean;
    expand: string[];
    hidden: string[];
    /** Where things were put by hand, in the network's own coordinates. */
    pinned: Record<string, [number, number]>;
    sizeBy: SizeBy;
    colourBy: ColourBy;
    /** Two things between which the shortest way is shown. */
    path: [] | [string] | [string, string];
  };
  map: { measure: Measure; /** null: by zoom */ level: number | null; macro: string[]; points: boolean };
  table: { sort: SortKey; descending: boolean };
  partners: PartnerRequest & { /** What is asked after: "why not this one?" */ name: string; rules: string };
  question: { name: string; parameters: Record<string, string> };
  query: string;
}

export const NO_FILTER: Filter = {
  q: "", type: [], programme: [], theme: [], region: [], funder: [], source: [], role: [],
  since: null, until: null, min: null, max: null, currency: "", ids: [],
};

export const INITIAL: State = {
  lang: "de",
  theme: "auto",
  show: "all",
  panel: "details",
  filter: NO_FILTER,
  chosen: [],
  focus: "",
  network: { context: true, expand: [], hidden: [], pinned: {}, sizeBy: "links", colourBy: "community", path: [] },
  map: { measure: "projects", level: null, macro: [], points: false },
  table: { sort: "links", descending: true },
  partners: {
    thing: "", in: "", near: "", radius: null, theme: [], programme: [], kind: [], role: "", known: false, type: "",
    match: "", diverse: false, limit: 10, name: "", rules: "",
  },
  question: { name: "", parameters: {} },
  query: "",
};

export const state = signal<State>(INITIAL);

// What views depend on, so that a change of one part does not wake those who read another.
export const lang = computed(() => state.value.lang);
export const filter = computed(() => state.value.filter);
export const chosen = computed(() => state.value.chosen);
export const chosenSet = computed(() => new Set(chosen.value));
export const focus = computed(() => state.value.focus);
export const networkState = computed(() => state.value.network);
export const mapState = computed(() => state.value.map);
export const tableState = computed(() => state.value.table);
export const partnersState = computed(() => state.value.partners);
export const questionState = computed(() => state.value.question);
export const queryText = computed(() => state.value.query);
export const show = computed(() => state.value.show);
export const panel = computed(() => state.value.panel);

const MOST_REMEMBERED = 100;
const past: State[] = [];
const ahead: State[] = [];
export const canUndo = signal(false);
export const canRedo = signal(false);

type Parts = { [Key in keyof State]?: State[Key] extends unknown[] | string ? State[Key] : State[Key] extends object ? Partial<State[Key]> : State[Key] };

/** How a change is remembered: as a step of its own, or as part of the one before (typing, dragging), or not at all. */
export type Step = "own" | "same" | "none";

/** Change parts of the state; what is not named stays as it is. */
export function change(parts: Parts, step: Step = "own"): void {
  const before = state.value;
  const next = { ...before } as Record<string, unknown>;
  for (const [key, value] of Object.entries(parts)) {
    const old = before[key as keyof State];
    const isParts = typeof old === "object" && !Array.isArray(old);
    next[key] = isParts ? { ...old, ...(value as object) } : value;
  }
  if (step === "own") {
    past.push(before);
    if (past.length > MOST_REMEMBERED) past.shift();
    ahead.length = 0;
  }
  state.value = next as unknown as State;
  mark();
}

/** Narrow the selection; the things that were taken out one by one come back with "ids: []". */
export function narrow(parts: Partial<Filter>, step: Step = "own"): void {
  change({ filter: parts }, step);
}

/** Put a value into a list of the filter, or take it out. */
export function toggle(name: "type" | "programme" | "theme" | "region" | "funder" | "source" | "role", value: string): void {
  const old = state.value.filter[name];
  narrow({ [name]: old.includes(value) ? old.filter((one) => one !== value) : [...old, value] });
}

/** Show the facts of a thing, and highlight it. */
export function look(id: string): void {
  change({ focus: id, panel: id ? "details" : state.value.panel, chosen: id ? [id] : [] });
}

export function undo(): void {
  move(past, ahead);
}

export function redo(): void {
  move(ahead, past);
}

function move(from: State[], to: State[]): void {
  const there = from.pop();
  if (!there) return;
  to.push(state.value);
  // Language and theme belong to the reader, not to the step.
  state.value = { ...there, lang: state.value.lang, theme: state.value.theme };
  mark();
}

function mark(): void {
  canUndo.value = past.length > 0;
  canRedo.value = ahead.length > 0;
}

export function isNarrowed(one: Filter): boolean {
  return Object.entries(one).some(([key, value]) => key !== "currency" && value !== "" && value !== null && !(Array.isArray(value) && value.length === 0));
}
