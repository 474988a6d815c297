import { Batch, nodeProgram, type Program, shapeTexture, strokeProgram } from "./batches";
import type { Field } from "./field";
import type { Look } from "./looks";
import type { Rgb } from "./palette";
import { drawStrokes, loadStrokes, paint, use, wipe } from "./strokes";
import { type Front, leastRadius, mostRadius, NO_FRONT, type View } from "./view";

/** All things of a field in a buffer that stays, and what stands out, with its links, in small ones over it. */
export class Things {
  private readonly program: Program;
  private strokeProgram: Program | null = null;
  private readonly shapes: WebGLTexture;
  private readonly all: Batch;
  private readonly outstanding: Batch;
  private readonly ringed: Batch;
  private readonly strokes: Batch;
  private front: Front = NO_FRONT;
  private look: Look | null = null;

  constructor(private readonly gl: WebGL2RenderingContext) {
    [this.program, this.shapes] = [nodeProgram(gl), shapeTexture(gl)];
    [this.all, this.outstanding, this.ringed, this.strokes] = [new Batch(gl, "node"), new Batch(gl, "node"), new Batch(gl, "node"), new Batch(gl, "stroke")];
  }

  load(field: Field, look: Look): void {
    this.look = look;
    this.write(this.all, field, look);
  }

  bringForward(field: Field, front: Front): void {
    const { look } = this;
    this.front = front;
    if (!look) return;
    this.write(this.outstanding, field, look, front.nodes);
    this.write(this.ringed, field, look, front.ringed);
    loadStrokes(this.strokes, field, look, front.edges);
  }

  /** After a thing was moved. */
  moved(field: Field, node: number): void {
    this.all.floats[node * 5] = field.x[node]!;
    this.all.floats[node * 5 + 1] = field.y[node]!;
    this.all.send();
    this.bringForward(field, this.front);
  }

  draw(view: View): void {
    const { gl, look, front } = this;
    wipe(gl);
    if (!look) return;
    this.nodes(this.all, view, { fade: front.fade });
    if (this.strokes.vertices) drawStrokes(gl, (this.strokeProgram ??= strokeProgram(gl)), this.strokes, view, 0.9, front.isWay ? 3 : 1.6);
    this.nodes(this.ringed, view, { grow: 4, paint: look.tokens.mark });
    this.nodes(this.ringed, view, { grow: 1.8, paint: look.tokens.ground });
    this.nodes(this.outstanding, view, {});
    this.nodes(this.ringed, view, {});
  }

  private nodes(batch: Batch, view: View, { fade = 1, grow = 0, paint: colour }: { fade?: number; grow?: number; paint?: Rgb }): void {
    if (batch.vertices === 0) return;
    const { gl, program } = this;
    const { tokens, largest } = this.look!;
    use(gl, program, view);
    gl.bindTexture(gl.TEXTURE_2D, this.shapes);
    gl.uniform4f(program.uniform("u_radius"), Math.abs(view.scaleX), leastRadius(this.all.vertices), mostRadius(this.all.vertices), largest);
    gl.uniform1f(program.uniform("u_grow"), grow);
    gl.uniform1f(program.uniform("u_fade"), fade);
    gl.uniform3fv(program.uniform("u_ground"), tokens.ground.map((part) => part / 255));
    gl.uniform3fv(program.uniform("u_outline"), tokens.isDark ? [1, 1, 1] : [0, 0, 0]);
    gl.uniform4fv(program.uniform("u_paint"), colour ? [...colour.map((part) => part / 255), 1] : [0, 0, 0, 0]);
    batch.draw(0, batch.vertices);
  }

  private write(batch: Batch, field: Field, look: Look, only?: readonly number[]): void {
    const count = only ? only.length : field.nodes;
    batch.reserve(count);
    for (let k = 0; k < count; k += 1) {
      const node = only ? only[k]! : k;
      const at = k * 5;
      batch.floats[at] = field.x[node]!;
      batch.floats[at + 1] = field.y[node]!;
      batch.floats[at + 2] = look.radius[node]!;
      batch.floats[at + 3] = look.shape[node]!;
      paint(batch, at + 4, look.fill[node]!);
    }
    batch.send();
  }
}
