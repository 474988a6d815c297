import type { Network } from "../types";
import type { NetworkRequest } from "../source";
import { type Catalogue, type Language, NONE, numbersOf } from "./catalogue";
import type { Selection } from "./selection";

/** What is found, what it is linked to, and the links among all of these (graph/catalogue/links.py). */
export function network(catalogue: Catalogue, selection: Selection, request: NetworkRequest, language: Language): Network {
  const { links } = catalogue;
  const found = numbersOf(selection.holds);
  const node = [...found].sort((a, b) => links[b]! - links[a]! || a - b).slice(0, Math.max(request.limit, 0));
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
  const currency = catalogue.currency(selection.filter.currency);
  const money = amounts(catalogue, currency);
  const [x, y, community] = [block.floats("x"), block.floats("y"), block.ints("community")];
  const of = (values: ArrayLike<number>): number[] => node.map((at) => values[at]!);
  const matched = of(selection.holds);
  return {
    found,
    shown: matched.reduce((sum, one) => sum + one, 0),
    nodes: {
      id: node.map((at) => catalogue.iri(at)),
      label: node.map((at) => catalogue.label(at, language)),
      type: of(catalogue.type),
      x: of(x),
      y: of(y),
      community: of(community),
      links: of(catalogue.links),
      amount: node.map((at) => money.get(at) ?? null),
      matched,
    },
    edges,
    types: about.types,
    relations: about.relations.map((one) => ({ id: one.id, label: one[language] })),
    communities: about.communities.map((one) => one[language]),
    currency: about.currencies[currency] ?? "",
  };
}

function amounts(catalogue: Catalogue, currency: number): Map<number, number> {
  const { block } = catalogue;
  const [thing, of, amount] = [block.ints("money.thing"), block.ints("money.currency"), block.floats("money.amount")];
  const found = new Map<number, number>();
  for (let i = 0; i < thing.length; i++) if (of[i] === currency) found.set(thing[i]!, amount[i]!);
  return found;
}
