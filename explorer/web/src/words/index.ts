import { lang } from "../state/state";
import { cite } from "./cite";
import { details } from "./details";
import { exporting } from "./export";
import { facets } from "./facets";
import { kinds } from "./kinds";
import { map } from "./map";
import { network } from "./network";
import { partners } from "./partners";
import { questions } from "./questions";
import { search } from "./search";
import { shell } from "./shell";
import { sparql } from "./sparql";
import { table } from "./table";

const WORDS = { ...shell, ...kinds, ...network, ...map, ...table, ...facets, ...search, ...exporting, ...details, ...partners, ...questions, ...sparql, ...cite };

export type Word = keyof typeof WORDS;

/** A text in the reader's language; "{name}" in it stands for a value. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
  const text: string = WORDS[word][lang.value];
  return text.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all));
}

/** One of two texts by a number: `plural(3, "things.one", "things.many")`. */
export function plural(count: number, one: Word, many: Word): string {
  return t(count === 1 ? one : many, { n: number(count) });
}

/** A number as people of the language write it. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(lang.value === "de" ? "de-DE" : "en-GB", options).format(value);
}

/** An amount of money, without cents from a thousand on, e.g. "1,2 Mio. €". */
export function money(value: number, currency: string): string {
  const options: Intl.NumberFormatOptions = { notation: Math.abs(value) >= 1e6 ? "compact" : "standard", maximumFractionDigits: Math.abs(value) >= 1e6 ? 1 : 0 };
  try {
    return number(value, { style: "currency", currency, ...options });
  } catch {
    return `${number(value, options)} ${currency}`.trim();
  }
}

/** A date as it is known: "17.06.2013", "Juni 2013" or "2013". */
export function day(text: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text);
  if (!match) return text;
  const [, year, month, date] = match;
  if (!month) return year!;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1)));
  const form: Intl.DateTimeFormatOptions = date ? { day: "2-digit", month: "2-digit", year: "numeric" } : { month: "long", year: "numeric" };
  return new Intl.DateTimeFormat(lang.value === "de" ? "de-DE" : "en-GB", { ...form, timeZone: "UTC" }).format(at);
}
