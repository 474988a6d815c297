/** What the repository's own tables know: the countries and NUTS regions, their label points, and which town lies where. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { projection } from "./plane.mjs";

const folder = new URL("../../../../data/reference/", import.meta.url);

/** The rows of a CSV text as objects; values may be quoted. */
export function rowsOf(text) {
  const [head, ...rows] = text.trim().split(/\r?\n/).map(valuesOf);
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

function valuesOf(line) {
  const values = line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return values.map((value) => value.replace(/,$/, "").replace(/^"(.*)"$/, "$1").replaceAll('""', '"'));
}

const table = (path) => rowsOf(readFileSync(new URL(path, folder), "utf8"));

/** Countries of the NUTS: {code, iso3}. */
export const countries = () => table("places/countries.csv");

/** NUTS 3 regions: {code, point} with the label point in the plane. */
export function smallRegions() {
  return [...table("places/regions.csv"), ...table("nuts/regions.csv")]
    .filter((row) => row.code.length === 5)
    .map((row) => ({ code: row.code, point: projection([Number(row.lon), Number(row.lat)]) }));
}

/** The codes of the regions that hold a town of this name, by country and folded name. */
export function regionsOfTowns() {
  const found = new Map();
  const text = gunzipSync(readFileSync(new URL("nuts/towns.csv.gz", folder))).toString("utf8");
  for (const line of text.split("\n").slice(1)) {
    const [country, regions, names] = line.split(",");
    for (const name of names?.split("|") ?? []) found.set(`${country} ${name}`, regions.split("|"));
  }
  return found;
}

/** A town's name without case, accents and signs, as the table has it. */
export function folded(name) {
  const plain = name.replaceAll("ß", "ss").replaceAll("ø", "o").replaceAll("Ø", "O").replaceAll("ł", "l");
  return plain.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
