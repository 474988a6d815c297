/** The outlines of numbered areas on a grid, as polygons whose corners are corners of cells. */
import { area, holds } from "./plane.mjs";

/** A multipolygon's coordinates for each number, in cells of the plane. */
export function outlines(grid) {
  const edges = edgesByNumber(grid);
  return new Map([...edges].map(([number, found]) => [number, polygons(rings(found, grid))]));
}

/** Edges with the area on the right, as pairs of corner numbers, by the area's number. */
function edgesByNumber(grid) {
  const { width, height, cells } = grid;
  const wide = width + 1;
  const edges = new Map();
  const add = (number, from, to) => {
    const found = edges.get(number);
    if (found) found.push(from, to);
    else edges.set(number, [from, to]);
  };
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const cell = row * width + column;
      const number = cells[cell];
      if (!number) continue;
      const corner = row * wide + column;
      if (row === 0 || cells[cell - width] !== number) add(number, corner, corner + 1);
      if (column === width - 1 || cells[cell + 1] !== number) add(number, corner + 1, corner + 1 + wide);
      if (row === height - 1 || cells[cell + width] !== number) add(number, corner + 1 + wide, corner + wide);
      if (column === 0 || cells[cell - 1] !== number) add(number, corner + wide, corner);
    }
  }
  return edges;
}

function rings(edges, grid) {
  const wide = grid.width + 1;
  const next = new Map();
  for (let at = 0; at < edges.length; at += 2) {
    const ways = next.get(edges[at]);
    if (ways) ways.push(edges[at + 1]);
    else next.set(edges[at], [edges[at + 1]]);
  }
  const found = [];
  for (const start of next.keys()) {
    while (next.get(start).length) found.push(walk(start, next, wide).map((corner) => placed(corner, grid, wide)));
  }
  return found;
}

/** Follows edges back to the start; where two lie at a corner, it turns right, so that rings touch but never cross. */
function walk(start, next, wide) {
  const corners = [start];
  let before = start;
  let here = next.get(start).shift();
  while (here !== start) {
    corners.push(here);
    const ways = next.get(here);
    const right = here + turned(here - before, wide);
    const chosen = ways.length > 1 && ways.includes(right) ? ways.indexOf(right) : 0;
    before = here;
    [here] = ways.splice(chosen, 1);
  }
  corners.push(start);
  return corners;
}

function turned(step, wide) {
  if (step === 1) return wide;
  if (step === wide) return -1;
  return step === -1 ? -wide : 1;
}

const placed = (corner, grid, wide) => [(corner % wide) + grid.left, Math.floor(corner / wide) + grid.top];

function polygons(found) {
  const outer = found.filter((ring) => area(ring) > 0).map((ring) => [ring]);
  for (const hole of found.filter((ring) => area(ring) < 0)) {
    const [x, y] = hole[0];
    const inside = [(x + hole[1][0]) / 2 + 0.01, (y + hole[1][1]) / 2 + 0.01];
    const around = outer.find(([ring]) => holds(ring, inside));
    if (around) around.push(hole);
  }
  return outer;
}
