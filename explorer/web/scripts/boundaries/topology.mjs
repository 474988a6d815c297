/** From outlines along cells to smooth, simple, small topologies. */
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import { quantize } from "topojson-client";

/** A topology of regions {code, properties, coordinates} whose coordinates are cells of `size` km. */
export function smooth(regions, size, leastArea) {
  const features = regions.map(({ code, properties, coordinates }) => ({
    type: "Feature",
    id: code,
    properties,
    geometry: { type: "MultiPolygon", coordinates },
  }));
  const raw = topology({ regions: { type: "FeatureCollection", features } });
  raw.arcs = raw.arcs.map((arc) => softened(arc).map(([x, y]) => [x * size, y * size]));
  return simplify(presimplify(raw), leastArea);
}

/** The middles of an arc's steps instead of its corners; its ends stay. */
function softened(arc) {
  const middles = arc.slice(1).map(([x, y], at) => [(x + arc[at][0]) / 2, (y + arc[at][1]) / 2]);
  const [first] = arc;
  const last = arc[arc.length - 1];
  if (first[0] === last[0] && first[1] === last[1]) return [...middles, middles[0]];
  return [first, ...middles, last];
}

/** A topology of features in the plane, simplified; parts smaller than `leastPart` square km are left out. */
export function simple(features, leastArea, leastPart, areaOf) {
  const kept = features.map((feature) => ({ ...feature, geometry: large(feature.geometry, leastPart, areaOf) }));
  const raw = topology({ regions: { type: "FeatureCollection", features: kept } }, 1e5);
  return simplify(presimplify(raw), leastArea);
}

function large(geometry, leastPart, areaOf) {
  const largest = Math.max(...geometry.coordinates.map(([ring]) => areaOf(ring)));
  const least = Math.min(leastPart, largest);
  return { ...geometry, coordinates: geometry.coordinates.filter(([ring]) => areaOf(ring) >= least) };
}

/** Whole numbers instead of kilometres: `step` km each. */
export function rounded(topo, step) {
  const [left, top, right, bottom] = boxOf(topo);
  return quantize({ ...topo, bbox: [left, top, right, bottom] }, Math.ceil(Math.max(right - left, bottom - top) / step));
}

function boxOf(topo) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const arc of topo.arcs) {
    for (const [x, y] of arc) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return box;
}
