import { SHAPES } from "../kinds";
import type { Picture } from "./picture";
import { LEGEND_LINE, sizeOf } from "./svg";
import { FONT } from "./labels";

/** The picture as pixels, so many to one of the page. */
export function pngOf(picture: Picture, scale = 2): Promise<Blob> {
  const { width, height } = sizeOf(picture);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const pen = canvas.getContext("2d")!;
  pen.scale(scale, scale);
  pen.fillStyle = picture.ground;
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, picture.width, picture.height);
  pen.clip();
  lines(pen, picture);
  marks(pen, picture, scale);
  pen.restore();
  texts(pen, picture, scale);
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("PNG"))), "image/png"));
}

function lines(pen: CanvasRenderingContext2D, picture: Picture): void {
  for (const { from, to, colour, width, alpha, dash } of picture.lines) {
    pen.globalAlpha = alpha;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash([...dash]);
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
}

function marks(pen: CanvasRenderingContext2D, picture: Picture, scale: number): void {
  const paths = new Map<string, Path2D>();
  for (const { x, y, radius, shape, fill, edge } of picture.marks) {
    if (!paths.has(shape)) paths.set(shape, new Path2D(SHAPES[shape]));
    draw(pen, paths.get(shape)!, x, y, radius, scale, fill, edge);
  }
}

function draw(pen: CanvasRenderingContext2D, path: Path2D, x: number, y: number, radius: number, scale: number, fill: string, edge?: string): void {
  pen.setTransform(radius * scale, 0, 0, radius * scale, x * scale, y * scale);
  pen.fillStyle = fill;
  pen.fill(path, "evenodd");
  if (edge) {
    pen.strokeStyle = edge;
    pen.lineWidth = 1 / radius;
    pen.stroke(path);
  }
  pen.setTransform(scale, 0, 0, scale, 0, 0);
}

function texts(pen: CanvasRenderingContext2D, picture: Picture, scale: number): void {
  pen.font = FONT;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const { x, y, text } of picture.names) {
    pen.strokeStyle = picture.ground;
    pen.lineWidth = 3;
    pen.strokeText(text, x, y);
    pen.fillStyle = picture.text;
    pen.fillText(text, x, y);
  }
  picture.legend.forEach(({ text, isHeading, shape, colour, dash }, row) => {
    const y = (row + 1.5) * LEGEND_LINE;
    if (shape && colour) draw(pen, new Path2D(SHAPES[shape]), picture.width + 16, y, 5, scale, colour);
    else if (colour) {
      pen.strokeStyle = colour;
      pen.lineWidth = 2;
      pen.setLineDash([...(dash ?? [])]);
      pen.beginPath();
      pen.moveTo(picture.width + 8, y);
      pen.lineTo(picture.width + 24, y);
      pen.stroke();
      pen.setLineDash([]);
    }
    pen.font = isHeading ? `600 ${FONT}` : FONT;
    pen.fillStyle = picture.text;
    pen.fillText(text, picture.width + (isHeading ? 8 : 32), y);
  });
}
