import { feature, merge, mergeArcs, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, MultiPolygon, Polygon, Topology } from "topojson-specification";
import { around, type Box, type Place } from "./plane";

type Area = (Polygon | MultiPolygon) & { id?: string };
type Regions = Topology<{ regions: GeometryCollection }>;

/** What scripts/boundaries.mjs makes. */
export interface Asset {
  /** Codes whose boundary is drawn from towns and label points. */
  approximate: string[];
  nuts: Regions;
  world: Regions;
}

export interface Shape {
  /** As in the attribute `d` of a path, in the plane, its points on a grid of some kilometres. */
  path: (grid: number) => string;
  /** What the largest part takes in, and parts not much smaller. */
  box: Box;
  /** A point well inside the largest part. */
  middle: Place;
}

type Ring = [number, number][];

// The NUTS has codes of its own for two countries.
const ISO: Record<string, string> = { EL: "GR", UK: "GB" };
const OWN: Record<string, string> = { GR: "EL", GB: "UK" };

/** The shapes of countries and NUTS regions; a larger region is what its small ones are together. */
export class Boundaries {
  private readonly shapes = new Map<string, Shape | null>();
  private readonly approximate: Set<string>;
  private readonly small: Area[];
  private readonly countries: Map<string, Area>;

  constructor(private readonly asset: Asset) {
    this.approximate = new Set(asset.approximate);
    this.small = asset.nuts.objects.regions.geometries as Area[];
    const world = asset.world.objects.regions.geometries as Area[];
    this.countries = new Map(world.filter((one) => one.id).map((one) => [one.id!, one]));
  }

  /** The shape of a NUTS region or a country by its code; null where there is none. */
  shape(code: string): Shape | null {
    let shape = this.shapes.get(code);
    if (shape === undefined) {
      shape = shapeOf(this.rings(code));
      this.shapes.set(code, shape);
    }
    return shape;
  }

  /** Whether a region's boundary is drawn from towns and label points. */
  isApproximate(code: string): boolean {
    return this.approximate.has(code);
  }

  /** All land, in paths that lie over each other where they meet. */
  land(grid: number): string[] {
    const { nuts, world } = this.asset;
    return [polygons(feature(world, world.objects.regions)), polygons(merge(nuts, this.small as never))].map((found) => pathOf(found, grid));
  }

  /** Lines between the regions of a level that are not lines between those of the level above, 0 for countries. */
  borders(level: number, grid: number): string {
    const { nuts, world } = this.asset;
    const part = (one: GeometryObject, length: number): string => String(one.id).slice(0, length);
    const isBorder = (one: GeometryObject, other: GeometryObject): boolean =>
      part(one, level + 2) !== part(other, level + 2) && (level === 0 || part(one, level + 1) === part(other, level + 1));
    const between = linesOf(mesh(nuts, nuts.objects.regions, isBorder).coordinates as Ring[], grid);
    return level > 0 ? between : between + linesOf(mesh(world, world.objects.regions, (one, other) => one !== other).coordinates as Ring[], grid);
  }

  /** The area that regions take in together, by their codes. */
  together(codes: readonly string[], grid: number): string {
    const parts = this.small.filter((one) => codes.some((code) => one.id!.startsWith(code)));
    return parts.length ? pathOf(polygons(merge(this.asset.nuts, parts)), grid) : "";
  }

  private rings(code: string): Ring[][] {
    const own = OWN[code] ?? code;
    const parts = this.small.filter((one) => one.id!.startsWith(own));
    if (parts.length) return polygons(feature(this.asset.nuts, mergeArcs(this.asset.nuts, parts as never[]) as unknown as Area));
    const country = this.countries.get(ISO[code] ?? code);
    return country ? polygons(feature(this.asset.world, country)) : [];
  }
}

function polygons(value: unknown): Ring[][] {
  const shape = value as { type: string; coordinates: unknown; geometry?: unknown; features?: unknown[] };
  if (shape.type === "FeatureCollection") return shape.features!.flatMap(polygons);
  if (shape.type === "Feature") return polygons(shape.geometry);
  return shape.type === "Polygon" ? [shape.coordinates as Ring[]] : (shape.coordinates as Ring[][]);
}

