import { computed, signal } from "@preact/signals";
import { revision, source, status } from "../data/current";
import type { Description, Network, PathStep } from "../data/types";
import { resource } from "../state/resource";
import { overlay } from "../state/overlay";
import { filter, networkState, show } from "../state/state";
import { altered, type Extra, type Field, fieldOf } from "./field";
import { placesOf } from "./places";
import { type Frame, frameOf } from "./frame";
import type { Stage } from "./stage";

/** How many things are drawn at first; more on demand. */
const FIRST_LIMIT = 5000;
export const MOST_LIMIT = 50_000;

/** The stage that is on the page, if there is one. */
export const stageNow = signal<Stage | null>(null);

export const NOTHING_EXTRA: Extra = { nodes: [], edges: [] };

export type Tool = "" | "lasso" | "path";

// What belongs to the moment and not to a link: it is forgotten when the page is left.
export const limit = signal(FIRST_LIMIT);
export const tool = signal<Tool>("");
/** Number of the thing under the pointer and of the link there; -1 for none. */
export const hovered = signal(-1);
/** Whether a lasso is being drawn. */
export const isDrawing = signal(false);
export const hoveredLink = signal(-1);
/** The thing that the keyboard stands on. */
export const cursor = signal("");
/** The community that the legend points at. */
export const lit = signal<number | null>(null);
export const hiddenRelations = signal<ReadonlySet<string>>(new Set());
/** A link whose facts are shown: ids of its ends, and its relation's name. */
export const pickedLink = signal<{ from: string; to: string; relation: string } | null>(null);
/** Which of several shortest ways is shown. */
export const wayNumber = signal(0);
/** What is read out. */
export const said = signal("");

const expanded = computed(() => networkState.value.expand);
const withContext = computed(() => networkState.value.context);
const hiddenThings = computed(() => networkState.value.hidden);
const pathEnds = computed(() => networkState.value.path);

/** The answer that is drawn; asked for while the picture is seen. */
export const answer = resource<Network>((signal) => {
  const isSeen = show.value === "all" || show.value === "network";
  if (!isSeen || !revision.value) return null;
  return source().network({ filter: filter.value, context: withContext.value, expand: expanded.value, limit: limit.value }, signal);
});

export const ways = resource<PathStep[][]>((signal) => {
  const [from, to] = pathEnds.value;
  return from && to && revision.value ? source().paths(from, to, signal) : null;
});

export const linkFacts = resource<Description>((signal) => {
  const picked = pickedLink.value;
  return picked && revision.value ? source().thing(picked.from, signal) : null;
});

/** The steps of the way that is shown. */
export const way = computed<PathStep[]>(() => ways.value.value?.[wayNumber.value] ?? ways.value.value?.[0] ?? []);

const extra = computed<Extra>(() => {
  const steps = way.value;
  const laid = overlay.value;
  return {
    nodes: [...steps.flatMap((step) => [step.from, step.to]), ...(laid?.nodes ?? [])],
    edges: [
      ...steps.map((step) => ({ from: step.backwards ? step.to.id : step.from.id, to: step.backwards ? step.from.id : step.to.id, relation: step.relation, label: step.label })),
      ...(laid?.edges ?? []).map(([from, to]) => ({ from, to, relation: "overlay", label: laid!.title })),
    ],
  };
});

let former: Field | null = null;
let formerAnswer: Network | null = null;

export interface Drawn {
  field: Field;
  frame: Frame;
  /** Whether it continues what was drawn before: the camera stays. */
  isSame: boolean;
}

let frame: Frame | null = null;

/** What is drawn: the answer without hidden things, with those that a way or an overlay adds. */
export const drawn = computed<Drawn | null>(() => {
  const given = answer.value.value;
  if (!given) return null;
  const network = altered(given, hiddenThings.value, extra.value);
  const places = placesOf(network, former && former.nodes > 0 ? former : null);
  if (!frame || !places.isSame) frame = frameOf(places.x, places.y);
  const isSame = places.isSame || formerAnswer === given;
  former = fieldOf(network, places, networkState.peek().pinned);
  formerAnswer = given;
  return { field: former, frame, isSame };
});

/** The most things that may be drawn here. */
export const most = computed(() => Math.min(MOST_LIMIT, Math.max(status.value.value?.limits.nodes ?? FIRST_LIMIT, FIRST_LIMIT)));
