import type { Network, Thing } from "../data/types";
import { gridOf, type Grid } from "./grid";

/** A network ready to be drawn and walked: typed columns and the links of each node. */
export interface Field {
  network: Network;
  nodes: number;
  edges: number;
  /** Number of each thing by its IRI. */
  at: Map<string, number>;
  x: Float32Array;
  y: Float32Array;
  /** Where things are when nothing is pinned. */
  home: { x: Float32Array; y: Float32Array };
  /** The links of node i are `ends[k]`, by edge `via[k]`, from `begins[i]` to before `begins[i + 1]`. */
  begins: Uint32Array;
  ends: Uint32Array;
  via: Uint32Array;
  /** Numbers of nodes, those with most links first; what was matched before what is context. */
  ranks: Uint32Array;
  /** Cells of the positions; null after a thing was moved, until it is asked for. */
  grid: Grid | null;
}

/** Things and links that are drawn although the answer does not hold them. */
export interface Extra {
  nodes: Thing[];
  edges: { from: string; to: string; relation: string; label: string }[];
}

export function fieldOf(network: Network, positions: { x: Float32Array; y: Float32Array }, pinned: Record<string, [number, number]> = {}): Field {
  const nodes = network.nodes.id.length;
  const at = new Map<string, number>();
  network.nodes.id.forEach((id, i) => at.set(id, i));
  const field: Field = {
    network, nodes, edges: network.edges.source.length, at, x: positions.x.slice(), y: positions.y.slice(), home: positions,
    ...linksOf(nodes, network.edges.source, network.edges.target), ranks: ranksOf(network), grid: null,
  };
  for (const [id, place] of Object.entries(pinned)) put(field, at.get(id), place);
  return field;
}

/** Put a thing somewhere, or with null back to where it belongs; whether that changed anything. */
export function put(field: Field, node: number | undefined, place: readonly [number, number] | null): boolean {
  if (node === undefined) return false;
  const [x, y] = place ?? [field.home.x[node]!, field.home.y[node]!];
  if (!Number.isFinite(x) || !Number.isFinite(y) || (field.x[node] === Math.fround(x) && field.y[node] === Math.fround(y))) return false;
  field.x[node] = x;
  field.y[node] = y;
  field.grid = null;
  return true;
}

export function gridIn(field: Field): Grid {
  return (field.grid ??= gridOf(field.x, field.y));
}

/** The numbers of things linked to a thing, each once. */
export function neighbours(field: Field, node: number): number[] {
  return [...new Set(field.ends.subarray(field.begins[node], field.begins[node + 1]))];
}

/** The numbers of the links that a thing has. */
export function linksAt(field: Field, node: number): Uint32Array {
  return field.via.subarray(field.begins[node], field.begins[node + 1]);
}

/** The networks's edges between things of a set. */
export function within(field: Field, nodes: Iterable<number>): number[] {
  const inside = new Set(nodes);
  const found: number[] = [];
  for (const node of inside) {
    for (const edge of linksAt(field, node)) {
      if (field.network.edges.source[edge] === node && inside.has(field.network.edges.target[edge]!)) found.push(edge);
    }
  }
  return found;
}

function linksOf(nodes: number, source: number[], target: number[]): Pick<Field, "begins" | "ends" | "via"> {
  const begins = new Uint32Array(nodes + 1);
  for (let edge = 0; edge < source.length; edge += 1) {
    begins[source[edge]! + 1]! += 1;
    begins[target[edge]! + 1]! += 1;
  }
  for (let i = 0; i < nodes; i += 1) begins[i + 1]! += begins[i]!;
  const next = begins.slice();
  const ends = new Uint32Array(source.length * 2);
  const via = new Uint32Array(source.length * 2);
  const add = (from: number, to: number, edge: number): void => {
    const place = next[from]!++;
    ends[place] = to;
    via[place] = edge;
  };
  for (let edge = 0; edge < source.length; edge += 1) {
    add(source[edge]!, target[edge]!, edge);
    add(target[edge]!, source[edge]!, edge);
  }
  return { begins, ends, via };
}

