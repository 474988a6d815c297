import { extent } from "./grid";

/** What a field is fitted into: its middle and its longer side. */
export interface Frame {
  x: number;
  y: number;
  span: number;
  width: number;
  height: number;
}

/** What a field needs of room, with some air. */
export function frameOf(x: Float32Array, y: Float32Array): Frame {
  const [left, right] = extent(x);
  const [low, high] = extent(y);
  const span = Math.max(right - left, high - low) || 1;
  return { x: (left + right) / 2, y: (low + high) / 2, span, width: Math.max(right - left, span * 0.05), height: Math.max(high - low, span * 0.05) };
}
