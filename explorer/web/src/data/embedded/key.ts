/** The name as people mean it: case, accents, umlaut spelling, dashes and quotes do not count (graph/identity.py, name_key). */
export function nameKey(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
  const plain = folded.normalize("NFKD").replace(/\p{M}/gu, (mark) => (isCombining(mark) ? "" : " "));
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  // "ue" and "u" fall together, since "Muenchen" and "Munchen" both stand for "München".
  return words.replace(/(?<=[aou])e(?=[^aeiou ]|$)/gu, "");
}

const known = new Map<string, boolean>();

/** Whether a mark has a combining class: then it changes places with another one when text is normalised. */
function isCombining(mark: string): boolean {
  let found = known.get(mark);
  if (found === undefined) {
    const overlay = "\u0334"; // class 1
    const acute = "\u0301"; // class 230
    found = `${mark}${overlay}`.normalize("NFD") !== `${mark}${overlay}` || `${acute}${mark}`.normalize("NFD") !== `${acute}${mark}` || mark === overlay || mark === acute;
    known.set(mark, found);
  }
  return found;
}
