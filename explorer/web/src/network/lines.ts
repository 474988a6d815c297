import { Batch, lineProgram, type Program, strokeProgram } from "./batches";
import type { Field } from "./field";
import type { Look } from "./looks";
import { drawStrokes, loadStrokes, paint, use, wipe } from "./strokes";
import { lineAlpha, type View } from "./view";

/** Up to so many lines are drawn smooth and dashed, at rest; above, one pixel wide, which costs a tenth. */
const MOST_STROKES = 6000;

/** All links of a field, in buffers that stay from frame to frame. */
export class Lines {
  // Made when first needed: compiling takes long in a software renderer.
  private program: Program | null = null;
  private strokeProgram: Program | null = null;
  private readonly lines: Batch;
  private readonly strokes: Batch;
  /** Links that are drawn, in an order in which any first part is spread over the whole. */
  private order: Uint32Array = new Uint32Array();
  private places: Int32Array = new Int32Array();
  private look: Look | null = null;

  constructor(private readonly gl: WebGL2RenderingContext) {
    [this.lines, this.strokes] = [new Batch(gl, "line"), new Batch(gl, "stroke")];
  }

  /** Number of links that are drawn at rest. */
  get count(): number {
    return this.order.length;
  }

  load(field: Field, look: Look): void {
    this.look = look;
    this.order = order(field, look);
    this.places = new Int32Array(field.edges).fill(-1);
    this.order.forEach((edge, place) => (this.places[edge] = place));
    this.lines.reserve(this.order.length * 2);
    for (const edge of this.order) this.place(field, edge, look);
    this.lines.send();
    loadStrokes(this.strokes, field, look, this.order.length <= MOST_STROKES ? this.order : []);
  }

  /** After a thing was moved. */
  moved(field: Field, node: number): void {
    const { look } = this;
    if (!look) return;
    for (let k = field.begins[node]!; k < field.begins[node + 1]!; k += 1) this.place(field, field.via[k]!, look);
    this.lines.send();
    if (this.strokes.vertices) loadStrokes(this.strokes, field, look, this.order);
  }

  /** Draw at most so many of the links. */
  draw(view: View, most: number, isFine: boolean): void {
    const { gl } = this;
    wipe(gl);
    const count = Math.min(most, this.order.length);
    if (isFine && this.strokes.vertices) {
      drawStrokes(gl, (this.strokeProgram ??= strokeProgram(gl)), this.strokes, view, lineAlpha(count), 1.1);
      return;
    }
    if (count === 0) return;
    const program = (this.program ??= lineProgram(gl));
    use(gl, program, view);
    gl.uniform1f(program.uniform("u_alpha"), lineAlpha(count));
    this.lines.draw(0, count * 2);
  }

  private place(field: Field, edge: number, look: Look): void {
    const place = this.places[edge]!;
    if (place < 0) return;
    const { source, target, relation } = field.network.edges;
    const colour = look.line[relation[edge]!]!;
    for (const [k, end] of [source[edge]!, target[edge]!].entries()) {
      const at = place * 6 + k * 3;
      this.lines.floats[at] = field.x[end]!;
      this.lines.floats[at + 1] = field.y[end]!;
      paint(this.lines, at + 2, colour);
    }
  }
}

/** Links of shown relations, shuffled the same way each time. */
function order(field: Field, look: Look): Uint32Array {
  const isHidden = field.network.relations.map(({ id }) => look.hidden.has(id));
  const { relation } = field.network.edges;
  const found = new Uint32Array(relation.length);
  let count = 0;
  for (let edge = 0; edge < relation.length; edge += 1) if (!isHidden[relation[edge]!]) found[count++] = edge;
  const shown = found.slice(0, count);
  let seed = 1;
  for (let k = count - 1; k > 0; k -= 1) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const other = (seed >>> 8) % (k + 1);
    const kept = shown[k]!;
    shown[k] = shown[other]!;
    shown[other] = kept;
  }
  return shown;
}
