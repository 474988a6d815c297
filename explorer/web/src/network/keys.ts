import { look } from "../state/state";
import { plural, t } from "../words";
import { addPathEnd, expand, hide, meant, pin } from "./actions";
import { neighbours } from "./field";
import { cursor, drawn, pickedLink, said, tool } from "./session";
import type { Stage } from "./stage";
import { type Direction, start, step } from "./walk";
import { kindName } from "./names";

const ARROWS: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** What keys do while the picture has the focus. */
export function press(event: KeyboardEvent, stage: Stage, focus: string): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way = ARROWS[event.key];
  const action = way ? () => walk(stage, way, focus) : actions(stage)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function actions(stage: Stage): Record<string, (() => void) | undefined> {
  const ids = meant();
  const withOne = (act: (id: string) => void) => (ids[0] === undefined ? undefined : () => act(ids[0]!));
  const withAll = (act: (ids: string[]) => void) => (ids.length === 0 ? undefined : () => act(ids));
  return {
    Enter: withOne((id) => (tool.value === "path" ? addPathEnd(id) : look(id))),
    e: withAll(expand), h: withAll(hide), p: withAll(pin),
    "+": () => stage.zoom(1.5), "=": () => stage.zoom(1.5), "-": () => stage.zoom(1 / 1.5), "0": () => stage.fit(),
    Escape: cursor.value || tool.value || pickedLink.value ? leave : undefined,
  };
}

function leave(): void {
  [cursor.value, tool.value, pickedLink.value] = ["", "", null];
}

function walk(stage: Stage, way: Direction, focus: string): void {
  const field = drawn.value?.field;
  if (!field || field.nodes === 0) return;
  const from = field.at.get(cursor.value);
  const to = from === undefined ? start(field, focus) : step(field, from, way);
  if (to < 0) {
    said.value = t(`network.said.none.${way}`);
    return;
  }
  cursor.value = field.network.nodes.id[to]!;
  stage.reveal(to);
  const { label, type } = field.network.nodes;
  said.value = `${label[to]!}, ${kindName(field.network.types[type[to]!]!)}, ${plural(neighbours(field, to).length, "network.neighbours.one", "network.neighbours.many")}`;
}
