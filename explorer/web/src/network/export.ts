import { source, status } from "../data/current";
import { SourceError } from "../data/source";
import { overlay } from "../state/overlay";
import { chosen, filter, focus, networkState } from "../state/state";
import { NO_EMPHASIS, emphasisOf, type Emphasis } from "./emphasis";
import { altered, type Field, fieldOf } from "./field";
import { frameOf, type Frame } from "./frame";
import { lookOf, tokensOf } from "./looks";
import { type Picture, pictureOf } from "./picture";
import { placesOf } from "./places";
import { pngOf } from "./png";
import { drawn, hiddenRelations, limit, NOTHING_EXTRA, stageNow, way } from "./session";
import { svgOf } from "./svg";
import type { View } from "./view";
import { t } from "../words";

const SIZE = { width: 1200, height: 900 };
const PADDING = 40;

/** The network as it is seen, with its legend, as a PNG picture of twice the size. */
export async function networkPng(): Promise<Blob> {
  return pngOf(await picture());
}

/** The network as it is seen, with its legend, as an SVG document. */
export function networkSvg(): string {
  const seen = shown();
  if (!seen) throw new SourceError(t("network.export.none"));
  return svgOf(seen);
}

/** What is drawn now, or was drawn last; null where nothing was. */
function shown(): Picture | null {
  const stage = stageNow.peek();
  if (stage?.field && stage.look) return pictureOf(stage.field, stage.look, stage.view(), emphasis(stage.field));
  const known = drawn.peek();
  return known && still(known.field, known.frame);
}

/** The whole field without anything that stands out. */
function still(field: Field, frame: Frame): Picture {
  const { sizeBy, colourBy } = networkState.peek();
  const look = lookOf(field, { sizeBy, colourBy, hidden: hiddenRelations.peek(), tokens: tokensOf(document.documentElement) });
  return pictureOf(field, look, whole(frame), NO_EMPHASIS);
}

async function picture(): Promise<Picture> {
  return shown() ?? (await asked());
}

/** The answer for the selection, where the network was never seen. */
async function asked(): Promise<Picture> {
  const { context, expand, hidden, pinned } = networkState.peek();
  const most = Math.min(limit.peek(), status.value.peek()?.limits.nodes ?? limit.peek());
  const network = altered(await source().network({ filter: filter.peek(), context, expand, limit: most }), hidden, NOTHING_EXTRA);
  const places = placesOf(network, null);
  return still(fieldOf(network, places, pinned), frameOf(places.x, places.y));
}

function emphasis(field: Field): Emphasis {
  return emphasisOf(field, {
    hovered: -1, hoveredLink: -1, lit: null, communities: [], way: way.peek(), overlay: overlay.peek(), chosen: chosen.peek(), focus: focus.peek(), cursor: "",
    hiddenRelations: hiddenRelations.peek(),
  });
}

/** A view of everything. */
function whole(frame: Frame): View {
  const scale = Math.min((SIZE.width - 2 * PADDING) / frame.width, (SIZE.height - 2 * PADDING) / frame.height);
  return { ...SIZE, scaleX: scale, scaleY: -scale, left: SIZE.width / 2 - frame.x * scale, top: SIZE.height / 2 + frame.y * scale, pixelRatio: 1 };
}
