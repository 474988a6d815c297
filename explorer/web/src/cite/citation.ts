import type { SourceInfo } from "../data/types";
import { bibtexText, bibtexUrl } from "./bibtex";

/** What a citation says, without its form. */
export interface Citation {
  product: string;
  version: string;
  /** Of the data, which change with every load. */
  revision: string;
  /** The view in words. */
  title: string;
  /** When it was looked at. */
  at: Date;
  link: string;
  sources: SourceInfo[];
}

/** The words of a language that citations are made with. */
export interface Wording {
  language: string;
  version: (version: string) => string;
  revision: (revision: string) => string;
  viewed: (date: string) => string;
  retrieved: (date: string) => string;
  licence: (licence: string) => string;
  hash: (hash: string) => string;
  sources: string;
}

export type Form = "text" | "markdown" | "bibtex" | "csl";

export const FORMS: Record<Form, { extension: string; type: string; make: (one: Citation, words: Wording) => string }> = {
  text: { extension: "txt", type: "text/plain", make: asText },
  markdown: { extension: "md", type: "text/markdown", make: asMarkdown },
  bibtex: { extension: "bib", type: "application/x-bibtex", make: asBibtex },
  csl: { extension: "json", type: "application/vnd.citationstyles.csl+json", make: asCsl },
};

/** The reader's day and time, with the zone that they are of. */
export function moment(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", {
    day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  }).format(at);
}

function dayOf(text: string, language: string): string {
  const at = new Date(text);
  return Number.isNaN(at.valueOf()) ? text : new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(at);
}

const joined = (parts: (string | false | undefined)[], between = ". "): string => parts.filter(Boolean).join(between);

/** Texts of the data come from elsewhere: no line breaks may tear a citation apart. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const ended = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

function head(one: Citation, words: Wording): string {
  const editions = joined([words.version(one.version), one.revision && words.revision(one.revision)], ", ");
  return `${oneLine(one.title)}. ${one.product} (${editions}), ${words.viewed(moment(one.at, words.language))}. ${one.link}`;
}

function describe(source: SourceInfo, words: Wording, title: string, link: string): string {
  const year = source.published?.slice(0, 4);
  const first = joined([source.publisher && oneLine(source.publisher), year && `(${year})`], " ");
  return joined([
    first,
    title,
    source.licence && words.licence(oneLine(source.licence).replace(/\.$/, "")),
    source.retrieved && words.retrieved(dayOf(source.retrieved, words.language)),
    source.sha256 && words.hash(source.sha256),
    link,
  ].map((part) => part?.replace(/\.$/, "")));
}

function asText(one: Citation, words: Wording): string {
  const sources = one.sources.map((source, index) => `[${index + 1}] ${ended(describe(source, words, oneLine(source.title), source.url ?? ""))}`);
  return `${[head(one, words), ...(sources.length ? ["", `${words.sources}:`, ...sources] : [])].join("\n")}\n`;
}

/** Text without the signs that Markdown would take for markup. */
export function markdownText(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2").replace(/^([+-])/, "\\$1");
}

const isWeb = (address: string): boolean => /^https?:\/\/[^\s<>]+$/.test(address);

function markdownLink(address: string): string {
  return isWeb(address) ? `<${address}>` : markdownText(address);
}

function asMarkdown(one: Citation, words: Wording): string {
  const editions = joined([words.version(one.version), one.revision && words.revision(one.revision)], ", ");
  const first = `**${markdownText(one.title)}.** ${one.product} (${markdownText(editions)}), ${words.viewed(moment(one.at, words.language))}. ${markdownLink(one.link)}`;
  const sources = one.sources.map((source, index) => {
    const safe = Object.fromEntries(Object.entries(source).map(([key, value]) => [key, typeof value === "string" && key !== "sha256" && key !== "retrieved" ? markdownText(value) : value])) as unknown as SourceInfo;
    return `${index + 1}. ${describe(safe, words, `*${safe.title}*`, source.url ? markdownLink(source.url) : "")}`;
  });
  return `${[first, ...(sources.length ? ["", `${words.sources}:`, "", ...sources] : [])].join("\n")}\n`;
}

/** A key for an entry: letters and figures only, told apart by a number where two are alike. */
export function keysOf(names: string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "source";
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    return count === 1 ? plain : `${plain}-${count}`;
  });
}

const lastPart = (iri: string): string => iri.split(/[/#]/).filter(Boolean).pop() ?? iri;

function isoDay(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function viewKey(one: Citation): string {
  return `verbund-${isoDay(one.at)}`;
}

function asBibtex(one: Citation, words: Wording): string {
  const keys = keysOf([viewKey(one), ...one.sources.map((source) => lastPart(source.id))]);
  const view = entry(keys[0]!, {
    title: `{${bibtexText(oneLine(one.title))}}`,
    author: `{${bibtexText(one.product)}}`,
    year: String(one.at.getFullYear()),
    version: bibtexText(one.version),
    note: bibtexText(joined([words.version(one.version), one.revision && words.revision(one.revision), words.viewed(moment(one.at, words.language))], ", ")),
    url: bibtexUrl(one.link),
    urldate: isoDay(one.at),
  });
  const sources = one.sources.map((source, index) => entry(keys[index + 1]!, {
    title: `{${bibtexText(oneLine(source.title))}}`,
    author: source.publisher ? `{${bibtexText(oneLine(source.publisher))}}` : "",
    year: source.published?.slice(0, 4) ?? "",
    url: source.url ? bibtexUrl(source.url) : "",
    urldate: source.retrieved?.slice(0, 10) ?? "",
    note: bibtexText(joined([source.licence && words.licence(oneLine(source.licence)), source.sha256 && words.hash(source.sha256)])),
  }));
  return [view, ...sources].join("\n");
}

function entry(key: string, fields: Record<string, string>): string {
  const lines = Object.entries(fields).filter(([, value]) => value && value !== "{}").map(([name, value]) => `  ${name} = {${value}},`);
  return `@misc{${key},\n${lines.join("\n")}\n}\n`;
}

interface CslDate { "date-parts": number[][] }

function cslDate(text: string | undefined): CslDate | undefined {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text ?? "")?.slice(1).filter(Boolean).map(Number);
  return parts ? { "date-parts": [parts] } : undefined;
}

function asCsl(one: Citation, words: Wording): string {
  const keys = keysOf([viewKey(one), ...one.sources.map((source) => lastPart(source.id))]);
  const today = cslDate(isoDay(one.at));
  const items = [
    {
      id: keys[0], type: "webpage", title: oneLine(one.title), author: [{ literal: one.product }], "container-title": one.product,
      version: one.version, language: words.language, issued: today, accessed: today, URL: one.link,
      note: joined([words.version(one.version), one.revision && words.revision(one.revision), one.at.toISOString()], ", "),
    },
    ...one.sources.map((source, index) => ({
      id: keys[index + 1], type: source.sha256 && !source.published ? "dataset" : "webpage", title: oneLine(source.title),
      author: source.publisher ? [{ literal: oneLine(source.publisher) }] : undefined, publisher: source.publisher,
      issued: cslDate(source.published), accessed: cslDate(source.retrieved), URL: source.url,
      note: joined([source.licence && words.licence(oneLine(source.licence)), source.sha256 && words.hash(source.sha256)]) || undefined,
    })),
  ];
  return `${JSON.stringify(items, null, 2)}\n`;
}
