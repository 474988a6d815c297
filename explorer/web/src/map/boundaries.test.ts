import { beforeAll, describe, expect, it } from "vitest";
import type { MapData } from "../data/types";
import { type Boundaries, boundaries } from "./boundaries";
import { homeOf } from "./home";
import { placeOf } from "./plane";

let map: Boundaries;
beforeAll(async () => {
  map = await boundaries();
});

const TOWNS: [string, number, number, string[]][] = [
  ["München", 11.575, 48.137, ["DE", "DE2", "DE21", "DE212"]],
  ["Paris", 2.351, 48.857, ["FR", "FR1", "FR10", "FR101"]],
  ["Roma", 12.483, 41.893, ["IT", "ITI", "ITI4", "ITI43"]],
  ["Sofia", 23.324, 42.697, ["BG", "BG4", "BG41", "BG411"]],
  ["Saint-Denis, Réunion", 55.45, -20.95, ["FR", "FRY", "FRY4", "FRY40"]],
  ["Simferopol", 34.1, 44.95, ["UA"]],
  ["Brasília", -47.9, -15.8, ["BR"]],
];

describe("the boundaries", () => {
  it.each(TOWNS)("%s lies in its regions and countries", (_, lon, lat, codes) => {
    for (const code of codes) expect(holds(map.shape(code)!.path(0.1), placeOf(lon, lat)), code).toBe(true);
  });

  it("have the middle of each region in it", () => {
    for (const code of ["DE4", "DE9", "DE300", "NO", "HR03", "ITC"]) {
      expect(holds(map.shape(code)!.path(0.1), map.shape(code)!.middle), code).toBe(true);
    }
  });

  it.each([["DE2", false], ["DE4", false], ["ITI43", false], ["DE21H", true]])("of %s are approximate: %s", (code, is) => {
    expect(map.isApproximate(code)).toBe(is);
  });

  it("know the countries that the NUTS calls otherwise", () => {
    expect(map.shape("GB")).toEqual(expect.objectContaining({ box: map.shape("UK")!.box }));
    expect(map.shape("ZZ")).toBeNull();
  });
});

describe("the first view", () => {
  const data = (counts: Record<string, number>): MapData => ({
    level: 0, measure: "projects", points: [], macro: [], currency: "",
    regions: Object.entries(counts).map(([code, count]) => ({ id: code, code, label: code, value: count, count })),
  });
  it.each([
    ["Germany, where nearly all is German", { DE: 90, AT: 5, CH: 5 }, ["DE"]],
    ["Germany, where there is nothing", {}, ["DE"]],
    ["the country itself, not its islands overseas", { FR: 4 }, ["FR"]],
  ])("is %s", (_, counts, codes) => {
    expect(homeOf(data(counts), map)).toEqual(map.shape(codes[0]!)!.box);
  });
});

/** Whether a path of straight lines holds a point (even-odd). */
function holds(path: string, [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (const ring of path.split("M").slice(1)) {
    const points = ring.replace("Z", "").split("L").map((point) => point.split(",").map(Number) as [number, number]);
    points.forEach(([x1, y1], at) => {
      const [x2, y2] = points[(at + 1) % points.length]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    });
  }
  return inside;
}
