/**
 * Which region each cell of a grid is in. An administrative unit of Natural Earth whose towns all lie in one region
 * belongs to it; within any other unit a cell is in the region of the nearest town.
 */
import { Delaunay } from "d3-delaunay";
import { counted, grouped } from "./groups.mjs";
import { numberAt } from "./raster.mjs";

/** How many cells a town on the shore may lie off it. */
const SHORE = 12;
/** A region with less of its towns, and of the unit's towns, than this has not really a part in the unit. */
const STRAY = 0.12;
/** The same of the large regions (NUTS 1), which units seldom cut. */
const STRAY_LAND = 0.3;

const codeOf = (town) => town.code;
const landOf = (town) => town.code.slice(0, 3);

/**
 * Turns unit numbers into region numbers: place in `codes` and one.
 * `units` are {country}, from number 1 on, one without towns being a region of its own where `codes` has its country; `towns` are {code, point, own} with `own` for label points.
 */
export function settle(grid, units, towns, codes) {
  const numbers = new Map(codes.map((code, at) => [code, at + 1]));
  const placed = towns
    .map((town) => ({ ...town, unit: numberAt(grid, town.point, SHORE) }))
    .filter((town) => town.unit && units[town.unit - 1].country === town.code.slice(0, 2));
  const nearest = nearestByUnit(units, placed);
  const { width, cells, size } = grid;
  const before = new Int32Array(units.length + 1);
  for (let cell = 0; cell < cells.length; cell += 1) {
    const unit = cells[cell];
    if (!unit) continue;
    const { delaunay, found } = nearest[unit - 1];
    if (!found.length) {
      cells[cell] = numbers.get(units[unit - 1].country) ?? 0;
    } else if (!delaunay) {
      cells[cell] = numbers.get(found[0].code);
    } else {
      const x = ((cell % width) + grid.left + 0.5) * size;
      const y = (Math.floor(cell / width) + grid.top + 0.5) * size;
      before[unit] = delaunay.find(x, y, before[unit]);
      cells[cell] = numbers.get(found[before[unit]].code);
    }
  }
}

function nearestByUnit(units, placed) {
  const byUnit = grouped(placed, (town) => town.unit);
  const byCountry = grouped(placed, (town) => town.code.slice(0, 2));
  const sizes = counted(placed, codeOf);
  return units.map((unit, at) => {
    const here = byUnit.get(at + 1);
    const found = here ? withoutStrays(here, sizes) : (byCountry.get(unit.country) ?? []);
    const several = new Set(found.map((town) => town.code)).size > 1;
    return { found, delaunay: several ? Delaunay.from(found, (town) => town.point[0], (town) => town.point[1]) : null };
  });
}

function withoutStrays(towns, sizes) {
  const here = counted(towns, codeOf);
  const groups = counted(towns, landOf);
  const own = new Set(towns.filter((town) => town.own).map((town) => town.code));
  const kept = towns.filter((town) => {
    const share = Math.max(here.get(town.code) / sizes.get(town.code), here.get(town.code) / towns.length);
    return own.has(town.code) || (share >= STRAY && groups.get(landOf(town)) / towns.length >= STRAY_LAND);
  });
  return kept.length ? kept : towns;
}
