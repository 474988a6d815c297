import { computed, signal } from "@preact/signals";
import { source } from "../data/current";
import type { MapData } from "../data/types";
import { chosen, filter, mapState, NO_FILTER } from "../state/state";
import { overlay } from "../state/overlay";
import { resource } from "../state/resource";
import { type Boundaries, boundaries } from "./boundaries";
import { levelAt } from "./camera";
import { type Place, placeOf } from "./plane";

/** Whether the map is on the page, so that nothing is asked for in vain. */
export const isShown = signal(false);
/** The scale at which the camera last rested; null before the first picture, which counts countries. */
export const restingScale = signal<number | null>(null);

export const level = computed(() => mapState.value.level ?? (restingScale.value === null ? 0 : levelAt(restingScale.value)));

const measure = computed(() => mapState.value.measure);

export const regions = resource<MapData>((signal) => {
  if (!isShown.value) return null;
  if (measure.value === "candidates") return candidates(level.value, signal);
  return source().map(filter.value, measure.value, level.value, signal).then(withCodes);
});

/** Countries outside the NUTS may come with the last part of their IRI, "country-br", for a code. */
function withCodes(data: MapData): MapData {
  return { ...data, regions: data.regions.map((region) => ({ ...region, code: region.code.replace(/^country-/, "").toUpperCase() })) };
}

/** What is laid over the views, by region. */
async function candidates(at: number, signal: AbortSignal): Promise<MapData> {
  const ids = overlay.value?.nodes.map((node) => node.id) ?? [];
  const found = await source().map({ ...NO_FILTER, ids: ids.length ? ids : [NOTHING] }, "organisations", at, signal);
  return { ...withCodes(found), measure: "candidates" };
}

/** No thing has this id, so that nothing is found. */
const NOTHING = "urn:nothing";

export const shapes = resource<Boundaries>(() => (isShown.value ? boundaries() : null));

/** A thing and where it lies. */
export interface Located {
  id: string;
  label: string;
  place: Place;
}

const MOST = 60;

/** Where the things are that are highlighted in all views. */
export const marked = resource<Located[]>((signal) => located(chosen.value.map((id) => ({ id, label: "" })), signal));

/** Where the things are that are laid over the views. */
export const laid = resource<Located[]>((signal) => located(overlay.value?.nodes ?? [], signal));

/** Each thing by a question of its own, since an answer does not say what lies where of several. */
function located(things: { id: string; label: string }[], signal: AbortSignal): Promise<Located[]> | null {
  const map = shapes.value.value;
  if (!isShown.value || !map || things.length === 0) return null;
  const from = source();
  const asked = things.slice(0, MOST).map(async (thing): Promise<Located[]> => {
    const found = await from.map({ ...NO_FILTER, ids: [thing.id] }, "projects", 3, signal);
    return placesIn(withCodes(found), map).map(({ label, place }) => ({ id: thing.id, label: thing.label || label, place }));
  });
  return Promise.all(asked).then((lists) => lists.flat());
}

/** The points of an answer, or the middles of its regions where it has none. */
function placesIn(found: MapData, map: Boundaries): { label: string; place: Place }[] {
  if (found.points.length) return found.points.map(({ label, lon, lat }) => ({ label, place: placeOf(lon, lat) }));
  return found.regions.flatMap(({ code, label, count }) => {
    const shape = count ? map.shape(code) : null;
    return shape ? [{ label, place: shape.middle }] : [];
  });
}
