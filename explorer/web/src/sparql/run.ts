import { signal } from "@preact/signals";
import { revision, source } from "../data/current";
import { SourceError } from "../data/source";
import type { Answer, Vocabulary } from "../data/types";
import { resource } from "../state/resource";
import { lang, NO_FILTER, panel } from "../state/state";
import { learn } from "../ui/names";
import { thingsIn } from "../questions/rows";
import { remember } from "./history";
import { asStatements } from "./statements";

export const result = signal<Answer | null>(null);
export const problem = signal<SourceError | null>(null);
/** When the query that runs now began (performance.now()); null while none runs. */
export const began = signal<number | null>(null);
export const wasCancelled = signal(false);

let isWanted = false;

export const vocabulary = resource<Vocabulary>((signal) => {
  isWanted ||= panel.value === "sparql";
  return revision.value && isWanted ? source().vocabulary(signal) : null;
});

let running: AbortController | null = null;

/** Run a query; one that is still running is stopped. */
export async function run(query: string): Promise<void> {
  cancel();
  const controller = new AbortController();
  running = controller;
  wasCancelled.value = false;
  problem.value = null;
  began.value = performance.now();
  remember(query);
  try {
    const answer = await source().sparql(query, controller.signal);
    if (running !== controller) return;
    const found = asStatements(answer);
    result.value = found;
    void learnNames(found);
  } catch (reason) {
    if (running !== controller) return;
    result.value = null;
    problem.value = reason instanceof SourceError ? reason : new SourceError(reason instanceof Error ? reason.message : String(reason));
  }
  running = null;
  began.value = null;
}

/** Stop the query that runs; the server stops it too, as the connection is closed. */
export function cancel(): void {
  if (!running) return;
  running.abort();
  running = null;
  began.value = null;
  wasCancelled.value = true;
}

const MOST_NAMED = 500;

/** SPARQL gives IRIs without names: those of things are asked for together. */
async function learnNames(answer: Answer): Promise<void> {
  const ids = thingsIn(answer).slice(0, MOST_NAMED);
  if (!ids.length) return;
  const language = lang.peek();
  try {
    const page = await source().table({ filter: { ...NO_FILTER, ids }, sort: "label", descending: false, offset: 0, limit: MOST_NAMED });
    if (lang.peek() === language) learn(page.rows);
  } catch {
    // The short forms of the IRIs have to do.
  }
}
