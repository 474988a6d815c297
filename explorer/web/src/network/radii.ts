import type { Network } from "../data/types";
import type { SizeBy } from "../state/state";
import { gridOf, near } from "./grid";

/** The most that one disc may be larger than another, by radius. */
const SPREAD = 4;
/** Shapes with corners reach further than discs: so much of a distance is shared out. */
const ROOM = 0.82;

/** How large things are beside each other, 1 to SPREAD: by area, so that a thing with four times the links looks twice as wide. */
export function weights(network: Network, by: SizeBy): Float32Array {
  const { links, amount } = network.nodes;
  const value = (i: number): number => (by === "links" ? links[i]! : by === "amount" ? (amount[i] ?? 0) : 0);
  let most = 0;
  for (let i = 0; i < links.length; i += 1) most = Math.max(most, value(i));
  return Float32Array.from(links, (_, i) => 1 + (most > 0 ? (SPREAD - 1) * Math.sqrt(Math.max(value(i), 0) / most) : 0.6));
}

/** Radii in units of the positions with which no two discs overlap, as near to the weights as there is room. */
export function radii(x: Float32Array, y: Float32Array, weight: Float32Array): Float32Array {
  const found = new Float32Array(x.length);
  if (x.length < 2) return found.fill(1);
  const grid = gridOf(x, y);
  const unit = (0.3 * grid.cell) / Math.SQRT2;
  for (let i = 0; i < x.length; i += 1) found[i] = unit * weight[i]!;
  const most = unit * SPREAD * 1.1;
  for (let i = 0; i < x.length; i += 1) {
    near(grid, x[i]!, y[i]!, found[i]! + most, (j) => {
      if (j <= i) return;
      const room = Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!) * ROOM;
      const wanted = found[i]! + found[j]!;
      if (wanted <= room) return;
      // Smaller ones keep their size where that leaves room, so that hubs do not wipe out their neighbours.
      const [small, large] = found[i]! < found[j]! ? [i, j] : [j, i];
      found[small] = Math.min(found[small]!, room / 2);
      found[large] = Math.min(found[large]!, room - found[small]);
    });
  }
  return found;
}
