import Graph from "graphology";
import Sigma from "sigma";
import type { NodeProgramType, EdgeProgramType } from "sigma/rendering";

/** In the place of sigma's programs, which would be compiled and fed for nothing. */
class Nothing {
  kill(): void { /* holds nothing */ }
  reallocate(): void { /* holds nothing */ }
  process(): void { /* is given nothing */ }
  render(): void { /* draws nothing */ }
}

const NOTHING = Nothing as unknown as NodeProgramType & EdgeProgramType;
const CORNERS = ["lower", "upper"];
const PADDING = 44;

interface Insides {
  webGLContexts: Record<string, WebGL2RenderingContext>;
  elements: Record<string, HTMLCanvasElement>;
}

/**
 * Sigma without its drawing: its camera, gestures and layers. Its graph holds only the corners of what is seen, since
 * one object a node and a link, sent to the graphics card with each frame and drawn twice, is too slow for many.
 */
export class Layers extends Sigma {
  constructor(container: HTMLElement) {
    const graph = new Graph();
    for (const corner of CORNERS) graph.addNode(corner, { x: 0, y: 0, size: 0, hidden: true });
    super(graph, container, {
      allowInvalidContainer: true, renderLabels: false, enableCameraRotation: false, stagePadding: PADDING,
      minCameraRatio: 0.004, maxCameraRatio: 3, zoomingRatio: 1.5,
      nodeProgramClasses: { circle: NOTHING }, edgeProgramClasses: { line: NOTHING, arrow: NOTHING },
    });
    // Things are found by their cells, in memory; reading pixels back would wait for the graphics card at each move.
    Object.assign(this, { getNodeAtPosition: () => null });
    for (const name of ["edgeLabels", "hovers"]) this.getCanvases()[name]!.style.display = "none";
  }

  /** Two contexts instead of three, and none to be picked from: each takes long to make in a software renderer. */
  override createWebGLContext(id: string, options: object = {}): WebGLRenderingContext {
    const { webGLContexts, elements } = this as unknown as Insides;
    if (id !== "hoverNodes") return super.createWebGLContext(id, { ...options, picking: false });
    elements.hoverNodes = elements.nodes!;
    webGLContexts.hoverNodes = webGLContexts.nodes!;
    return webGLContexts.nodes as unknown as WebGLRenderingContext;
  }

  get linesContext(): WebGL2RenderingContext {
    return (this as unknown as Insides).webGLContexts.edges!;
  }

  get thingsContext(): WebGL2RenderingContext {
    return (this as unknown as Insides).webGLContexts.nodes!;
  }
}
