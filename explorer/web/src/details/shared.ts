import type { FacetName, Facets, FacetValue } from "../data/types";

/** Facets whose values are things that several can share, with the class of these. */
export const SHARED: Partial<Record<FacetName, string>> = { programme: "Programme", theme: "Theme", region: "Region", funder: "Organisation" };

const MOST = 12;

/** Values that two or more have, those of the most first. */
export function shared(facets: Facets): (FacetValue & { facet: FacetName })[] {
  const all = (Object.keys(SHARED) as FacetName[]).flatMap((facet) => facets.facets[facet].map((one) => ({ ...one, facet })));
  return all.filter((one) => one.count > 1).sort((a, b) => b.count - a.count).slice(0, MOST);
}
