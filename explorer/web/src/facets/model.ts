import { computed, effect, signal } from "@preact/signals";
import { revision, source } from "../data/current";
import type { FacetName, Facets } from "../data/types";
import { filter } from "../state/state";
import { resource, settled } from "../state/resource";
import { learn } from "./labels";

/** Values of trees whose children are wanted. */
export const open = signal<readonly string[]>([]);

export function turnOpen(value: string): void {
  open.value = open.value.includes(value) ? open.value.filter((one) => one !== value) : [...open.value, value];
}

/** Groups that a reader has folded; remembered while the page is open. */
export const folded = signal<ReadonlySet<string>>(new Set());

export function turnFolded(name: string, isOpen: boolean): void {
  const next = new Set(folded.peek());
  if (isOpen) next.delete(name);
  else next.add(name);
  folded.value = next;
}

// A sliding handle changes the filter many times a second.
const still = settled(filter, 40);

export const facets = resource<Facets>((signal) => (revision.value ? source().facets(still.value, [...open.value], signal) : null));

effect(() => {
  const now = facets.value.value;
  if (now) for (const values of Object.values(now.facets)) learn(values);
});

/** The years and amounts that all data span, so that a scale stays while a reader moves along it. */
export const span = signal<{ years: [number, number] | null; edges: number[]; currency: string }>({ years: null, edges: [], currency: "" });

effect(() => {
  void revision.value;
  span.value = { years: null, edges: [], currency: "" };
});
effect(() => {
  const now = facets.value.value;
  if (now) span.value = widened(span.peek(), now);
});

function widened(before: typeof span.value, { years, amounts }: Facets): typeof span.value {
  const first = years[0]?.[0];
  const last = years.at(-1)?.[0];
  const old = before.years;
  const all: [number, number] | null = first === undefined || last === undefined ? old : [Math.min(first, old?.[0] ?? first), Math.max(last, old?.[1] ?? last)];
  const edges = amounts ? [...amounts.from, amounts.end] : [];
  const isWider = amounts !== null && (amounts.currency !== before.currency || edges[0]! < before.edges[0]! || edges.at(-1)! > before.edges.at(-1)!);
  return { years: all, edges: before.edges.length === 0 || isWider ? edges : before.edges, currency: amounts?.currency ?? before.currency };
}

/** The names of facets, in the order in which they are shown. */
export const NAMES: readonly FacetName[] = ["type", "programme", "funder", "theme", "region", "source", "role"];

export const found = computed(() => facets.value.value);
