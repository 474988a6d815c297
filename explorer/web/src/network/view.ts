/** From positions to pixels of the page: x * scaleX + left, and y likewise. */
export interface View {
  scaleX: number;
  scaleY: number;
  left: number;
  top: number;
  width: number;
  height: number;
  pixelRatio: number;
}

/** Things that stand out, and how far the rest steps back (1: not at all). */
export interface Front {
  nodes: readonly number[];
  edges: readonly number[];
  /** Nodes with a ring. */
  ringed: readonly number[];
  fade: number;
  /** Wide lines, where a way is shown. */
  isWay: boolean;
}

export const NO_FRONT: Front = { nodes: [], edges: [], ringed: [], fade: 1, isWay: false };

const MOST_RADIUS = 20;

/** The radius that even the smallest disc has, in pixels: less where there are many. */
export function leastRadius(nodes: number): number {
  return nodes > 20_000 ? 0.9 : nodes > 2000 ? 1.3 : 2.4;
}

/** The radius that the largest disc has at most, in pixels; others in proportion, by area. */
export function mostRadius(nodes: number): number {
  return Math.max(leastRadius(nodes), MOST_RADIUS);
}

/** The radius of a disc on the screen, in pixels; the same as in the shader. */
export function radiusOnScreen(radius: number, largest: number, scale: number, nodes: number): number {
  const least = leastRadius(nodes);
  return Math.min(Math.max(radius * scale, least), Math.max(least, mostRadius(nodes) * Math.sqrt(radius / largest)));
}

/** Many lines are fainter, so that what lies below them is seen. */
export function lineAlpha(lines: number): number {
  return Math.min(0.75, Math.max(0.07, 10 / Math.sqrt(lines + 1)));
}
