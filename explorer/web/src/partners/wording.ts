import { lang } from "../state/state";
import { partners } from "../words/partners";

const WORDS: Record<string, { de: string; en: string } | undefined> = partners;

/** The word for something that the source names; its own name, made readable, where there is none. */
export function wordOr(key: string, name: string): string {
  return WORDS[key]?.[lang.value] ?? name.replace(/[_-]+/g, " ");
}
