import { describe, expect, it } from "vitest";
import { example, exampleField } from "./example";
import { altered, fieldOf, linksAt, neighbours, put, within } from "./field";
import { gridOf, near } from "./grid";
import { placesOf } from "./places";
import { radii, weights } from "./radii";
import { start, step } from "./walk";

const CROSS = [[0, 0], [10, 1], [-10, 0], [0, 10], [1, -10]] as const;
const SPOKES = [[0, 1], [0, 2], [3, 0], [0, 4]] as const;
const NONE = { nodes: [], edges: [] };

describe("a field", () => {
  it("knows the links of each thing, in both directions", () => {
    const field = exampleField(CROSS, SPOKES);
    expect(neighbours(field, 0)).toEqual([1, 2, 3, 4]);
    expect(neighbours(field, 3)).toEqual([0]);
    expect([...linksAt(field, 4)]).toEqual([3]);
    expect(within(field, [0, 1, 3])).toEqual([0, 2]);
  });

  it("puts pinned things where they were put, and back", () => {
    const network = example(CROSS, SPOKES);
    const field = fieldOf(network, placesOf(network, null), { n1: [5, 6], gone: [0, 0] });
    expect([field.x[1], field.y[1]]).toEqual([5, 6]);
    expect(put(field, 1, [5, 6])).toBe(false);
    expect(put(field, 1, null)).toBe(true);
    expect([field.x[1], field.y[1]]).toEqual([10, 1]);
  });

  it("leaves hidden things out, with their links", () => {
    const network = altered(example(CROSS, SPOKES), ["n1", "unknown"], NONE);
    expect(network.nodes.id).toEqual(["n0", "n2", "n3", "n4"]);
    expect(network.edges).toEqual({ source: [0, 2, 0], target: [1, 0, 3], relation: [1, 0, 1] });
  });

  it("is the answer itself where nothing is hidden or added", () => {
    const network = example(CROSS, SPOKES);
    expect(altered(network, ["unknown"], NONE)).toBe(network);
  });

  it("adds things that the answer lacks, beside what they are linked to, and each link once", () => {
    const extra = {
      nodes: [{ id: "new", label: "New", type: "Venue" }, { id: "n0", label: "Thing 0", type: "Project" }],
      edges: [{ from: "new", to: "n1", relation: "at", label: "at" }, { from: "n1", to: "n0", relation: "r0", label: "funds" }],
    };
    const network = altered(example(CROSS, SPOKES), [], extra);
    expect(network.nodes.id).toHaveLength(6);
    expect(network.edges.source).toHaveLength(5);
    const places = placesOf(network, null);
    expect(Math.hypot(places.x[5]! - 10, places.y[5]! - 1)).toBeLessThan(15);
  });
});

describe("places", () => {
  it("stay for things that stay, whatever the new answer's scale", () => {
    const former = exampleField(CROSS, SPOKES);
    const wider = example([...CROSS.map(([x, y]) => [x * 3 + 100, y * 3] as const), [103, 33]], [...SPOKES, [3, 5]]);
    const places = placesOf(wider, former);
    expect(places.isSame).toBe(true);
    expect([...places.x].slice(0, 5)).toEqual(CROSS.map(([x]) => x));
    expect([places.x[5], places.y[5]]).toEqual([1, 11]);
  });

  it("begin anew for another selection", () => {
    const other = example(CROSS, SPOKES);
    other.nodes.id = other.nodes.id.map((id) => `other-${id}`);
    expect(placesOf(other, exampleField(CROSS, SPOKES)).isSame).toBe(false);
  });
});

describe("radii", () => {
  it("never let discs overlap, in any of many random networks", () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (let round = 0; round < 30; round += 1) {
      const count = 2 + Math.floor(random() * 80);
      const places = Array.from({ length: count }, () => [random() * 100, random() * 20] as const);
      const network = example(places, places.map((_, i) => [i, Math.floor(random() * random() * count)] as const));
      const [x, y] = [Float32Array.from(network.nodes.x), Float32Array.from(network.nodes.y)];
      const found = radii(x, y, weights(network, "links"));
      let overlap = 0;
      for (let i = 0; i < count; i += 1) for (let j = i + 1; j < count; j += 1) overlap = Math.max(overlap, found[i]! + found[j]! - Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!));
      expect(overlap).toBeLessThan(1e-4);
    }
  });

  it.each([["links", [1, 4]], ["same", [1.6, 1.6]]] as const)("by %s", (by, [least, most]) => {
    const found = weights(example([[0, 0], [1, 0], [2, 0]], [[0, 1], [0, 2], [0, 1], [0, 2]]), by);
    expect(Math.max(...found)).toBeCloseTo(most);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(least - 1e-6);
  });
});

describe("cells", () => {
  it("hold each thing near a place", () => {
    const x = Float32Array.from([0, 5, 9.5, 10]);
    const y = Float32Array.from([0, 5, 9.5, 10]);
    const found: number[] = [];
    near(gridOf(x, y), 10, 10, 1, (point) => found.push(point));
    expect(found).toEqual(expect.arrayContaining([2, 3]));
  });

  it("take a single thing", () => {
    const found: number[] = [];
    near(gridOf(Float32Array.of(3), Float32Array.of(4)), 3, 4, 1, (point) => found.push(point));
    expect(found).toEqual([0]);
  });
});

describe("walking", () => {
  it.each([["right", 1], ["left", 2], ["up", 3], ["down", 4]] as const)("goes %s to a linked thing", (way, to) => {
    expect(step(exampleField(CROSS, SPOKES), 0, way)).toBe(to);
  });

  it("stays where nothing is linked that way", () => {
    expect(step(exampleField(CROSS, SPOKES), 1, "right")).toBe(-1);
  });

  it("begins at what is looked at, else at the most linked", () => {
    const field = exampleField(CROSS, SPOKES);
    expect([start(field, "n3"), start(field, "")]).toEqual([3, 0]);
  });
});