/** A grid (km) that is finer than what can be seen at a scale (pixels per km). */
export function gridFor(scale: number): number {
  if (scale < 0.45) return 2.5;
  return scale < 1.3 ? 1 : 0.1;
}

/** Points on the grid, each once; neighbours keep their common line, since the same points go to the same places. */
function points(ring: Ring, grid: number): string[] {
  const per = Math.round(1 / Math.min(1, grid));
  const step = Math.max(1, grid);
  const found: string[] = [];
  for (const [x, y] of ring) {
    const point = `${(Math.round((x / step) * per) * step) / per},${(Math.round((y / step) * per) * step) / per}`;
    if (point !== found.at(-1)) found.push(point);
  }
  return found;
}

const linesOf = (lines: Ring[], grid: number): string =>
  lines.map((line) => points(line, grid)).filter((line) => line.length > 1).map((line) => `M${line.join("L")}`).join("");
const pathOf = (found: Ring[][], grid: number): string =>
  found.flatMap((rings) => rings.map((ring) => points(ring, grid)).filter((ring) => ring.length > 3).map((ring) => `M${ring.join("L")}Z`)).join("");

function shapeOf(found: Ring[][]): Shape | null {
  if (found.length === 0) return null;
  const sized = found.map((rings) => ({ rings, size: Math.abs(area(rings[0]!)) })).sort((one, other) => other.size - one.size);
  const largest = sized[0]!;
  // Islands far away would take the view from what is meant: France without Guyane.
  const near = sized.filter(({ rings, size }) => size > largest.size * 0.04 && distance(rings[0]!, largest.rings[0]!) < 900);
  return { path: onGrids(found), box: around(near.map(({ rings }) => boxOf(rings[0]!)))!, middle: middleOf(largest.rings) };
}

/** Paths by grid, each made once; what would vanish on a coarse grid is drawn on a fine one. */
function onGrids(found: Ring[][]): Shape["path"] {
  const paths = new Map<number, string>();
  return (grid) => {
    const path = paths.get(grid) ?? (pathOf(found, grid) || pathOf(found, 0.1));
    paths.set(grid, path);
    return path;
  };
}

function area(ring: Ring): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at += 1) sum += ring[at - 1]![0] * ring[at]![1] - ring[at]![0] * ring[at - 1]![1];
  return sum / 2;
}

const distance = (one: Ring, other: Ring): number => Math.min(...one.map(([x, y]) => Math.hypot(x - other[0]![0], y - other[0]![1])));

function boxOf(ring: Ring): Box {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const GRID = 14;

/** Of the points of a grid over a polygon, the one that is furthest from its corners and inside. */
function middleOf(rings: Ring[]): Place {
  const [left, top, right, bottom] = boxOf(rings[0]!);
  const corners = rings.flat();
  let best: Place = [(left + right) / 2, (top + bottom) / 2];
  let furthest = -1;
  for (let at = 0; at < GRID * GRID; at += 1) {
    const x = left + ((right - left) * ((at % GRID) + 0.5)) / GRID;
    const y = top + ((bottom - top) * (Math.floor(at / GRID) + 0.5)) / GRID;
    // Words are wider than high, so room to the sides counts for less.
    const far = Math.min(...corners.map(([cx, cy]) => Math.hypot((x - cx) * 0.6, y - cy)));
    if (far > furthest && isInside(rings, x, y)) {
      furthest = far;
      best = [x, y];
    }
  }
  return best;
}

function isInside(rings: Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at += 1) {
      const [x1, y1] = ring[at - 1]!;
      const [x2, y2] = ring[at]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

let loaded: Promise<Boundaries> | null = null;

/** The boundaries, fetched when they are first needed. */
export function boundaries(): Promise<Boundaries> {
  loaded ??= import("./generated/boundaries.json?raw").then(({ default: text }) => new Boundaries(JSON.parse(text) as Asset));
  return loaded;
}
