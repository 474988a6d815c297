import { signal } from "@preact/signals";

/** What lies over the views on a narrow screen; nothing on a wide one, where all has room. */
export const drawer = signal<"" | "facets" | "panel">("");
