import type { CameraState } from "sigma/types";
import type { Frame } from "./frame";
import { extent, near } from "./grid";
import { type Field, gridIn, put } from "./field";
import { type Box, coverage, FONT, FONT_SIZE, type Label, labelsOf, measurer } from "./labels";
import { Layers } from "./layers";
import { Lines } from "./lines";
import type { Look } from "./looks";
import { hex } from "./palette";
import { Things } from "./things";
import { type Front, NO_FRONT, radiusOnScreen, type View } from "./view";

export interface Names {
  first: readonly number[];
  strong: ReadonlySet<number>;
  withOthers: boolean;
}

// Lines that are drawn while the picture moves: as many as keep it smooth, found out on the way.
const FIRST_BUDGET = 6000;
const LEAST_BUDGET = 1000;
const SLOW_FRAME = 36;
const FAST_FRAME = 21;
/** The picture rests when nothing moved for so many milliseconds. */
const REST = 140;

/** The picture: sigma's camera, gestures and layers, and in them what is drawn from columns on the graphics card. */
export class Stage {
  readonly sigma: Layers;
  private readonly lines: Lines;
  private readonly things: Things;
  /** The layer of the links, which steps back as one. */
  private readonly veil: HTMLCanvasElement;
  private readonly pen: CanvasRenderingContext2D;
  private readonly measure = measurer();
  private readonly observer: ResizeObserver;
  field: Field | null = null;
  look: Look | null = null;
  frame: Frame = { x: 0, y: 0, span: 1, width: 1, height: 1 };
  front: Front = NO_FRONT;
  private names: Names = { first: [], strong: new Set(), withOthers: true };
  private labels: Label[] = [];
  private budget = FIRST_BUDGET;
  private lastFrame = 0;
  private resting = 0;
  private repainting = 0;
  isMoving = false;
  /** Called after each frame, e.g. to keep what is laid over the picture in its place. */
  onFrame: () => void = () => undefined;

  constructor(readonly container: HTMLElement) {
    this.sigma = new Layers(container);
    this.lines = new Lines(this.sigma.linesContext);
    this.things = new Things(this.sigma.thingsContext);
    const canvases = this.sigma.getCanvases();
    this.veil = canvases.edges!;
    this.pen = canvases.labels!.getContext("2d")!;
    this.sigma.on("afterRender", this.render);
    this.sigma.getCamera().on("updated", this.moving);
    this.observer = new ResizeObserver(() => {
      this.sigma.resize();
      this.sigma.scheduleRender();
      this.rest();
    });
    this.observer.observe(container);
  }

  /** Show a field; a new frame makes the camera begin anew. */
  show(field: Field, look: Look, frame: Frame): void {
    [this.field, this.look, this.frame] = [field, look, frame];
    const half = (size: number): [number, number] => [0.5 - size / frame.span / 2, 0.5 + size / frame.span / 2];
    this.lines.load(field, look);
    this.things.load(field, look);
    this.sigma.setCustomBBox({ x: half(frame.width), y: half(frame.height) });
    this.sigma.refresh();
    this.rest();
  }

  bringForward(front: Front, names: Names): void {
    [this.front, this.names] = [front, names];
    if (!this.field) return;
    this.things.bringForward(this.field, front);
    this.veil.style.opacity = front.fade < 1 ? String(Math.max(front.fade * 0.7, 0.08)) : "";
    this.name();
    this.repaint();
  }

  /** Put a thing somewhere, null: where it belongs. */
  move(node: number, place: readonly [number, number] | null): void {
    if (!this.field || !put(this.field, node, place)) return;
    this.lines.moved(this.field, node);
    this.things.moved(this.field, node);
    this.linesAnew = true;
    this.repaint();
  }

  /** The thing under a point of the picture, -1 for none; `slack` pixels beside it count as well. */
  thingAt(x: number, y: number, slack = 2): number {
    const { field, look } = this;
    if (!field || !look || field.nodes === 0) return -1;
    const view = this.view();
    const scale = Math.abs(view.scaleX);
    const [dataX, dataY] = this.toData(x, y);
    let best = -1;
    let least = Infinity;
    near(gridIn(field), dataX, dataY, Math.max(look.largest, (24 + slack) / scale), (node) => {
      const away = Math.hypot(field.x[node]! - dataX, field.y[node]! - dataY) * scale - radiusOnScreen(look.radius[node]!, look.largest, scale, field.nodes);
      if (away < least) [best, least] = [node, away];
    });
    return least <= slack ? best : -1;
  }

