import type { Network } from "../types";
import type { NetworkRequest } from "../source";
import { type Catalogue, greatest, type Language, NONE, numbersOf } from "./catalogue";
import type { Selection } from "./selection";

/**
 * What is found, what it is linked to, and the links among all of these (graph/catalogue/links.py).
 *
 * Where more is found than is drawn, two thirds are what the most linked are linked to: hubs alone have no links.
 */
export function network(catalogue: Catalogue, selection: Selection, request: NetworkRequest, language: Language): Network {
  const found = numbersOf(selection.holds);
  const node = matchedFirst(catalogue, found, request.limit);
  const place = new Int32Array(catalogue.size).fill(NONE);
  node.forEach((number, at) => (place[number] = at));
  const matched = new Set(node);
  for (const number of others(catalogue, matched, request)) {
    if (node.length >= request.limit) break;
    if (place[number] !== NONE) continue;
    place[number] = node.length;
    node.push(number);
  }
  return drawn(catalogue, node, place, selection, found.length, language);
}

function matchedFirst(catalogue: Catalogue, found: readonly number[], limit: number): number[] {
  const { links } = catalogue;
  const ordered = [...found].sort((a, b) => links[b]! - links[a]! || a - b);
  if (found.length <= limit) return ordered;
  const hubs = ordered.slice(0, Math.max(Math.floor(limit / 3), 1));
  const ties = touching(catalogue, new Set(hubs));
  const rest = ordered.slice(hubs.length).sort((a, b) => ties[b]! - ties[a]! || links[b]! - links[a]! || a - b);
  return [...hubs, ...rest].slice(0, Math.max(limit, 0));
}

/** What is drawn beside what is found, the most linked first. */
function* others(catalogue: Catalogue, matched: ReadonlySet<number>, request: NetworkRequest): Generator<number> {
  const { links, known } = catalogue;
  const wanted = request.expand.map((iri) => catalogue.number(iri)).filter((at) => at !== NONE && known[at]);
  if (wanted.length) {
    const ties = touching(catalogue, new Set(wanted));
    yield* wanted;
    yield* [...ties.keys()].filter((at) => ties[at]! > 0 && known[at]).sort((a, b) => links[b]! - links[a]! || a - b);
  }
  if (request.context) {
    const isActor = catalogue.ofTypes(catalogue.about.actors);
    const ties = touching(catalogue, matched);
    const near = [...ties.keys()].filter((at) => ties[at]! > 0 && known[at] && isActor[catalogue.type[at]!] && !matched.has(at));
    yield* near.sort((a, b) => ties[b]! - ties[a]! || links[b]! - links[a]! || a - b);
  }
}

/** How many links each thing has with what is chosen. */
function touching(catalogue: Catalogue, chosen: ReadonlySet<number>): Int32Array {
  const [source, target] = [catalogue.block.ints("edge.source"), catalogue.block.ints("edge.target")];
  const found = new Int32Array(catalogue.size);
  for (let i = 0; i < source.length; i++) {
    if (chosen.has(source[i]!)) found[target[i]!]!++;
    if (chosen.has(target[i]!)) found[source[i]!]!++;
  }
  return found;
}

function drawn(catalogue: Catalogue, node: number[], place: Int32Array, selection: Selection, found: number, language: Language): Network {
  const { block, about } = catalogue;
  const [source, target, relation] = [block.ints("edge.source"), block.ints("edge.target"), block.ints("edge.relation")];
  const edges: Network["edges"] = { source: [], target: [], relation: [] };
  for (let i = 0; i < source.length; i++) {
    const [from, to] = [place[source[i]!]!, place[target[i]!]!];
    if (from === NONE || to === NONE) continue;
    edges.source.push(from);
    edges.target.push(to);
    edges.relation.push(relation[i]!);
  }
  const types = used(node.map((at) => catalogue.type[at]!));
  const relations = used(edges.relation);
  edges.relation = relations.places;
  const currency = usual(catalogue, node, selection.filter.currency);
  const [amount, money] = [block.floats("amount"), block.ints("currency")];
  const [x, y, community] = [block.ints("x"), block.ints("y"), block.ints("community")]; // in tenths of a pixel
  const of = (values: ArrayLike<number>): number[] => node.map((at) => values[at]!);
  const matched = of(selection.holds);
  return {
    found,
    shown: matched.reduce((sum, one) => sum + one, 0),
    nodes: {
      id: node.map((at) => catalogue.iri(at)),
      label: node.map((at) => catalogue.label(at, language)),
      type: types.places,
      x: of(x).map((tenth) => tenth / 10),
      y: of(y).map((tenth) => tenth / 10),
      community: of(community),
      links: of(catalogue.links),
      amount: node.map((at) => (currency !== NONE && money[at] === currency ? amount[at]! : null)),
      matched,
    },
    edges,
    types: types.numbers.map((at) => about.types[at]!),
    relations: relations.numbers.map((at) => ({ id: about.relations[at]!.name, label: about.relations[at]![language] })),
    communities: about.communities.map((one) => one[language]),
    currency: about.currencies[currency] ?? "",
  };
}

/** The numbers that occur, ascending, and for each place which of these stands there. */
function used(numbers: readonly number[]): { numbers: number[]; places: number[] } {
  const found = [...new Set(numbers)].sort((a, b) => a - b);
  const place = new Map(found.map((number, at) => [number, at]));
  return { numbers: found, places: numbers.map((number) => place.get(number)!) };
}

/** The currency that was chosen, else that which most of the things have. */
function usual(catalogue: Catalogue, node: readonly number[], wanted: string): number {
  const of = catalogue.block.ints("currency");
  const counts = new Int32Array(catalogue.about.currencies.length);
  let isAny = false;
  for (const at of node) {
    if (of[at] === NONE) continue;
    counts[of[at]!]!++;
    isAny = true;
  }
  if (!isAny) return NONE;
  const chosen = wanted ? catalogue.currency(wanted) : NONE;
  return chosen === NONE ? greatest(counts) : chosen;
}
