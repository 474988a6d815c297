import { signal } from "@preact/signals";
import type { Thing } from "../data/types";

/** Things and links that are laid over the views, e.g. a consortium: pairs in `edges` are ids of things. */
export interface Overlay {
  title: string;
  nodes: Thing[];
  edges: [string, string][];
}

export const overlay = signal<Overlay | null>(null);
