import type { Network } from "../data/types";
import { type Field, fieldOf } from "./field";

/** A small network for tests: things at places, with links between their numbers. */
export function example(places: readonly (readonly [number, number])[], links: readonly (readonly [number, number])[], names: readonly string[] = []): Network {
  return {
    found: places.length, shown: places.length,
    nodes: {
      id: places.map((_, i) => `n${i}`), label: places.map((_, i) => names[i] ?? `Thing ${i}`), type: places.map((_, i) => i % 2),
      x: places.map(([x]) => x), y: places.map(([, y]) => y), community: places.map((_, i) => i % 3),
      links: places.map((_, i) => links.filter((link) => link.includes(i)).length), amount: places.map((_, i) => (i % 2 ? null : 1000 * i)), matched: places.map(() => 1),
    },
    edges: { source: links.map(([from]) => from), target: links.map(([, to]) => to), relation: links.map((_, k) => k % 2) },
    types: ["Project", "Organisation"], relations: [{ id: "r0", label: "funds" }, { id: "r1", label: "leads" }], communities: ["North", "South", ""], currency: "EUR",
  };
}

export function exampleField(...given: Parameters<typeof example>): Field {
  const network = example(...given);
  return fieldOf(network, { x: Float32Array.from(network.nodes.x), y: Float32Array.from(network.nodes.y) });
}
