import { signal } from "@preact/signals";
import { source } from "../data/current";
import type { Thing } from "../data/types";
import { lang } from "../state/state";

// Names by language and IRI; what is being asked for has its short form until then.
const names = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();

const keyOf = (iri: string): string => `${lang.peek()} ${iri}`;

/** Whether a text is an IRI rather than a name. */
export function isIri(text: string): boolean {
  return /^(?:https?:\/\/|urn:)/.test(text);
}

/** The last part of an IRI, for what has no name. */
export function shortName(iri: string): string {
  const last = iri.replace(/[/#]+$/, "").split(/[/#]/).pop() ?? iri;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Remember names that came with an answer, so that they need not be asked for. */
export function learn(things: Iterable<Pick<Thing, "id" | "label">>): void {
  const next = new Map(names.peek());
  for (const { id, label } of things) {
    if (label) next.set(keyOf(id), label);
    asked.add(keyOf(id));
  }
  names.value = next;
}

/** The name of a thing if it is known already, else "". */
export function knownName(iri: string): string {
  void lang.value;
  return names.value.get(keyOf(iri)) ?? "";
}

/** The name of a thing; its short form until the source has told it. What is no IRI is a name already. */
export function nameOf(iri: string): string {
  if (!isIri(iri)) return iri;
  const known = knownName(iri);
  if (!known && !asked.has(keyOf(iri))) ask(iri);
  return known || shortName(iri);
}

function ask(iri: string): void {
  asked.add(keyOf(iri));
  // Not while something is being drawn: an answer that is there at once would change what is read.
  queueMicrotask(() => {
    void source().thing(iri).then(
      (thing) => learn([{ id: iri, label: thing.label }]),
      () => undefined, // nothing is known of it: the short form has to do
    );
  });
}
