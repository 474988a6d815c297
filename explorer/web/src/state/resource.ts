import { effect, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { SourceError } from "../data/source";

/** What was asked for: the last answer, whether a new one is under way, and what went wrong. */
export interface Resource<T> {
  value: Signal<T | null>;
  loading: Signal<boolean>;
  error: Signal<SourceError | null>;
  again: () => void;
}

/**
 * Ask again whenever a signal that `ask` reads changes; an answer that has been overtaken is dropped.
 * `ask` gives null where there is nothing to ask. While a new answer is under way the old one stays.
 */
export function resource<T>(ask: (signal: AbortSignal) => Promise<T> | null): Resource<T> {
  const value = signal<T | null>(null);
  const loading = signal(false);
  const error = signal<SourceError | null>(null);
  const round = signal(0);
  effect(() => {
    void round.value;
    const controller = new AbortController();
    const asked = ask(controller.signal);
    loading.value = asked !== null;
    if (asked === null) {
      value.value = null;
      error.value = null;
      return undefined;
    }
    asked.then(
      (found) => {
        if (controller.signal.aborted) return;
        value.value = found;
        error.value = null;
        loading.value = false;
      },
      (reason: unknown) => {
        if (controller.signal.aborted) return;
        error.value = asError(reason);
        loading.value = false;
      },
    );
    return () => controller.abort();
  });
  return { value, loading, error, again: () => (round.value += 1) };
}

/** A signal that follows another one once that has come to rest for some milliseconds. */
export function settled<T>(from: ReadonlySignal<T>, milliseconds: number): ReadonlySignal<T> {
  const to = signal(from.peek());
  effect(() => {
    const next = from.value;
    const timer = setTimeout(() => (to.value = next), milliseconds);
    return () => clearTimeout(timer);
  });
  return to;
}

function asError(reason: unknown): SourceError {
  if (reason instanceof SourceError) return reason;
  return new SourceError(reason instanceof Error ? reason.message : String(reason));
}
