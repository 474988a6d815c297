import { change, look } from "../state/state";
import { addPathEnd, expand, pinAt } from "./actions";
import { caught, type Point } from "./lasso";
import { cursor, drawn, hovered, hoveredLink, isDrawing, pickedLink, tool } from "./session";
import type { Stage } from "./stage";

/** How far the pointer may tremble before a press becomes a drag, in pixels. */
const TREMBLE = 4;

/** Hover, click, double click and drag on things and links; gives what ends that. */
export function listen(stage: Stage): () => void {
  const { sigma } = stage;
  let dragged = -1;
  let from: Point = [0, 0];
  let isDragged = false;
  let waiting = 0;
  const point = ({ event }: { event: { x: number; y: number } }): Point => [event.x, event.y];
  const hover = (x: number, y: number): void => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      if (stage.isMoving || dragged >= 0 || isDrawing.peek()) return;
      hovered.value = stage.thingAt(x, y);
      hoveredLink.value = hovered.value >= 0 ? -1 : stage.linkAt(x, y);
      stage.container.style.cursor = hovered.value >= 0 || hoveredLink.value >= 0 ? "pointer" : tool.value === "lasso" ? "crosshair" : "";
    });
  };
  const leave = (): void => {
    [hovered.value, hoveredLink.value] = [-1, -1];
  };
  sigma.on("downStage", (given) => {
    from = point(given);
    isDragged = false;
    dragged = stage.thingAt(...from);
  });
  sigma.on("moveBody", (given) => {
    const [x, y] = point(given);
    if (dragged >= 0) {
      given.preventSigmaDefault();
      isDragged ||= Math.hypot(x - from[0], y - from[1]) > TREMBLE;
      if (isDragged) stage.move(dragged, stage.toData(x, y));
    } else if (stage.container.contains(given.event.original.target as Node)) hover(x, y);
    else leave();
  });
  const drop = (): void => {
    const { field } = stage;
    if (dragged >= 0 && isDragged && field) pinAt(field.network.nodes.id[dragged]!, field.x[dragged]!, field.y[dragged]!);
    dragged = -1;
  };
  document.addEventListener("mouseup", drop);
  document.addEventListener("touchend", drop);
  sigma.on("leaveStage", leave);
  sigma.on("clickStage", (given) => {
    if (!isDragged) click(stage, ...point(given));
  });
  sigma.on("doubleClickStage", (given) => {
    const node = stage.thingAt(...point(given));
    if (node < 0) return;
    given.preventSigmaDefault();
    expand([idOf(stage, node)]);
  });
  return () => {
    document.removeEventListener("mouseup", drop);
    document.removeEventListener("touchend", drop);
    cancelAnimationFrame(waiting);
  };
}

function click(stage: Stage, x: number, y: number): void {
  const node = stage.thingAt(x, y, 4);
  cursor.value = "";
  if (node >= 0) {
    const id = idOf(stage, node);
    pickedLink.value = null;
    if (tool.value === "path") addPathEnd(id);
    else look(id);
    return;
  }
  const edge = stage.linkAt(x, y);
  const network = drawn.value?.field.network;
  if (edge >= 0 && network) {
    const [from, to] = [network.edges.source[edge]!, network.edges.target[edge]!];
    pickedLink.value = { from: network.nodes.id[from]!, to: network.nodes.id[to]!, relation: network.relations[network.edges.relation[edge]!]!.label };
  } else pickedLink.value = null;
}

function idOf(stage: Stage, node: number): string {
  return stage.field!.network.nodes.id[node]!;
}

/** Freehand choice: with the lasso at hand, or with Shift held; gives what ends it. */
export function lasso(stage: Stage, line: SVGPolylineElement): () => void {
  let points: Point[] = [];
  let isClickDue = false;
  const within = (event: PointerEvent): Point => {
    const box = stage.container.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const down = (event: PointerEvent): void => {
    isClickDue = false;
    if (event.button !== 0 || (tool.value !== "lasso" && !event.shiftKey)) return;
    [isDrawing.value, isClickDue, points] = [true, true, [within(event)]];
    [hovered.value, hoveredLink.value] = [-1, -1];
  };
  const move = (event: PointerEvent): void => {
    if (!isDrawing.peek()) return;
    points.push(within(event));
    line.setAttribute("points", points.map((one) => one.join()).join(" "));
  };
  const up = (): void => {
    if (!isDrawing.peek()) return;
    isDrawing.value = false;
    line.setAttribute("points", "");
    const { field } = stage;
    if (!field || points.length < 3) return;
    const nodes = caught(field, points.map(([x, y]) => stage.toData(x, y)));
    change({ chosen: nodes.map((node) => field.network.nodes.id[node]!) });
    tool.value = "";
  };
  // The press would also move the picture: sigma must not see it.
  const keep = (event: Event): void => {
    if (!isDrawing.peek()) return;
    event.stopPropagation();
    event.preventDefault();
  };
  // Letting go of the lasso is no click on what lies there.
  const swallow = (event: Event): void => {
    if (isClickDue) event.stopPropagation();
    isClickDue = false;
  };
  const { container } = stage;
  const options = { capture: true };
  container.addEventListener("pointerdown", down, options);
  container.addEventListener("click", swallow, options);
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", up);
  for (const name of ["mousedown", "touchstart"]) container.addEventListener(name, keep, { capture: true, passive: false });
  return () => {
    container.removeEventListener("pointerdown", down, options);
    container.removeEventListener("click", swallow, options);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", up);
    for (const name of ["mousedown", "touchstart"]) container.removeEventListener(name, keep, options);
  };
}
