import { Batch, type Program } from "./batches";
import type { Field } from "./field";
import type { Look } from "./looks";
import type { Rgb } from "./palette";
import type { View } from "./view";

const CORNERS = [[0, -1], [0, 1], [1, -1], [1, -1], [0, 1], [1, 1]] as const;

/** Write links as smooth, dashed lines. */
export function loadStrokes(batch: Batch, field: Field, look: Look, edges: Iterable<number> & { length: number }): void {
  const { source, target, relation } = field.network.edges;
  batch.reserve(edges.length * 6);
  let at = 0;
  for (const edge of edges) {
    const [from, to, kind] = [source[edge]!, target[edge]!, relation[edge]!];
    const dash = look.lines[kind]!.dash;
    for (const [end, side] of CORNERS) {
      batch.floats.set([field.x[from]!, field.y[from]!, field.x[to]!, field.y[to]!, end, side, dash[0] ?? 0, dash[1] ?? 0], at);
      paint(batch, at + 8, look.line[kind]!);
      at += 9;
    }
  }
  batch.send();
}

export function drawStrokes(gl: WebGL2RenderingContext, program: Program, batch: Batch, view: View, alpha: number, width: number): void {
  use(gl, program, view);
  gl.uniform1f(program.uniform("u_alpha"), alpha);
  gl.uniform1f(program.uniform("u_width"), width);
  batch.draw(0, batch.vertices);
}

/** Make a program the current one and tell it where things are seen. */
export function use(gl: WebGL2RenderingContext, program: Program, view: View): void {
  gl.useProgram(program.program);
  gl.uniform4f(program.uniform("u_view"), view.scaleX, view.scaleY, view.left, view.top);
  gl.uniform2f(program.uniform("u_size"), view.width, view.height);
  gl.uniform1f(program.uniform("u_ratio"), view.pixelRatio);
}

/** Start a frame: nothing drawn, colours laid over each other. */
export function wipe(gl: WebGL2RenderingContext): void {
  gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
  gl.clearColor(0, 0, 0, 0);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
}

export function paint(batch: Batch, place: number, colour: Rgb): void {
  const at = place * 4;
  batch.bytes[at] = colour[0];
  batch.bytes[at + 1] = colour[1];
  batch.bytes[at + 2] = colour[2];
  batch.bytes[at + 3] = 255;
}
