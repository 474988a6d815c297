import type { Network } from "../data/types";
import { extent } from "./grid";
import type { Field } from "./field";

export interface Places {
  x: Float32Array;
  y: Float32Array;
  /** Whether the picture goes on: what stayed is where it was. */
  isSame: boolean;
}

// Below this share of common things a new answer is another picture.
const COMMON = 0.3;
/** Width by height that suits most screens, and how far a picture is drawn out to come near it. */
const SHAPE = 1.3;
const MOST_STRETCH = 2;
const TOLERABLE = 1.5;

/** Where things are drawn: those that stay, where they were; new ones beside what they are linked to. */
export function placesOf(network: Network, former: Field | null): Places {
  const [stretchX, stretchY] = stretched(network);
  const x = Float32Array.from(network.nodes.x, (value) => value * stretchX);
  const y = Float32Array.from(network.nodes.y, (value) => value * stretchY);
  const before = network.nodes.id.map((id) => former?.at.get(id) ?? -1);
  const common = before.reduce((count, i) => count + (i >= 0 ? 1 : 0), 0);
  const isSame = former !== null && common > 0 && common >= COMMON * Math.min(network.nodes.id.length, former.nodes);
  if (isSame) keep(network, former, before, x, y);
  settle(network, x, y);
  return { x, y, isSame };
}

/** How much wider and how much higher than given: long, flat pictures are drawn out, which leaves more room for names. */
function stretched(network: Network): [number, number] {
  const known = (values: number[]): number[] => values.filter(Number.isFinite);
  const [left, right] = extent(known(network.nodes.x));
  const [low, high] = extent(known(network.nodes.y));
  const shape = (right - left) / (high - low || 1) / SHAPE;
  if (!(shape > 0) || network.nodes.id.length < 3 || (shape > 1 / TOLERABLE && shape < TOLERABLE)) return [1, 1];
  return shape > 1 ? [1, Math.min(shape, MOST_STRETCH)] : [Math.min(1 / shape, MOST_STRETCH), 1];
}

function keep(network: Network, former: Field, before: number[], x: Float32Array, y: Float32Array): void {
  const scale = scaleBetween(former, before, x, y);
  const anchor = new Int32Array(x.length).fill(-1);
  const { source, target } = network.edges;
  for (let edge = 0; edge < source.length; edge += 1) {
    const [from, to] = [source[edge]!, target[edge]!];
    if (before[from]! < 0 && before[to]! >= 0) anchor[from] = to;
    if (before[to]! < 0 && before[from]! >= 0) anchor[to] = from;
  }
  const [givenX, givenY] = [x.slice(), y.slice()];
  for (let i = 0; i < x.length; i += 1) {
    const from = before[i]! >= 0 ? i : anchor[i]!;
    if (from < 0) continue;
    x[i] = former.home.x[before[from]!]! + (givenX[i]! - givenX[from]!) * scale;
    y[i] = former.home.y[before[from]!]! + (givenY[i]! - givenY[from]!) * scale;
  }
}

/** How much wider the former picture has the common things than the new answer. */
function scaleBetween(former: Field, before: number[], x: Float32Array, y: Float32Array): number {
  const common = before.map((_, i) => i).filter((i) => before[i]! >= 0 && Number.isFinite(x[i]!));
  const spread = (values: Iterable<number>): number => {
    const [least, most] = extent(values);
    return most - least;
  };
  const now = spread(common.map((i) => x[i]!)) + spread(common.map((i) => y[i]!));
  const was = spread(common.map((i) => former.home.x[before[i]!]!)) + spread(common.map((i) => former.home.y[before[i]!]!));
  return now > 0 && was > 0 ? was / now : 1;
}

/** Give things without a place one: in a ring around the middle of what they are linked to, or below the picture. */
function settle(network: Network, x: Float32Array, y: Float32Array): void {
  const homeless = [...x.keys()].filter((i) => !Number.isFinite(x[i]!) || !Number.isFinite(y[i]!));
  if (homeless.length === 0) return;
  const placed = [...x.keys()].filter((i) => Number.isFinite(x[i]!) && Number.isFinite(y[i]!));
  const [left, right] = extent(placed.map((i) => x[i]!));
  const [bottom, top] = extent(placed.map((i) => y[i]!));
  const span = Math.max(right - left, top - bottom, 1);
  const step = span / Math.sqrt(x.length + 1);
  const links = new Map<number, number[]>(homeless.map((i) => [i, []]));
  network.edges.source.forEach((from, edge) => {
    const to = network.edges.target[edge]!;
    links.get(from)?.push(to);
    links.get(to)?.push(from);
  });
  homeless.forEach((i, turn) => {
    const ends = links.get(i)!.filter((end) => Number.isFinite(x[end]!) && Number.isFinite(y[end]!));
    const middle = (values: Float32Array): number => ends.reduce((sum, end) => sum + values[end]!, 0) / ends.length;
    const angle = turn * 2.39996; // the golden angle: neighbours in turn never lie side by side
    x[i] = ends.length ? middle(x) + step * Math.cos(angle) : left + ((turn + 1) * span) / (homeless.length + 1);
    y[i] = ends.length ? middle(y) + step * Math.sin(angle) : bottom - 2 * step;
  });
}
