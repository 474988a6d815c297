import type { Overlay } from "../state/overlay";
import type { PathStep } from "../data/types";
import { type Field, linksAt, neighbours, within } from "./field";
import type { Community } from "./palette";
import { membersOf } from "./palette";
import type { Names } from "./stage";
import { type Front, NO_FRONT } from "./view";

export interface Emphasis {
  front: Front;
  names: Names;
}

export const NO_EMPHASIS: Emphasis = { front: NO_FRONT, names: { first: [], strong: new Set(), withOthers: true } };

/** What stands out is decided by these, the first that applies before the next. */
export interface Attention {
  hovered: number;
  hoveredLink: number;
  lit: number | null;
  communities: readonly Community[];
  way: readonly PathStep[];
  overlay: Overlay | null;
  chosen: readonly string[];
  focus: string;
  cursor: string;
  hiddenRelations: ReadonlySet<string>;
}

/** So many links of what is marked are drawn strongly; with more, nothing would stand out. */
const MOST_LINKS = 4000;

export function emphasisOf(field: Field, attention: Attention): Emphasis {
  const numbers = (ids: readonly string[]): number[] => ids.map((id) => field.at.get(id)).filter((node) => node !== undefined);
  const ringed = numbers([...new Set([...attention.chosen, attention.cursor])]);
  const strong = numbers([attention.focus, attention.cursor]);
  const found = { ...of(field, attention, numbers), ringed };
  if (attention.hoveredLink >= 0) {
    const { source, target } = field.network.edges;
    found.edges = [...found.edges, attention.hoveredLink];
    strong.push(source[attention.hoveredLink]!, target[attention.hoveredLink]!);
  }
  const isShown = (edge: number): boolean => !attention.hiddenRelations.has(field.network.relations[field.network.edges.relation[edge]!]!.id);
  return {
    front: { ...found, edges: found.edges.filter((edge) => edge < field.edges && (isShown(edge) || found.isWay)) },
    names: { first: [...ringed, ...byLinks(field, found.nodes)].slice(0, 300), strong: new Set([...found.named, ...strong]), withOthers: found.fade > 0.5 },
  };
}

type Found = Omit<Front, "ringed"> & { named: number[] };

function of(field: Field, attention: Attention, numbers: (ids: readonly string[]) => number[]): Found {
  const { hovered, lit, way, overlay, chosen } = attention;
  const plain = { isWay: false, named: [] };
  if (hovered >= 0 && hovered < field.nodes) {
    return { ...plain, nodes: [...neighbours(field, hovered), hovered], edges: [...linksAt(field, hovered)], fade: 0.25, named: [hovered] };
  }
  if (lit !== null) {
    const nodes = membersOf(field.network, attention.communities, lit);
    return { ...plain, nodes, edges: few(within(field, nodes)), fade: 0.2 };
  }
  if (way.length > 0) return onWay(field, way, numbers);
  if (overlay) {
    const nodes = numbers(overlay.nodes.map(({ id }) => id));
    return { ...plain, nodes, edges: few(within(field, nodes)), fade: 0.3 };
  }
  const marked = numbers(chosen);
  if (marked.length === 0) return { ...plain, nodes: [], edges: [], fade: 1 };
  if (marked.length > 1) return { ...plain, nodes: marked, edges: few(within(field, marked)), fade: 0.6 };
  return { ...plain, nodes: neighbours(field, marked[0]!), edges: few([...linksAt(field, marked[0]!)]), fade: 0.6 };
}

function onWay(field: Field, way: readonly PathStep[], numbers: (ids: readonly string[]) => number[]): Found {
  const nodes = numbers([...new Set(way.flatMap((step) => [step.from.id, step.to.id]))]);
  const edges = way.map((step) => {
    const [from, to] = numbers([step.from.id, step.to.id]);
    if (from === undefined || to === undefined) return -1;
    return [...linksAt(field, from)].find((edge) => field.network.edges.source[edge] === to || field.network.edges.target[edge] === to) ?? -1;
  });
  return { nodes, edges: edges.filter((edge) => edge >= 0), fade: 0.25, isWay: true, named: nodes };
}

function few(edges: number[]): number[] {
  return edges.length > MOST_LINKS ? [] : edges;
}

function byLinks(field: Field, nodes: readonly number[]): number[] {
  const { links } = field.network.nodes;
  return nodes.length > 5000 ? [...nodes] : [...nodes].sort((one, other) => links[other]! - links[one]!);
}
