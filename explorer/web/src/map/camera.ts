import type { Box, Place } from "./plane";

/** What of the plane is seen: its middle, and how many pixels a kilometre is. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const FURTHEST = 0.012;
const NEAREST = 24;

const within = (scale: number): number => Math.min(NEAREST, Math.max(FURTHEST, scale));

/** Room for the controls above and a margin elsewhere, in pixels. */
const ABOVE = 52;
const MARGIN = 20;

/** A camera that sees the whole box beside the controls. */
export function fitted([left, top, right, bottom]: Box, { width, height }: Size): Camera {
  const wide = Math.max(40, width - 2 * MARGIN) / Math.max(1, right - left);
  const high = Math.max(40, height - ABOVE - MARGIN) / Math.max(1, bottom - top);
  const scale = within(Math.min(wide, high));
  return { x: (left + right) / 2, y: (top + bottom) / 2 - (ABOVE - MARGIN) / 2 / scale, scale };
}

/** Nearer by a factor; what is at the pixel (from the middle of the picture) stays there. */
export function zoomed(camera: Camera, factor: number, [px, py]: Place = [0, 0]): Camera {
  const scale = within(camera.scale * factor);
  const [x, y] = [camera.x + px / camera.scale, camera.y + py / camera.scale];
  return { x: x - px / scale, y: y - py / scale, scale };
}

/** Moved by pixels, as a hand moves paper. */
export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** The pixel of a place, from the left upper corner. */
export function pixelOf(camera: Camera, { width, height }: Size, [x, y]: Place): Place {
  return [(x - camera.x) * camera.scale + width / 2, (y - camera.y) * camera.scale + height / 2];
}

/** The part of the plane that is seen. */
export function seen(camera: Camera, { width, height }: Size): Box {
  const [wide, high] = [width / 2 / camera.scale, height / 2 / camera.scale];
  return [camera.x - wide, camera.y - high, camera.x + wide, camera.y + high];
}

/** A camera that sees the place, moved no further than it must. */
export function showing(camera: Camera, size: Size, [x, y]: Place, margin = 48): Camera {
  const [left, top, right, bottom] = seen(camera, { width: size.width - 2 * margin, height: size.height - 2 * margin });
  return {
    ...camera,
    x: camera.x + Math.min(0, x - left) + Math.max(0, x - right),
    y: camera.y + Math.min(0, y - top) + Math.max(0, y - bottom),
  };
}

/** The NUTS level whose regions are of a good size at this scale. */
export function levelAt(scale: number): number {
  if (scale < 0.3) return 0;
  if (scale < 1.3) return 1;
  return scale < 2.6 ? 2 : 3;
}

/** The camera at a share (0 to 1) of the way from one to another, zooming evenly. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const scale = from.scale * (to.scale / from.scale) ** share;
  const way = to.scale === from.scale ? share : (1 / scale - 1 / from.scale) / (1 / to.scale - 1 / from.scale);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, scale };
}
