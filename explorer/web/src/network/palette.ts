import type { Network } from "../data/types";
import { kindOf } from "../kinds";
import type { ColourBy } from "../state/state";

export type Rgb = readonly [number, number, number];

/** Ten hues that stay apart for people with any kind of colour vision: Okabe and Ito's, then darker and lighter ones. */
export const COMMUNITY_COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a6fc4", "#b8ad1f", "#8c5a2b", "#117a8b"] as const;
export const OTHER_COLOUR = "#98a1aa";

/** A colour and a dash, so that relations differ by more than hue: [] is a whole line, else pixels on and off. */
export interface LineStyle {
  colour: string;
  dash: readonly [] | readonly [number, number];
}

const LINES: readonly LineStyle[] = [
  { colour: "#5f7182", dash: [] }, { colour: "#0072b2", dash: [] }, { colour: "#c75a00", dash: [] }, { colour: "#00875f", dash: [] },
  { colour: "#a8528a", dash: [7, 4] }, { colour: "#9c7500", dash: [7, 4] }, { colour: "#2f8fc4", dash: [2, 3] }, { colour: "#6a5fb8", dash: [2, 3] },
  { colour: "#8c5a2b", dash: [7, 4] }, { colour: "#7d868f", dash: [2, 3] },
];

export interface Community {
  /** Number of the community in the answer; -1 for all that have no colour of their own. */
  number: number;
  name: string;
  count: number;
  colour: string;
}

/** The largest communities with their colours, those of most things first, and the rest together in grey. */
export function communitiesOf(network: Network): Community[] {
  const counts = new Map<number, number>();
  for (const number of network.nodes.community) counts.set(number, (counts.get(number) ?? 0) + 1);
  const sorted = [...counts].filter(([number, count]) => number >= 0 && count > 1).sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const named = sorted.slice(0, COMMUNITY_COLOURS.length);
  const found: Community[] = named.map(([number, count], rank) => ({ number, name: network.communities[number] ?? "", count, colour: COMMUNITY_COLOURS[rank]! }));
  const rest = network.nodes.id.length - found.reduce((sum, one) => sum + one.count, 0);
  return rest > 0 ? [...found, { number: -1, name: "", count: rest, colour: OTHER_COLOUR }] : found;
}

/** The numbers of the things of a community of the legend. */
export function membersOf(network: Network, communities: readonly Community[], number: number): number[] {
  const named = new Set(communities.filter((one) => one.number >= 0).map((one) => one.number));
  const isIn = number >= 0 ? (one: number): boolean => one === number : (one: number): boolean => !named.has(one);
  return [...network.nodes.community.keys()].filter((i) => isIn(network.nodes.community[i]!));
}

/** The colour of each thing. */
export function colours(network: Network, by: ColourBy): string[] {
  if (by === "type") {
    const fills = network.types.map((type) => kindOf(type).fill);
    return network.nodes.type.map((type) => fills[type]!);
  }
  const own = new Map(communitiesOf(network).map(({ number, colour }) => [number, colour]));
  return network.nodes.community.map((number) => own.get(number) ?? OTHER_COLOUR);
}

/** The look of each relation of the answer: those with most links first get the colours that differ most. */
export function linesOf(network: Network): LineStyle[] {
  const counts = new Array<number>(network.relations.length).fill(0);
  for (const relation of network.edges.relation) counts[relation]! += 1;
  const order = [...counts.keys()].sort((one, other) => counts[other]! - counts[one]! || one - other);
  const found = new Array<LineStyle>(counts.length);
  order.forEach((relation, rank) => (found[relation] = LINES[Math.min(rank, LINES.length - 1)]!));
  return found;
}

/** Red, green and blue, 0 to 255, of "#rgb", "#rrggbb" or "rgb(…)". */
export function rgb(text: string): Rgb {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (digits) {
    const long = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
    return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16)) as unknown as Rgb;
  }
  const parts = text.match(/[\d.]+/g)?.map(Number) ?? [];
  return [parts[0] ?? 128, parts[1] ?? 128, parts[2] ?? 128];
}

export function mix(one: Rgb, other: Rgb, share: number): Rgb {
  return [0, 1, 2].map((at) => Math.round(one[at]! * (1 - share) + other[at]! * share)) as unknown as Rgb;
}

export function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