  /** The link that passes within some pixels of a point, -1 for none. */
  linkAt(x: number, y: number, reach = 4): number {
    const { field, look } = this;
    if (!field || !look) return -1;
    const view = this.view();
    const { source, target, relation } = field.network.edges;
    const isHidden = field.network.relations.map(({ id }) => look.hidden.has(id));
    let [best, least] = [-1, reach];
    for (let edge = 0; edge < field.edges; edge += 1) {
      if (isHidden[relation[edge]!]) continue;
      const [from, to] = [source[edge]!, target[edge]!];
      const [ax, ay] = [field.x[from]! * view.scaleX + view.left - x, field.y[from]! * view.scaleY + view.top - y];
      const [bx, by] = [field.x[to]! * view.scaleX + view.left - x, field.y[to]! * view.scaleY + view.top - y];
      if ((ax > least && bx > least) || (ax < -least && bx < -least) || (ay > least && by > least) || (ay < -least && by < -least)) continue;
      const [wx, wy] = [bx - ax, by - ay];
      const share = Math.min(Math.max(-(ax * wx + ay * wy) / (wx * wx + wy * wy || 1), 0), 1);
      const away = Math.hypot(ax + share * wx, ay + share * wy);
      if (away < least) [best, least] = [edge, away];
    }
    return best;
  }

  view(): View {
    const zero = this.sigma.framedGraphToViewport({ x: 0, y: 0 });
    const one = this.sigma.framedGraphToViewport({ x: 1, y: 1 });
    const { width, height } = this.sigma.getDimensions();
    const { frame } = this;
    const scaleX = (one.x - zero.x) / frame.span;
    const scaleY = (one.y - zero.y) / frame.span;
    return {
      scaleX, scaleY, left: (one.x + zero.x) / 2 - frame.x * scaleX, top: (one.y + zero.y) / 2 - frame.y * scaleY,
      width, height, pixelRatio: this.veil.width / width,
    };
  }

  toPixels(node: number): [number, number] {
    const view = this.view();
    return [this.field!.x[node]! * view.scaleX + view.left, this.field!.y[node]! * view.scaleY + view.top];
  }

  toData(x: number, y: number): [number, number] {
    const view = this.view();
    return [(x - view.left) / view.scaleX, (y - view.top) / view.scaleY];
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    this.go({ ...camera.getState(), ratio: camera.getBoundedRatio(camera.getState().ratio / factor) });
  }

  /** See everything, or only some things. */
  fit(nodes?: readonly number[]): void {
    const { field, frame } = this;
    if (!field || field.nodes === 0) return;
    const [left, right] = extent(nodes ? nodes.map((node) => field.x[node]!) : field.x);
    const [low, high] = extent(nodes ? nodes.map((node) => field.y[node]!) : field.y);
    const share = Math.max((right - left) / frame.width, (high - low) / frame.height);
    this.go({ x: 0.5 + ((left + right) / 2 - frame.x) / frame.span, y: 0.5 + ((low + high) / 2 - frame.y) / frame.span, angle: 0, ratio: nodes ? Math.min(Math.max(share * 1.2, 0.06), 1) : Math.max(share, 0.02) });
  }

  /** Which part of some things is in sight, 0 to 1. */
  shareInSight(nodes: readonly number[]): number {
    const view = this.view();
    const { field } = this;
    const isSeen = (node: number): boolean => {
      const [x, y] = [field!.x[node]! * view.scaleX + view.left, field!.y[node]! * view.scaleY + view.top];
      return x >= 0 && y >= 0 && x <= view.width && y <= view.height;
    };
    return nodes.length ? nodes.filter(isSeen).length / nodes.length : 1;
  }

  /** Bring a thing into sight, where it is not. */
  reveal(node: number): void {
    const [x, y] = this.toPixels(node);
    const { width, height } = this.sigma.getDimensions();
    if (x > 40 && y > 40 && x < width - 40 && y < height - 40) return;
    const { field, frame } = this;
    this.go({ ...this.sigma.getCamera().getState(), x: 0.5 + (field!.x[node]! - frame.x) / frame.span, y: 0.5 + (field!.y[node]! - frame.y) / frame.span });
  }

