import type { Filter, PartnerRequest, Question } from "../data/types";
import { INITIAL, type Show, type State } from "../state/state";
import { encode } from "../state/url";
import { nameOf } from "../ui/names";
import { money, t } from "../words";
import { typeWord } from "../partners/typeWord";
import { optionsSet, requestOf } from "../partners/answer";
import { wordOr } from "../partners/wording";

/** What can be cited. */
export type Of = "selection" | "thing" | "partners" | "question";

const LISTS = ["type", "programme", "theme", "region", "funder", "source", "role"] as const;

/** Several values that are alternatives, as one text. */
function either(names: string[]): string {
  const [first = "", ...others] = names;
  return others.reduce((all, one) => t("cite.or", { first: all, second: one }), first);
}

function named(list: (typeof LISTS)[number], value: string): string {
  if (list === "type") return typeWord(value);
  return list === "role" ? wordOr(`partners.role.${value}`, value) : nameOf(value);
}

/** A filter in words; "" where it takes in everything. */
export function filterInWords(filter: Filter): string {
  const parts: string[] = [];
  if (filter.q) parts.push(t("cite.filter.q", { value: filter.q }));
  for (const list of LISTS) {
    if (filter[list].length) parts.push(t(`cite.filter.${list}`, { value: either(filter[list].map((value) => named(list, value))) }));
  }
  if (filter.since !== null || filter.until !== null) parts.push(t("cite.filter.years", { since: filter.since ?? "", until: filter.until ?? "" }));
  if (filter.min !== null || filter.max !== null) {
    const amount = (value: number | null): string => (value === null ? "" : money(value, filter.currency || "EUR"));
    parts.push(t("cite.filter.amount", { min: amount(filter.min), max: amount(filter.max) }));
  }
  if (filter.ids.length) parts.push(filter.ids.length === 1 ? nameOf(filter.ids[0]!) : t("cite.filter.ids"));
  return parts.join("; ");
}

/** The selection in words, with how many things it holds and how they are shown. */
export function selectionTitle(filter: Filter, show: Show, things: string): string {
  const what = filterInWords(filter) || t("cite.all");
  return `${what}${things && ` (${things})`} – ${t(`cite.view.${show}`)}`;
}

/** A request for partners in words. */
export function partnersTitle(request: PartnerRequest & { name: string; rules: string }): string {
  const parts = [
    t("cite.partners", { thing: nameOf(request.thing) }) + (request.in ? ` ${t("cite.partners.in", { area: nameOf(request.in) })}` : ""),
    optionsSet(requestOf(request)) ? t("cite.partners.options") : "",
  ];
  return parts.filter(Boolean).join(" – ");
}

/** A question in words, with its values. */
export function questionTitle(question: Question, parameters: Record<string, string>): string {
  const values = question.parameters.filter((one) => one.type !== "language").map((one) => parameters[one.name] ?? one.default).filter(Boolean).map((value) => nameOf(value));
  return values.length ? `${question.summary} (${values.join(", ")})` : question.summary;
}

/** The state that a citation links to: the same view, with what is cited beside it, in the reader's own colours. */
export function cited(state: State, of: Of): State {
  const panel = { selection: "details", thing: "details", partners: "partners", question: "questions" } as const;
  return {
    ...state,
    theme: "auto",
    panel: panel[of],
    query: "",
    focus: of === "thing" ? state.focus : "",
    partners: of === "partners" ? state.partners : INITIAL.partners,
    question: of === "question" ? state.question : INITIAL.question,
  };
}

/** The address of a view. A file says its own name only, as its folder is nobody else's business. */
export function linkTo(state: State, page: Pick<Location, "protocol" | "origin" | "pathname" | "search">): string {
  const fragment = encode(state);
  const tail = fragment && `#${fragment}`;
  if (page.protocol !== "file:") return page.origin + page.pathname + page.search + tail;
  return (page.pathname.split("/").pop() ?? "") + tail;
}

/** Whether an address holds on one computer alone. */
export function isLocal(host: string): boolean {
  return /^(?:localhost|127\.|\[?::1\]?$)/.test(host);
}