function ranksOf(network: Network): Uint32Array {
  const { links, matched } = network.nodes;
  const score = Float64Array.from(links, (count, i) => count + (matched[i] ? 1e9 : 0));
  return Uint32Array.from(links, (_, i) => i).sort((one, other) => score[other]! - score[one]! || one - other);
}

/** The network without some things, and with others beside; the same object where neither is asked for. */
export function altered(network: Network, hidden: readonly string[], extra: Extra): Network {
  const gone = new Set(hidden);
  const known = new Set(network.nodes.id);
  const missing = extra.nodes.filter((thing) => !known.has(thing.id));
  if (!network.nodes.id.some((id) => gone.has(id)) && missing.length === 0 && extra.edges.length === 0) return network;
  return plus(minus(network, gone), { nodes: extra.nodes.filter((thing) => !gone.has(thing.id)), edges: extra.edges });
}

function minus(network: Network, gone: ReadonlySet<string>): Network {
  const kept: number[] = [];
  const number = new Int32Array(network.nodes.id.length).fill(-1);
  network.nodes.id.forEach((id, i) => {
    if (gone.has(id)) return;
    number[i] = kept.length;
    kept.push(i);
  });
  const take = <T>(values: T[]): T[] => kept.map((i) => values[i]!);
  const { nodes, edges } = network;
  const left = edges.source.map((_, k) => k).filter((k) => number[edges.source[k]!]! >= 0 && number[edges.target[k]!]! >= 0);
  return {
    ...network,
    nodes: {
      id: take(nodes.id), label: take(nodes.label), type: take(nodes.type), x: take(nodes.x), y: take(nodes.y),
      community: take(nodes.community), links: take(nodes.links), amount: take(nodes.amount), matched: take(nodes.matched),
    },
    edges: {
      source: left.map((k) => number[edges.source[k]!]!), target: left.map((k) => number[edges.target[k]!]!), relation: left.map((k) => edges.relation[k]!),
    },
  };
}

function plus(network: Network, extra: Extra): Network {
  const nodes = { ...network.nodes };
  for (const key of Object.keys(nodes) as (keyof Network["nodes"])[]) nodes[key] = [...nodes[key]] as never;
  const edges = { source: [...network.edges.source], target: [...network.edges.target], relation: [...network.edges.relation] };
  const types = [...network.types];
  const relations = [...network.relations];
  const at = new Map(nodes.id.map((id, i) => [id, i]));
  const indexIn = <T>(list: T[], isIt: (one: T) => boolean, value: T): number => {
    const found = list.findIndex(isIt);
    return found >= 0 ? found : list.push(value) - 1;
  };
  const degree = (id: string): number => extra.edges.filter((edge) => edge.from === id || edge.to === id).length;
  for (const thing of extra.nodes) {
    if (at.has(thing.id)) continue;
    at.set(thing.id, nodes.id.length);
    nodes.id.push(thing.id);
    nodes.label.push(thing.label);
    nodes.type.push(indexIn(types, (type) => type === thing.type, thing.type));
    nodes.x.push(NaN); // no place of its own: beside what it is linked to
    nodes.y.push(NaN);
    nodes.community.push(-1);
    nodes.links.push(degree(thing.id));
    nodes.amount.push(null);
    nodes.matched.push(0);
  }
  const drawn = new Set(edges.source.map((from, k) => pair(from, edges.target[k]!)));
  for (const { from, to, relation, label } of extra.edges) {
    const [source, target] = [at.get(from), at.get(to)];
    if (source === undefined || target === undefined || drawn.has(pair(source, target))) continue;
    drawn.add(pair(source, target));
    edges.source.push(source);
    edges.target.push(target);
    edges.relation.push(indexIn(relations, (one) => one.id === relation, { id: relation, label }));
  }
  return { ...network, nodes, edges, types, relations };
}

function pair(one: number, other: number): number {
  return Math.min(one, other) * 4294967296 + Math.max(one, other);
}
