import { signal } from "@preact/signals";
import type { Source } from "./source";
import type { Status } from "./types";
import { lang } from "../state/state";
import { resource } from "../state/resource";

let given: Source | null = null;

/** Rises by one whenever the data behind the page have changed; read it in `resource` to ask again. */
export const revision = signal(0);

/** Say where the page gets what it shows; once, before anything is drawn. */
export function give(source: Source): void {
  given = source;
  source.onChange(() => (revision.value += 1));
  revision.value += 1;
}

/** Where the page gets what it shows. Reading it in `resource` asks again after a load and in another language. */
export function source(): Source {
  void revision.value;
  void lang.value;
  if (!given) throw new Error("no source was given");
  return given;
}

export const status = resource<Status>((signal) => (revision.value ? source().status(signal) : null));
