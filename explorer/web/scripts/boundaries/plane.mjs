/** The plane that all boundaries are kept in: Equal Earth about 10° east, in kilometres, y downwards. */
import { geoEqualEarth } from "d3-geo";

/** The projection without resampling: what it is given has points enough, and neighbours keep sharing them. */
export const projection = geoEqualEarth().rotate([-10, 0]).scale(6371.0088).translate([0, 0]).precision(0);

/** The rings of a polygon or multipolygon in the plane, as a flat list. */
export function ringsInPlane(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) => ring.map((point) => projection(point)));
}

/** The box [left, top, right, bottom] that holds an area of degrees west, south, east, north. */
export function boxInPlane([west, south, east, north]) {
  const xs = [];
  const ys = [];
  for (let step = 0; step <= 16; step += 1) {
    for (const lat of [south, north, south + ((north - south) * step) / 16]) {
      for (const lon of [west, east, west + ((east - west) * step) / 16]) {
        const [x, y] = projection([lon, lat]);
        xs.push(x);
        ys.push(y);
      }
    }
  }
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Features with their geometry in the plane, cut where the map is cut. */
export function featuresInPlane(features) {
  return features
    .map((feature) => ({ ...feature, geometry: polygonsInPlane(feature.geometry) }))
    .filter((feature) => feature.geometry.coordinates.length > 0);
}

function polygonsInPlane(geometry) {
  const rings = [];
  let ring = null;
  const sink = projection.stream({
    point: (x, y) => ring?.push([x, y]),
    lineStart: () => (ring = []),
    lineEnd: () => {
      if (ring.length > 2) rings.push([...ring, ring[0]]);
      ring = null;
    },
    polygonStart: () => undefined,
    polygonEnd: () => undefined,
    sphere: () => undefined,
  });
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const polygon of polygons) {
    sink.polygonStart();
    for (const points of polygon) {
      sink.lineStart();
      for (const [lon, lat] of points.slice(0, -1)) sink.point(lon, lat);
      sink.lineEnd();
    }
    sink.polygonEnd();
  }
  return { type: "MultiPolygon", coordinates: nested(rings) };
}

/** Rings as polygons: y is downwards, so that an outer ring has the sign of the sphere's winding. */
function nested(rings) {
  const outer = rings.filter((ring) => area(ring) > 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => area(ring) < 0)) {
    const around = outer.find(([ring]) => holds(ring, hole[0]));
    if (around) around.push(hole);
  }
  return outer;
}

/** The area of a ring, positive where it runs clockwise on the screen. */
export function area(ring) {
  let sum = 0;
  for (let at = 0; at < ring.length - 1; at += 1) {
    sum += ring[at][0] * ring[at + 1][1] - ring[at + 1][0] * ring[at][1];
  }
  return sum / 2;
}

export function holds(ring, [x, y]) {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [x1, y1] = ring[at];
    const [x2, y2] = ring[before];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
