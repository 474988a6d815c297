import { LINE_FRAGMENT, LINE_VERTEX, NODE_FRAGMENT, NODE_VERTEX, STROKE_FRAGMENT, STROKE_VERTEX } from "./shaders";
import { shapeSheet } from "./shapes";

export interface Program {
  program: WebGLProgram;
  uniform: (name: string) => WebGLUniformLocation | null;
}

/** Positions of attributes, the same in all programs. */
interface Attribute {
  name: string;
  size: number;
  type: "float" | "byte";
}

const NODE: readonly Attribute[] = [{ name: "a_at", size: 2, type: "float" }, { name: "a_radius", size: 1, type: "float" }, { name: "a_shape", size: 1, type: "float" }, { name: "a_colour", size: 4, type: "byte" }];
const LINE: readonly Attribute[] = [{ name: "a_at", size: 2, type: "float" }, { name: "a_colour", size: 4, type: "byte" }];
const STROKE: readonly Attribute[] = [{ name: "a_ends", size: 4, type: "float" }, { name: "a_corner", size: 2, type: "float" }, { name: "a_dash", size: 2, type: "float" }, { name: "a_colour", size: 4, type: "byte" }];

export function nodeProgram(gl: WebGL2RenderingContext): Program {
  return compile(gl, NODE_VERTEX, NODE_FRAGMENT, NODE);
}

export function lineProgram(gl: WebGL2RenderingContext): Program {
  return compile(gl, LINE_VERTEX, LINE_FRAGMENT, LINE);
}

export function strokeProgram(gl: WebGL2RenderingContext): Program {
  return compile(gl, STROKE_VERTEX, STROKE_FRAGMENT, STROKE);
}

/** Vertices that stay on the graphics card from frame to frame. */
export class Batch {
  private readonly buffer: WebGLBuffer;
  private readonly array: WebGLVertexArrayObject;
  /** The same bytes as numbers and as colours. */
  floats = new Float32Array();
  bytes = new Uint8Array();
  vertices = 0;

  constructor(private readonly gl: WebGL2RenderingContext, readonly kind: "node" | "line" | "stroke") {
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
    const attributes = { node: NODE, line: LINE, stroke: STROKE }[kind];
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    let offset = 0;
    attributes.forEach(({ size, type }, place) => {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, size, type === "float" ? gl.FLOAT : gl.UNSIGNED_BYTE, type === "byte", this.stride * 4, offset);
      offset += type === "float" ? size * 4 : size;
    });
    gl.bindVertexArray(null);
  }

  /** Numbers of four bytes that a vertex takes. */
  get stride(): number {
    return { node: 5, line: 3, stroke: 9 }[this.kind];
  }

  /** Room for so many vertices; what was there is lost. */
  reserve(vertices: number): void {
    this.vertices = vertices;
    if (this.floats.length < vertices * this.stride) {
      this.floats = new Float32Array(vertices * this.stride);
      this.bytes = new Uint8Array(this.floats.buffer);
    }
  }

  send(): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.buffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, this.floats.subarray(0, this.vertices * this.stride), this.gl.DYNAMIC_DRAW);
  }

  draw(first: number, count: number): void {
    const { gl } = this;
    if (count <= 0) return;
    gl.bindVertexArray(this.array);
    gl.drawArrays({ node: gl.POINTS, line: gl.LINES, stroke: gl.TRIANGLES }[this.kind], first, count);
    gl.bindVertexArray(null);
  }
}

function compile(gl: WebGL2RenderingContext, vertex: string, fragment: string, attributes: readonly Attribute[]): Program {
  const program = gl.createProgram();
  for (const [type, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  attributes.forEach(({ name }, place) => gl.bindAttribLocation(program, place, name));
  gl.linkProgram(program);
  const known = new Map<string, WebGLUniformLocation | null>();
  const uniform = (name: string): WebGLUniformLocation | null => {
    if (!known.has(name)) known.set(name, gl.getUniformLocation(program, name));
    return known.get(name)!;
  };
  return { program, uniform };
}

export function shapeTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const made = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, shapeSheet());
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, 4); // smaller ones would mix neighbouring shapes
  gl.generateMipmap(gl.TEXTURE_2D);
  return made;
}
