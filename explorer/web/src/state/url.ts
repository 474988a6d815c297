import { effect } from "@preact/signals";
import { INITIAL, type State, state } from "./state";

// IRIs of the product's own things are long and alike; "~" stands for their beginning.
const OWN = "https://w3id.org/verbund/id/";

// "theme" is what things are about; the reader's light or dark has another name in the address.
const NAMES: Partial<Record<keyof State, string>> = { theme: "scheme" };

type Plain = string | number | boolean | null | string[] | Record<string, unknown>;

/** The state as the part of an address after "#"; what is as at the start is left out. */
export function encode(now: State): string {
  const parts = new URLSearchParams();
  const add = (name: string, value: Plain, initial: Plain): void => {
    if (JSON.stringify(value) === JSON.stringify(initial)) return;
    if (Array.isArray(value)) value.forEach((one) => parts.append(name, short(one)));
    else if (typeof value === "object" && value !== null) parts.append(name, JSON.stringify(value));
    else parts.append(name, short(String(value ?? "")));
  };
  for (const [key, initial] of Object.entries(INITIAL) as [keyof State, Plain][]) {
    const value = now[key] as Plain;
    if (typeof initial === "object" && initial !== null && !Array.isArray(initial)) {
      for (const [inner, first] of Object.entries(initial) as [string, Plain][]) {
        add(key === "filter" ? inner : `${key}.${inner}`, (value as Record<string, Plain>)[inner] ?? null, first);
      }
    } else add(NAMES[key] ?? key, value, initial);
  }
  return parts.toString();
}

/** The state that an address stands for; what cannot be read is as at the start. */
export function decode(text: string): State {
  const given = new URLSearchParams(text);
  const read = (name: string, initial: Plain): Plain => {
    const texts = given.getAll(name).map(long);
    const first = texts[0];
    if (Array.isArray(initial)) return texts;
    if (first === undefined) return initial;
    if (typeof initial === "boolean") return first === "true";
    if (initial === null || typeof initial === "number") return number(first, initial);
    if (typeof initial === "object") return record(first, initial);
    return allowed(name, first, initial);
  };
  const found: Record<string, unknown> = {};
  for (const [key, initial] of Object.entries(INITIAL) as [keyof State, Plain][]) {
    if (typeof initial === "object" && initial !== null && !Array.isArray(initial)) {
      const inner = Object.entries(initial) as [string, Plain][];
      found[key] = Object.fromEntries(inner.map(([name, first]) => [name, read(key === "filter" ? name : `${key}.${name}`, first)]));
    } else found[key] = read(NAMES[key] ?? key, initial);
  }
  return found as unknown as State;
}

/** Words that only some values make sense for; others are as at the start. */
const CHOICES: Record<string, string[]> = {
  lang: ["de", "en"],
  scheme: ["auto", "light", "dark"],
  show: ["all", "network", "map", "table"],
  panel: ["details", "partners", "questions", "sparql", "cite"],
  "network.sizeBy": ["links", "amount", "same"],
  "network.colourBy": ["community", "type"],
  "map.measure": ["projects", "money", "organisations", "candidates"],
  "table.sort": ["label", "type", "region", "programme", "start", "end", "amount", "links", "score"],
};

function allowed(name: string, text: string, initial: string): string {
  const choices = CHOICES[name];
  return choices && !choices.includes(text) ? initial : text;
}

function number(text: string, initial: number | null): number | null {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : initial;
}

function record(text: string, initial: Record<string, unknown>): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : initial;
  } catch {
    return initial;
  }
}

function short(text: string): string {
  if (text.startsWith(OWN)) return `~${text.slice(OWN.length)}`;
  return /^[~!]/.test(text) ? `!${text}` : text;
}

function long(text: string): string {
  if (text.startsWith("~")) return OWN + text.slice(1);
  return text.startsWith("!") ? text.slice(1) : text;
}

/** Keep the address and the state the same, in both directions. */
export function followAddress(): void {
  let written = "";
  const take = (): void => {
    const text = location.hash.slice(1);
    if (text !== written) {
      written = text;
      const { lang, theme } = state.peek();
      const given = new URLSearchParams(text);
      const next = decode(text);
      state.value = { ...next, lang: given.has("lang") ? next.lang : lang, theme: given.has("scheme") ? next.theme : theme };
    }
  };
  take();
  addEventListener("hashchange", take);
  let waiting = 0;
  effect(() => {
    const text = encode(state.value);
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (text === written) return;
      written = text;
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    }, 150);
  });
}
