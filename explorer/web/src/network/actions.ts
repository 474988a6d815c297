import { change, chosen, networkState } from "../state/state";
import { t } from "../words";
import { neighbours } from "./field";
import { cursor, drawn, said, tool, wayNumber } from "./session";

/** The things that a button or a key is about: what is marked, else where the keyboard stands. */
export function meant(): string[] {
  if (cursor.value) return [cursor.value];
  return chosen.value;
}

/** Draw what things are linked to as well, or no longer. */
export function expand(ids: readonly string[]): void {
  const { expand: old } = networkState.value;
  const isAll = ids.every((id) => old.includes(id));
  change({ network: { expand: isAll ? old.filter((id) => !ids.includes(id)) : [...new Set([...old, ...ids])] } });
  said.value = t(isAll ? "network.said.collapsed" : "network.said.expanded", { name: nameOf(ids) });
}

export function hide(ids: readonly string[]): void {
  if (ids.length === 0) return;
  const field = drawn.value?.field;
  const name = nameOf(ids);
  const at = ids[0] === undefined ? undefined : field?.at.get(ids[0]);
  const next = at === undefined || !field ? undefined : neighbours(field, at).map((node) => field.network.nodes.id[node]!).find((id) => !ids.includes(id));
  if (cursor.value) cursor.value = next ?? "";
  change({ network: { hidden: [...new Set([...networkState.value.hidden, ...ids])] }, chosen: chosen.value.filter((id) => !ids.includes(id)) });
  said.value = t("network.said.hidden", { name });
}

export function showAgain(): void {
  change({ network: { hidden: [] } });
}

/** Keep things where they are now, or let them go back where they belong. */
export function pin(ids: readonly string[]): void {
  const field = drawn.value?.field;
  if (!field || ids.length === 0) return;
  const pinned = { ...networkState.value.pinned };
  const isAll = ids.every((id) => id in pinned);
  for (const id of ids) {
    const at = field.at.get(id);
    if (isAll) Reflect.deleteProperty(pinned, id);
    else if (at !== undefined) pinned[id] = rounded(field.x[at]!, field.y[at]!);
  }
  change({ network: { pinned } });
  said.value = t(isAll ? "network.said.unpinned" : "network.said.pinned", { name: nameOf(ids) });
}

/** Keep one thing where it was put by hand. */
export function pinAt(id: string, x: number, y: number): void {
  change({ network: { pinned: { ...networkState.value.pinned, [id]: rounded(x, y) } } });
}

/** The next end of a way: the first, then the second, then a new first. */
export function addPathEnd(id: string): void {
  const [from, to] = networkState.value.path;
  if (from === id && !to) return;
  wayNumber.value = 0;
  change({ network: { path: from && !to ? [from, id] : [id] }, chosen: from && !to ? [from, id] : [id] });
  if (from && !to) tool.value = "";
}

export function clearPath(): void {
  change({ network: { path: [] } });
  if (tool.value === "path") tool.value = "";
}

/** Begin to choose the ends of a way; what is marked is its first end, and its second where two are. */
export function beginPath(): void {
  if (tool.value === "path") {
    clearPath();
    return;
  }
  tool.value = "path";
  const [from, to] = meant();
  if (from && to) {
    change({ network: { path: [from, to] } });
    tool.value = "";
  } else change({ network: { path: from ? [from] : [] } });
}

function nameOf(ids: readonly string[]): string {
  const field = drawn.value?.field;
  const at = ids[0] === undefined ? undefined : field?.at.get(ids[0]);
  if (ids.length !== 1 || at === undefined) return String(ids.length);
  return field!.network.nodes.label[at]!;
}

/** Four places after the point are finer than a pixel, and keep links short. */
function rounded(x: number, y: number): [number, number] {
  return [Number(x.toPrecision(6)), Number(y.toPrecision(6))];
}
