import { describe, expect, it } from "vitest";
import { between, fitted, levelAt, panned, pixelOf, seen, showing, zoomed } from "./camera";

const SIZE = { width: 800, height: 600 };
const CAMERA = { x: 100, y: -50, scale: 2 };

describe("the camera", () => {
  it("sees all of a box", () => {
    const box = [-300, -6500, 400, -5600] as const;
    const [left, top, right, bottom] = seen(fitted(box, SIZE), SIZE);
    expect(left).toBeLessThan(box[0]);
    expect(top).toBeLessThan(box[1]);
    expect(right).toBeGreaterThan(box[2]);
    expect(bottom).toBeGreaterThan(box[3]);
  });

  it("zooms about what is at the pixel", () => {
    const at = [120, -80] as const;
    const before = [CAMERA.x + at[0] / CAMERA.scale, CAMERA.y + at[1] / CAMERA.scale] as const;
    const [x, y] = pixelOf(zoomed(CAMERA, 1.7, at), SIZE, before);
    expect(x).toBeCloseTo(SIZE.width / 2 + at[0]);
    expect(y).toBeCloseTo(SIZE.height / 2 + at[1]);
  });

  it("moves as a hand moves paper", () => {
    const place = [0, 0] as const;
    const [x, y] = pixelOf(CAMERA, SIZE, place);
    expect(pixelOf(panned(CAMERA, 30, -20), SIZE, place)).toEqual([x + 30, y - 20]);
  });

  it("stays where a place is seen already, and else goes no further than it must", () => {
    expect(showing(CAMERA, SIZE, [100, -50])).toEqual(CAMERA);
    const [x] = pixelOf(showing(CAMERA, SIZE, [1000, -50]), SIZE, [1000, -50]);
    expect(x).toBeCloseTo(SIZE.width - 48);
  });

  it("begins and ends a way where it should", () => {
    const to = { x: 5, y: 7, scale: 9 };
    expect(between(CAMERA, to, 0)).toEqual(CAMERA);
    const end = between(CAMERA, to, 1);
    expect(end.scale).toBeCloseTo(9);
    expect([end.x, end.y]).toEqual([5, 7]);
  });

  it.each([[0.1, 0], [0.5, 1], [2, 2], [8, 3]])("at %d pixels per km counts level %d", (scale, level) => {
    expect(levelAt(scale)).toBe(level);
  });
});
