import type { Question, QuestionParameter } from "../data/types";

/** What a form field of a question is like. */
export type FieldKind = "thing" | "number" | "year" | "date" | "language" | "text";

const CLASSES: Record<string, string[]> = {
  region: ["Region"],
  theme: ["Theme"],
  "target-group": ["TargetGroup"],
  programme: ["Programme"],
  organisation: ["Organisation"],
  project: ["Project"],
  initiative: ["Initiative"],
  event: ["Event"],
  thing: [],
};

/** Classes of things that a parameter can be; null where it is no thing. */
export function classesOf(parameter: QuestionParameter): string[] | null {
  return CLASSES[parameter.type] ?? null;
}

export function fieldKind(parameter: QuestionParameter): FieldKind {
  if (classesOf(parameter)) return "thing";
  const kinds: Record<string, FieldKind> = { number: "number", year: "year", date: "date", language: "language" };
  return kinds[parameter.type] ?? "text";
}

// In the state a parameter with this name says that the question was asked, not only opened.
const ASKED = "lang";

/** Whether an address that holds these parameters is of a question that was asked. */
export function isAsked(parameters: Record<string, string>): boolean {
  return ASKED in parameters;
}

/** What the state keeps of a form that was sent: what is filled in, and that it was sent. */
export function asParameters(question: Question, values: Record<string, string>): Record<string, string> {
  const names = question.parameters.map((one) => one.name).filter((name) => values[name]?.trim());
  return { [ASKED]: "", ...Object.fromEntries(names.map((name) => [name, values[name]!.trim()])) };
}

/** What is sent to the source: empty values are left to their defaults. */
export function sent(parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ""));
}

/** Parameters that are needed and empty. */
export function missing(question: Question, values: Record<string, string>): QuestionParameter[] {
  return question.parameters.filter((one) => one.required && !values[one.name]?.trim());
}

/** Questions whose name, text or tags hold all words, and which have the tag where one is given. */
export function found(questions: Question[], text: string, tag: string): Question[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return questions.filter((one) => {
    const all = [one.name, one.summary, one.description, ...one.tags].join(" ").toLocaleLowerCase();
    return (!tag || one.tags.includes(tag)) && words.every((word) => all.includes(word));
  });
}

/** Questions under their first tag, in the order in which the tags first occur. */
export function grouped(questions: Question[]): [string, Question[]][] {
  const groups = new Map<string, Question[]>();
  for (const one of questions) {
    const tag = one.tags[0] ?? "";
    groups.set(tag, [...(groups.get(tag) ?? []), one]);
  }
  return [...groups];
}

const INTEGER = /^[+-]?\d+$/;

/** The question's SPARQL with its values at the end, as an editor can run it; names that are no IRIs are left out. */
export function boundSparql(question: Question, values: Record<string, string>, language: string): string {
  const bound = question.parameters.flatMap((one): [string, string][] => {
    const value = (values[one.name] ?? (one.type === "language" ? language : "")).trim() || (one.type === "language" ? language : "");
    const term = termOf(one, value);
    return term ? [[`?${one.name}`, term]] : [];
  });
  const text = question.sparql.replace(/^(?:#\+.*\r?\n)+\s*/, "").trimEnd();
  if (!bound.length) return `${text}\n`;
  const names = bound.map(([name]) => name).join(" ");
  return `${text}\nVALUES (${names}) { (${bound.map(([, term]) => term).join(" ")}) }\n`;
}

function termOf(parameter: QuestionParameter, value: string): string {
  if (!value) return "";
  if (classesOf(parameter)) return /^(?:https?:\/\/|urn:)[^\s<>"{}|\\^`]*$/.test(value) ? `<${value}>` : "";
  if (parameter.type === "year") return INTEGER.test(value) ? value : "";
  if (parameter.type === "number") return Number.isFinite(Number(value)) ? `"${Number(value)}"^^<http://www.w3.org/2001/XMLSchema#decimal>` : "";
  if (parameter.type === "date") return dateTerm(value);
  return quoted(value);
}

function dateTerm(value: string): string {
  const type = { 4: "gYear", 7: "gYearMonth", 10: "date" }[value.length];
  return type && /^\d{4}(?:-\d{2}){0,2}$/.test(value) ? `"${value}"^^<http://www.w3.org/2001/XMLSchema#${type}>` : "";
}

/** A text as a literal of SPARQL. */
export function quoted(text: string): string {
  const escapes: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/[\\"\n\r\t]/g, (one) => escapes[one]!)}"`;
}
