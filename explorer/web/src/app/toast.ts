import { signal } from "@preact/signals";

const MILLISECONDS = 3000;

/** A short message at the edge of the page; "" for none. */
export const message = signal("");
let timer = 0;

/** Show a short message for a while; screen readers read it out. */
export function tell(text: string): void {
  message.value = text;
  clearTimeout(timer);
  timer = window.setTimeout(() => (message.value = ""), MILLISECONDS);
}
