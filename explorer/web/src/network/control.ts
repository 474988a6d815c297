import { effect, signal, untracked } from "@preact/signals";
import { overlay } from "../state/overlay";
import { chosen, focus, networkState, state } from "../state/state";
import { emphasisOf } from "./emphasis";
import { lookOf, tokensOf } from "./looks";
import { communitiesOf } from "./palette";
import { cursor, drawn, hiddenRelations, hovered, hoveredLink, lit, way } from "./session";
import type { Stage } from "./stage";

/** Rises when the colours of the page change. */
const colours = signal(0);

/** Keep a stage as the state wants it; gives what ends that. */
export function direct(stage: Stage): () => void {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const repaint = (): void => void (colours.value += 1);
  scheme.addEventListener("change", repaint);
  const ends = [effect(() => follow(stage)), effect(() => pins(stage)), effect(() => emphasise(stage))];
  return () => {
    ends.forEach((end) => end());
    scheme.removeEventListener("change", repaint);
  };
}

let shown: unknown = null;

function follow(stage: Stage): void {
  const now = drawn.value;
  const { sizeBy, colourBy } = wishes.value;
  void colours.value;
  const { theme } = state.value;
  if (!now) return;
  // The attribute that the theme hangs on is set by another effect: it may come after this one.
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const look = lookOf(now.field, { sizeBy, colourBy, hidden: hiddenRelations.value, tokens: tokensOf(stage.container) });
  untracked(() => {
    const isNew = shown !== now.field;
    shown = now.field;
    if (isNew) [hovered.value, hoveredLink.value] = [-1, -1];
    stage.show(now.field, look, now.frame);
    if (isNew && !now.isSame) stage.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    else if (isNew && stage.shareInSight([...now.field.ranks.subarray(0, 500)]) < 0.25) stage.fit();
    emphasise(stage);
  });
}

/** Of the network's state only what changes the look, so that a hidden or pinned thing does not paint all anew. */
const wishes = signal({ sizeBy: networkState.peek().sizeBy, colourBy: networkState.peek().colourBy });
effect(() => {
  const { sizeBy, colourBy } = networkState.value;
  const old = wishes.peek();
  if (old.sizeBy !== sizeBy || old.colourBy !== colourBy) wishes.value = { sizeBy, colourBy };
});

let pinnedBefore: Record<string, [number, number]> = {};

function pins(stage: Stage): void {
  const { pinned } = networkState.value;
  const field = drawn.value?.field;
  if (!field || pinned === pinnedBefore) return;
  for (const id of new Set([...Object.keys(pinned), ...Object.keys(pinnedBefore)])) {
    const node = field.at.get(id);
    if (node !== undefined && stage.field === field) stage.move(node, pinned[id] ?? null);
  }
  pinnedBefore = pinned;
}

function emphasise(stage: Stage): void {
  const field = drawn.value?.field;
  const attention = {
    hovered: hovered.value, hoveredLink: hoveredLink.value, lit: lit.value, way: way.value, overlay: overlay.value, chosen: chosen.value,
    focus: focus.value, cursor: cursor.value, hiddenRelations: hiddenRelations.value,
  };
  if (!field || stage.field !== field) return;
  const { front, names } = emphasisOf(field, { ...attention, communities: attention.lit === null ? [] : communitiesOf(field.network) });
  stage.bringForward(front, names);
}
