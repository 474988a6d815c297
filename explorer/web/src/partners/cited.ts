import type { Citation } from "../data/types";
import { lang } from "../state/state";

const PLACES: Record<string, [string, string]> = {
  char: ["Zeichen", "characters"],
  row: ["Zeile", "row"],
  column: ["Spalte", "column"],
  page: ["Seite", "page"],
};

/** A place in a source as people say it: "char=16,57" is "Zeichen 16–57". */
export function placeIn(where: string): string {
  return where
    .split(";")
    .map((part) => {
      const [, name, value] = /^\s*(\w+)=(.*)$/.exec(part) ?? [];
      const word = name && PLACES[name]?.[lang.value === "de" ? 0 : 1];
      return word ? `${word} ${value!.replace(/^(\d+),(\d+)$/, "$1–$2")}` : part.trim();
    })
    .filter(Boolean)
    .join(", ");
}

/** Citations of one source together, each place once, in the order in which they first occur. */
export function bySource(citations: readonly Citation[]): { source: string; places: Citation[] }[] {
  const found = new Map<string, Map<string, Citation>>();
  for (const citation of citations) {
    const places = found.get(citation.source) ?? new Map<string, Citation>();
    if (!places.has(citation.where)) places.set(citation.where, citation);
    found.set(citation.source, places);
  }
  return [...found].map(([source, places]) => ({ source, places: [...places.values()] }));
}
