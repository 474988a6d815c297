import { useEffect, useRef } from "preact/hooks";
import type { Spot } from "./clusters";
import { radiusOf } from "./clusters";
import type { Located } from "./answers";
import { pixelOf } from "./camera";
import type { Label } from "./labels";
import type { Place } from "./plane";
import { camera, size } from "./viewport";

interface Properties {
  labels: Label[];
  spots: Spot[];
  marked: Located[];
  laid: Located[];
  links: [Place, Place][];
}

/** What keeps its size at every scale: names, places, and what is laid over; each element is moved, not drawn anew. */
export function Fixed({ labels, spots, marked, laid, links }: Properties) {
  const group = useRef<SVGGElement>(null);
  useEffect(() => camera.subscribe(() => move(group.current)), []);
  useEffect(() => size.subscribe(() => move(group.current)), []);
  useEffect(() => move(group.current));
  const largest = Math.max(1, ...spots.map((spot) => spot.count));
  return (
    <g ref={group} class="map-fixed">
      {labels.map(({ text, place, on }) => <text key={text} class="map-name" data-on={on} {...at(place)}>{text}</text>)}
      {spots.map((spot, number) => (
        <circle key={spot.ids[0]} class="map-spot" r={radiusOf(spot.count, largest, size.value.width)} data-spot={number} {...at(spot.place)} />
      ))}
      {links.map(([from, to], number) => (
        <line key={number} class="map-link" data-x={from[0]} data-y={from[1]} data-to-x={to[0]} data-to-y={to[1]} />
      ))}
      {marked.map(({ id, place }, number) => <circle key={`${id} ${number}`} class="map-marked" r={8} {...at(place)} />)}
      {spread(laid).map(({ id, label, place, dx, dy }) => (
        <g key={id} class="map-laid" {...at(place)} data-dx={dx} data-dy={dy}>
          <circle r={5.5} data-id={id} />
          <text x={9} y={4}>{label}</text>
        </g>
      ))}
    </g>
  );
}

const at = ([x, y]: Place): Record<string, number> => ({ "data-x": x, "data-y": y });

function move(group: SVGGElement | null): void {
  const now = camera.peek();
  if (!group || !now) return;
  for (const element of group.children as unknown as Iterable<SVGElement>) {
    const data = element.dataset;
    const [x, y] = pixelOf(now, size.peek(), [Number(data.x), Number(data.y)]);
    if (data.toX === undefined) {
      element.setAttribute("transform", `translate(${(x + Number(data.dx ?? 0)).toFixed(1)} ${(y + Number(data.dy ?? 0)).toFixed(1)})`);
      continue;
    }
    const [toX, toY] = pixelOf(now, size.peek(), [Number(data.toX), Number(data.toY)]);
    for (const [name, value] of [["x1", x], ["y1", y], ["x2", toX], ["y2", toY]] as const) element.setAttribute(name, value.toFixed(1));
  }
}

/** Things at the same place beneath each other. */
function spread(things: Located[]): (Located & { dx: number; dy: number })[] {
  const before = new Map<string, number>();
  return things.map((thing) => {
    const key = thing.place.map(Math.round).join(" ");
    const count = before.get(key) ?? 0;
    before.set(key, count + 1);
    return { ...thing, dx: 0, dy: count * 16 };
  });
}
