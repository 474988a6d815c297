import type { Both } from "./about";

/** What a file says where it cannot answer; the words of the page stand in src/words. */
const WORDS = {
  partners: {
    de: "Diese Datei kennt nur diese Empfehlungen: {held}. Alles andere beantwortet „verbund serve“.",
    en: "This file holds these recommendations only: {held}. “verbund serve” answers anything else.",
  },
  why: {
    de: "Diese Datei kennt diese Begründung nicht, nur solche für: {held}. Alles andere beantwortet „verbund serve“.",
    en: "This file does not hold this explanation, only those for: {held}. “verbund serve” answers anything else.",
  },
  consortium: {
    de: "Diese Datei kennt nur Konsortien für: {held}. Alles andere beantwortet „verbund serve“.",
    en: "This file holds consortia only for: {held}. “verbund serve” answers anything else.",
  },
  none: {
    de: "Diese Datei enthält dazu keine Antworten. „verbund serve“ gibt sie; „verbund explore --partners“ schreibt sie in eine Datei.",
    en: "This file holds no such answers. “verbund serve” gives them; “verbund explore --partners” writes them into a file.",
  },
  question: {
    de: "Diese Datei kennt die Antwort nur ohne eigene Angaben. „verbund serve“ beantwortet jede Frage.",
    en: "This file knows the answer only without values of your own. “verbund serve” answers any question.",
  },
  sparql: {
    de: "Eine Datei beantwortet kein SPARQL. „verbund serve“ tut es.",
    en: "A file does not answer SPARQL. “verbund serve” does.",
  },
  unknown: { de: "„{id}“ ist nicht in dieser Datei.", en: "“{id}” is not in this file." },
  apart: {
    de: "„{from}“ und „{to}“ sind in dieser Datei in {steps} Schritten nicht verbunden.",
    en: "“{from}” and “{to}” are not connected within {steps} steps in this file.",
  },
  damaged: {
    de: "Diese Datei ist beschädigt oder unvollständig; bitte noch einmal schicken lassen.",
    en: "This file is damaged or incomplete; please have it sent again.",
  },
  old: {
    de: "Dieser Browser ist zu alt für diese Datei (Chrome 80, Firefox 113, Safari 16.4 und neuere können sie zeigen).",
    en: "This browser is too old for this file (Chrome 80, Firefox 113, Safari 16.4 and later can show it).",
  },
} satisfies Record<string, Both>;

export function say(word: keyof typeof WORDS, language: keyof Both, values: Record<string, string | number> = {}): string {
  return WORDS[word][language].replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all));
}
