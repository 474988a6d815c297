import { effect, signal } from "@preact/signals";
import { revision, source } from "../data/current";
import type { FacetName } from "../data/types";
import { lang } from "../state/state";

// Names of values that were seen, so that a chosen one keeps its name when no list holds it any more.
const known = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();

effect(() => {
  void lang.value;
  void revision.value;
  asked.clear();
  known.value = new Map();
});

export function learn(values: readonly { value: string; label: string }[]): void {
  const now = known.peek();
  const isNew = values.some((one) => now.get(one.value) !== one.label);
  if (isNew) known.value = new Map([...now, ...values.map((one) => [one.value, one.label] as const)]);
}

/** The name of a chosen value; asked for where it was never seen, as after opening a link. */
export function labelOf(value: string): string {
  const found = known.value.get(value);
  if (found !== undefined) return found;
  if (/^[a-z][a-z0-9+.-]*:/i.test(value) && !asked.has(value)) {
    asked.add(value);
    source().thing(value).then((thing) => learn([{ value, label: thing.label }]), () => undefined);
  }
  return value.split(/[/#]/).at(-1) ?? value;
}

/** Facets whose values are things that a search can find. */
export const SEARCHED: Partial<Record<FacetName, string[]>> = {
  programme: ["Programme"],
  theme: ["Theme", "TargetGroup"],
  region: ["Region"],
  funder: ["Organisation"],
};
