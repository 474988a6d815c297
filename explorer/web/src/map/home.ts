import type { MapData } from "../data/types";
import type { Boundaries } from "./boundaries";
import { around, type Box } from "./plane";

/** As much of the counts as the first view has to show. */
const SHARE = 0.85;
/** What is seen where there is nothing to count: Germany. */
const NOWHERE = ["DE"];

/** The part of the plane that holds most of what was counted: the countries with most, until they have enough. */
export function homeOf(data: MapData, map: Boundaries): Box {
  const counts = new Map<string, number>();
  for (const { code, count } of data.regions) {
    const country = code.slice(0, 2);
    counts.set(country, (counts.get(country) ?? 0) + count);
  }
  const sorted = [...counts].filter(([code, count]) => count > 0 && map.shape(code)).sort((one, other) => other[1] - one[1]);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  const home: string[] = [];
  let held = 0;
  for (const [code, count] of sorted) {
    if (held >= SHARE * all) break;
    home.push(code);
    held += count;
  }
  return around((home.length ? home : NOWHERE).map((code) => map.shape(code)!.box))!;
}