  kill(): void {
    clearTimeout(this.resting);
    cancelAnimationFrame(this.repainting);
    this.observer.disconnect();
    this.sigma.kill();
  }

  private go(state: CameraState): void {
    const camera = this.sigma.getCamera();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) camera.setState(state);
    else void camera.animate(state, { duration: 240, easing: "quadraticInOut" });
  }

  private linesAnew = true;

  private readonly moving = (): void => {
    this.isMoving = true;
    this.rest();
  };

  /** Draw all there is once nothing moves any more. */
  private rest(): void {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => {
      this.isMoving = false;
      this.lastFrame = 0;
      this.linesAnew = true;
      this.name();
      this.repaint();
    }, REST);
  }

  private readonly render = (): void => {
    this.linesAnew = true;
    if (this.isMoving) this.learn();
    this.paint();
  };

  /** As many lines as the machine draws in time. */
  private learn(): void {
    const now = performance.now();
    const took = now - this.lastFrame;
    this.lastFrame = now;
    if (took > 1000) return;
    if (took > SLOW_FRAME) this.budget = Math.max(LEAST_BUDGET, this.budget * 0.7);
    else if (took < FAST_FRAME) this.budget = Math.min(Math.max(this.lines.count, FIRST_BUDGET), this.budget * 1.15);
  }

  private repaint(): void {
    if (!this.repainting) this.repainting = requestAnimationFrame(this.paint);
  }

  private readonly paint = (): void => {
    cancelAnimationFrame(this.repainting);
    this.repainting = 0;
    const view = this.view();
    if (this.linesAnew) this.lines.draw(view, this.isMoving ? this.budget : Infinity, !this.isMoving || this.lines.count * 8 < this.budget);
    this.linesAnew = false;
    this.things.draw(view);
    this.writeNames(view);
    this.container.dataset.things = String(this.field?.nodes ?? 0);
    this.onFrame();
  };

  private name(): void {
    if (this.field && this.look) this.labels = labelsOf(this.field, this.look, this.view(), { ...this.names, measure: this.measure, covered: coverage(this.field, this.view()), blocked: this.blocked() });
  }

  /** Where buttons and cards lie over the picture. */
  private blocked(): Box[] {
    const { width, height } = this.sigma.getDimensions();
    const { left, top } = this.container.getBoundingClientRect();
    const cards = [...(this.container.closest(".net")?.querySelectorAll(".net-card") ?? [])].map((card): Box => {
      const box = card.getBoundingClientRect();
      return [box.left - left, box.top - top, box.right - left, box.bottom - top];
    });
    return [[0, 0, width, 44], [width - 44, height - 150, width, height], [0, height - 44, 110, height], ...cards];
  }

  /** Names where things are now; which ones is decided at rest. */
  private writeNames(view: View): void {
    const { pen, field, look } = this;
    pen.clearRect(0, 0, view.width, view.height);
    if (!field || !look) return;
    const { tokens } = look;
    pen.font = FONT;
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    for (const label of this.labels) {
      const x = field.x[label.node]! * view.scaleX + view.left + label.dx;
      const y = field.y[label.node]! * view.scaleY + view.top + label.dy;
      pen.globalAlpha = this.front.fade < 1 && !label.isStrong && !this.names.first.includes(label.node) ? 0.55 : 1;
      if (label.isStrong) {
        pen.fillStyle = hex(tokens.text);
        pen.beginPath();
        pen.roundRect(x - 4, y - FONT_SIZE * 0.8, label.width + 8, FONT_SIZE * 1.6, 3);
        pen.fill();
        pen.fillStyle = hex(tokens.ground);
      } else {
        pen.lineWidth = 3;
        pen.strokeStyle = hex(tokens.ground);
        pen.strokeText(label.text, x, y);
        pen.fillStyle = hex(tokens.text);
      }
      pen.fillText(label.text, x, y + 0.5);
    }
    pen.globalAlpha = 1;
  }
}

/** Whether the browser can draw the picture at all. */
export function hasWebGl(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}
