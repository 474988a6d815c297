import type { MapData, Measure } from "../types";
import { type Catalogue, greatest, type Language, NONE, numbersOf } from "./catalogue";
import type { Selection } from "./selection";

const COUNTED: Record<Measure, string> = { projects: "Project", money: "Project", organisations: "Organisation", candidates: "Project" };

/** What there is in each region of a level, and where things are known to lie (graph/catalogue/regions.py). */
export function regionCounts(catalogue: Catalogue, selection: Selection, measure: Measure, level: number, language: Language): MapData {
  const { about, block } = catalogue;
  const counted = about.types.indexOf(COUNTED[measure]);
  const holds = Uint8Array.from(selection.holds, (held, at) => (catalogue.type[at] === counted ? held : 0));
  const counts = catalogue.counts("region", holds);
  const money = measure === "money" ? moneyOf(catalogue, holds, selection.filter.currency) : null;
  const levels = block.ints("region.level");
  const regions: MapData["regions"] = [];
  counts.forEach((count, at) => {
    const isMeant = [`nuts${level}`, "country"].includes(about.levels[levels[at]!]!);
    if (!isMeant || count === 0) return;
    const id = catalogue.value("region", at);
    const value = money ? money.of(catalogue.row("region.by_value", at)) : count;
    regions.push({ id, code: codeOf(id), label: catalogue.valueLabel("region", at, language), value, count });
  });
  return { level, measure, regions, points: points(catalogue, selection.holds, language), macro: macro(catalogue, language), currency: money?.currency ?? "" };
}

function moneyOf(catalogue: Catalogue, holds: Uint8Array, wanted: string): { currency: string; of: (things: Int32Array) => number | null } {
  const { block, about } = catalogue;
  const [thing, of, amount] = [block.ints("money.thing"), block.ints("money.currency"), block.floats("money.amount")];
  const rows = [...thing.keys()].filter((i) => holds[thing[i]!]);
  const often = new Int32Array(about.currencies.length);
  for (const i of rows) often[of[i]!]!++;
  const named = wanted ? catalogue.currency(wanted) : NONE;
  const currency = named !== NONE ? named : greatest(often);
  const known = new Map(rows.filter((i) => of[i] === currency).map((i) => [thing[i]!, amount[i]!]));
  const sum = (things: Int32Array): number | null => {
    const held = [...things].filter((at) => known.has(at));
    return held.length ? held.reduce((total, at) => total + known.get(at)!, 0) : null;
  };
  return { currency: rows.length ? (about.currencies[currency] ?? "") : "", of: sum };
}

function points(catalogue: Catalogue, holds: Uint8Array, language: Language): MapData["points"] {
  const { block } = catalogue;
  const point = block.ints("point");
  const only = new Map<number, { first: number; count: number }>();
  for (const at of numbersOf(holds)) {
    if (point[at] === NONE) continue;
    const known = only.get(point[at]!);
    if (known) known.count++;
    else only.set(point[at]!, { first: at, count: 1 });
  }
  const [lon, lat, region] = [block.floats("points.longitude"), block.floats("points.latitude"), block.ints("points.region")];
  return [...only].sort(([a], [b]) => a - b).map(([spot, { first, count }]) => {
    const number = count > 1 && region[spot] !== NONE ? region[spot]! : first;
    return { ...catalogue.thing(number, language), lon: rounded(lon[spot]!), lat: rounded(lat[spot]!), count };
  });
}

function macro(catalogue: Catalogue, language: Language): MapData["macro"] {
  const told = catalogue.about.macro.map(({ id, codes, definition }) => ({
    id,
    label: catalogue.label(catalogue.number(id), language),
    codes,
    definition: definition[language] ?? definition[""] ?? definition.de ?? definition.en ?? Object.values(definition)[0] ?? "",
  }));
  return told.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}

/** "DE21" from the IRI of a region of the NUTS, else the end of the IRI. */
function codeOf(iri: string): string {
  return iri.slice(iri.lastIndexOf("/") + 1);
}

/** To a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
