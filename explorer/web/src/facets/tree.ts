import type { FacetValue } from "../data/types";

export interface Branch {
  value: FacetValue;
  children: Branch[];
}

/** Values as a tree; those whose parent is not among them stand at its top. A ring is cut where it closes. */
export function tree(values: readonly FacetValue[]): Branch[] {
  const known = new Set(values.map((one) => one.value));
  const below = new Map<string, FacetValue[]>();
  for (const one of values) if (isBelow(one, known)) below.set(one.parent!, [...(below.get(one.parent!) ?? []), one]);
  const seen = new Set<string>();
  const grow = (value: FacetValue): Branch => {
    seen.add(value.value);
    const children = (below.get(value.value) ?? []).filter((one) => !seen.has(one.value));
    return { value, children: children.map(grow) };
  };
  const roots = values.filter((one) => !isBelow(one, known)).map(grow);
  return [...roots, ...values.filter((one) => !seen.has(one.value)).map((one) => ({ value: one, children: [] }))];
}

function isBelow(one: FacetValue, known: ReadonlySet<string>): boolean {
  return one.parent !== undefined && one.parent !== "" && one.parent !== one.value && known.has(one.parent);
}

/** Values in the order in which they stood before; new ones behind those. So nothing moves under a reader's hand. */
export function steady(before: readonly string[], values: readonly FacetValue[]): FacetValue[] {
  const place = new Map(before.map((value, at) => [value, at]));
  const at = (one: FacetValue): number => place.get(one.value) ?? before.length;
  return values.map((one, order) => ({ one, order })).sort((a, b) => at(a.one) - at(b.one) || a.order - b.order).map(({ one }) => one);
}
