import { kindOf, SHAPES } from "../kinds";

export const SHAPE_NAMES = Object.keys(SHAPES) as (keyof typeof SHAPES)[];

/** Shapes reach this far from their middle, in radii. */
export const REACH = 1.3;

/** Cells in a row of the sheet of shapes. */
export const SHEET = 4;
const CELL = 64;

/** The number of the shape that a class has, as the sheet counts them. */
export function shapeNumber(type: string): number {
  return SHAPE_NAMES.indexOf(kindOf(type).shape);
}

/** All shapes in one picture: red says where a shape is, green where it is inside its outline. */
export function shapeSheet(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SHEET * CELL;
  const context = canvas.getContext("2d")!;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.globalCompositeOperation = "lighter";
  SHAPE_NAMES.forEach((name, number) => {
    const path = new Path2D(SHAPES[name]);
    for (const [colour, size] of [["#f00", 1], ["#0f0", 0.78]] as const) {
      const scale = (CELL / 2 / REACH) * size;
      context.setTransform(scale, 0, 0, scale, ((number % SHEET) + 0.5) * CELL, (Math.floor(number / SHEET) + 0.5) * CELL);
      context.fillStyle = colour;
      context.fill(path, "evenodd");
    }
  });
  return canvas;
}
