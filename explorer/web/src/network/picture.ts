import { networkState } from "../state/state";
import { t } from "../words";
import { type Emphasis } from "./emphasis";
import type { Field } from "./field";
import { coverage, type Label, labelsOf, measurer, shortened } from "./labels";
import { communityName, kindName } from "./names";
import type { Look } from "./looks";
import { communitiesOf, hex, mix, type Rgb } from "./palette";
import { SHAPE_NAMES } from "./shapes";
import type { SHAPES } from "../kinds";
import { lineAlpha, radiusOnScreen, type View } from "./view";
import { kindOf } from "../kinds";

/** A network as shapes, lines and texts on paper, which SVG and canvas write each in their way. */
export interface Picture {
  width: number;
  height: number;
  title: string;
  ground: string;
  text: string;
  lines: Stroke[];
  marks: Mark[];
  names: { x: number; y: number; text: string }[];
  legend: Entry[];
}

export interface Stroke {
  from: readonly [number, number];
  to: readonly [number, number];
  colour: string;
  width: number;
  alpha: number;
  dash: readonly number[];
}

export interface Mark {
  x: number;
  y: number;
  radius: number;
  shape: keyof typeof SHAPES;
  fill: string;
  edge: string;
  name: string;
}

/** A line of the legend: a heading, a shape in a colour, or a line. */
export interface Entry {
  text: string;
  isHeading?: boolean;
  shape?: keyof typeof SHAPES;
  colour?: string;
  dash?: readonly number[];
}

/** The picture that a view shows: what lies outside it is left out. */
export function pictureOf(field: Field, look: Look, view: View, emphasis: Emphasis): Picture {
  const { front } = emphasis;
  const at = (node: number): readonly [number, number] => [field.x[node]! * view.scaleX + view.left, field.y[node]! * view.scaleY + view.top];
  const isSeen = ([x, y]: readonly [number, number], slack = 24): boolean => x > -slack && y > -slack && x < view.width + slack && y < view.height + slack;
  const strokes = (edges: Iterable<number>, width: number, alpha: number): Stroke[] => {
    const found: Stroke[] = [];
    const { source, target, relation } = field.network.edges;
    for (const edge of edges) {
      const kind = relation[edge]!;
      const [from, to] = [at(source[edge]!), at(target[edge]!)];
      if (look.hidden.has(field.network.relations[kind]!.id) || !crosses(from, to, view)) continue;
      found.push({ from, to, colour: hex(look.line[kind]!), width, alpha, dash: look.lines[kind]!.dash });
    }
    return found;
  };
  const marks = [...Array(field.nodes).keys()].filter((node) => isSeen(at(node))).map((node) => markOf(field, look, view, node, at(node)));
  const labels = labelsOf(field, look, view, { ...emphasis.names, measure: measurer(), covered: coverage(field, view), blocked: [] });
  return {
    width: view.width, height: view.height, title: t("network.title"), ground: hex(look.tokens.ground), text: hex(look.tokens.text),
    lines: [...strokes(Array(field.edges).keys(), 1, lineAlpha(field.edges) * (front.fade < 1 ? 0.5 : 1)), ...strokes(front.edges, front.isWay ? 3 : 1.6, 0.9)],
    marks, names: labels.map((label) => placed(label, at(label.node))), legend: legendOf(field, look),
  };
}

function markOf(field: Field, look: Look, view: View, node: number, [x, y]: readonly [number, number]): Mark {
  const fill: Rgb = look.fill[node]!;
  return {
    x, y, radius: radiusOnScreen(look.radius[node]!, look.largest, Math.abs(view.scaleX), field.nodes), shape: SHAPE_NAMES[look.shape[node]!]!,
    fill: hex(fill), edge: hex(mix(fill, look.tokens.isDark ? [255, 255, 255] : [0, 0, 0], 0.38)), name: field.network.nodes.label[node]!,
  };
}

function placed(label: Label, [x, y]: readonly [number, number]): Picture["names"][number] {
  return { x: x + label.dx, y: y + label.dy, text: label.text };
}

/** Whether a line may be seen at all. */
function crosses(from: readonly [number, number], to: readonly [number, number], view: View): boolean {
  return Math.max(from[0], to[0]) >= 0 && Math.max(from[1], to[1]) >= 0 && Math.min(from[0], to[0]) <= view.width && Math.min(from[1], to[1]) <= view.height;
}

function legendOf(field: Field, look: Look): Entry[] {
  const { network } = field;
  const byType = networkState.peek().colourBy === "type";
  const types = [...new Set(network.nodes.type)].map((type) => network.types[type]!);
  const relations = [...new Set(network.edges.relation)].filter((kind) => !look.hidden.has(network.relations[kind]!.id));
  const communities = byType ? [] : communitiesOf(network);
  return [
    ...(communities.length > 1 ? [{ text: t("network.communities"), isHeading: true }] : []),
    ...communities.map((one, rank): Entry => ({ text: shortened(communityName(one, rank), 26), shape: "circle", colour: one.colour })),
    { text: t("network.kinds"), isHeading: true },
    ...types.map((type): Entry => ({ text: kindName(type, true), shape: kindOf(type).shape, colour: byType ? kindOf(type).fill : hex(look.tokens.muted) })),
    ...(relations.length ? [{ text: t("network.relations"), isHeading: true }] : []),
    ...relations.map((kind): Entry => ({ text: shortened(network.relations[kind]!.label, 26), colour: hex(look.line[kind]!), dash: look.lines[kind]!.dash })),
  ];
}
