import { signal } from "@preact/signals";
import { restingScale } from "./answers";
import { between, type Camera, fitted, type Size } from "./camera";
import type { Box } from "./plane";

/** What is seen; null before the first picture. */
export const camera = signal<Camera | null>(null);
export const size = signal<Size>({ width: 0, height: 0 });
/** What the button "show everything" goes to. */
export const home = signal<Box | null>(null);

/** Rises whenever the view has come to rest. */
export const rested = signal(0);

const MOVE_MS = 260;
const REST_MS = 140;
let resting = 0;
let moving = 0;

/** Look from here at once. */
export function see(next: Camera): void {
  cancelAnimationFrame(moving);
  set(next);
}

function set(next: Camera): void {
  camera.value = next;
  clearTimeout(resting);
  resting = window.setTimeout(() => {
    restingScale.value = camera.peek()?.scale ?? null;
    rested.value += 1;
  }, REST_MS);
}

/** Go there smoothly, or at once for readers who want no motion. */
export function goTo(next: Camera): void {
  const from = camera.peek();
  if (!from || matchMedia("(prefers-reduced-motion: reduce)").matches) {
    see(next);
    return;
  }
  cancelAnimationFrame(moving);
  let began = 0;
  const step = (now: number): void => {
    began ||= now;
    const share = Math.min(1, (now - began) / MOVE_MS);
    set(share === 1 ? next : between(from, next, 1 - (1 - share) ** 3));
    if (share < 1) moving = requestAnimationFrame(step);
  };
  moving = requestAnimationFrame(step);
}

/** See all that there is to show. */
export function goHome(): void {
  if (home.value) goTo(fitted(home.value, size.value));
}
