import type { Camera, Size } from "./camera";

/** How much more than is seen is drawn on each side, so that a drag brings no blank edge. */
export const BEYOND = 0.25;
/** While the view moves, it is drawn anew at most so often. */
const PAUSE_MS = 700;
/** Further than by this factor the picture would be coarse, or small. */
const FAR = 6;

/**
 * The heavy part of the map: drawn for one camera, and moved as a picture until the view rests.
 * A picture that is only moved costs next to nothing, however many regions are in it.
 */
export class Layer {
  private drawn: Camera | null = null;
  private size: Size = { width: 0, height: 0 };
  private at = 0;

  constructor(private readonly svg: SVGSVGElement, private readonly plane: SVGGElement) {}

  /** Draw for a camera. */
  draw(now: Camera, size: Size): void {
    this.drawn = now;
    this.size = size;
    this.at = performance.now();
    const [wide, high] = [size.width * (1 + 2 * BEYOND), size.height * (1 + 2 * BEYOND)];
    this.svg.style.transform = "";
    this.plane.setAttribute("transform", `translate(${wide / 2} ${high / 2}) scale(${now.scale}) translate(${-now.x} ${-now.y})`);
    this.svg.querySelector("pattern")?.setAttribute("patternTransform", `scale(${1 / now.scale}) rotate(45)`);
  }

  /** Show what the camera sees, by moving what is drawn where that will do. */
  show(now: Camera, size: Size): void {
    const from = this.drawn;
    if (!from || size !== this.size || (this.isTooFar(from, now) && performance.now() - this.at > PAUSE_MS)) {
      this.draw(now, size);
      return;
    }
    const factor = now.scale / from.scale;
    const [middleX, middleY] = [size.width * (0.5 + BEYOND), size.height * (0.5 + BEYOND)];
    const x = middleX * (1 - factor) + (from.x - now.x) * now.scale;
    const y = middleY * (1 - factor) + (from.y - now.y) * now.scale;
    this.svg.style.transform = `translate(${x}px, ${y}px) scale(${factor})`;
  }

  private isTooFar(from: Camera, now: Camera): boolean {
    const factor = now.scale / from.scale;
    if (factor > FAR || factor < 1 / FAR) return true;
    const beyond = (here: number, there: number, length: number): boolean => Math.abs(here - there) > (length * 0.75) / from.scale;
    return beyond(from.x, now.x, this.size.width) || beyond(from.y, now.y, this.size.height);
  }
}
