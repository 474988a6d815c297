import { lang } from "../state/state";
import { kinds } from "../words/kinds";

const WORDS: Record<string, { de: string; en: string } | undefined> = kinds;

/** What a class of things is called. */
export function typeWord(type: string): string {
  return WORDS[`kind.${type}`]?.[lang.value] ?? type;
}
