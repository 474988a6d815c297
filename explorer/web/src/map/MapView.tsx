import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { MapData } from "../data/types";
import { change, filter, lang, look, mapState } from "../state/state";
import { overlay } from "../state/overlay";
import { Empty, Loading, Problem } from "../ui/Notice";
import { plural, t } from "../words";
import { isShown, laid, marked, regions, restingScale, shapes } from "./answers";
import { type Boundaries, gridFor } from "./boundaries";
import { fitted, panned, pixelOf, showing, zoomed } from "./camera";
import { classesOf } from "./classes";
import { clustered, type Spot } from "./clusters";
import { Fixed } from "./Fixed";
import { follow } from "./gestures";
import { homeOf } from "./home";
import { labelsFor } from "./labels";
import { BEYOND, Layer } from "./layer";
import { Legend, Origin } from "./Legend";
import { type Direction, isDirection, nearestTowards } from "./neighbours";
import { showPicture } from "./picture";
import { type Place, placeOf } from "./plane";
import { Regions } from "./Regions";
import { Tip, tip } from "./Tip";
import { STEP, Tools, Zoom } from "./Tools";
import { countText, valueText } from "./values";
import { camera, goHome, goTo, home, rested, see, size } from "./viewport";
import "./map.css";

/** Regions shaded by what is in them, macro-regions, places, and what is laid over the views. */
export function MapView() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    isShown.value = true;
    return () => (isShown.value = false);
  }, []);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      size.value = { width, height };
    });
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);
  const data = regions.value.value;
  const map = shapes.value.value;
  useEffect(() => {
    if (!data || !map || size.value.width === 0) return;
    home.value = homeOf(data, map);
    if (!camera.peek()) see(fitted(home.value, size.value));
  }, [data, map, size.value.width > 0]);
  return (
    <div ref={frame} class="map-frame">
      <Loading when={regions.loading.value || shapes.loading.value} />
      {data && map && camera.value && <Picture data={data} map={map} />}
      {data?.regions.length === 0 && <Empty>{data.measure === "candidates" ? t("map.candidates.none") : undefined}</Empty>}
      <Problem of={regions} />
      <Problem of={shapes} />
      <Tools data={data} />
      <Zoom />
    </div>
  );
}

function Picture({ data, map }: { data: MapData; map: Boundaries }) {
  const stage = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const plane = useRef<SVGGElement>(null);
  const isDragged = useRef(false);
  const [current, setCurrent] = useState("");
  const classes = useMemo(() => classesOf(data.regions.map((region) => region.value ?? 0)), [data]);
  const drawn = useMemo(() => data.regions.filter((region) => map.shape(region.code)), [data, map]);
  const focused = drawn.some((region) => region.code === current) ? current : (drawn[0]?.code ?? "");
  const { width, height } = size.value;

  useEffect(() => {
    const layer = new Layer(svg.current!, plane.current!);
    const stops = [
      camera.subscribe((now) => now && layer.show(now, size.peek())),
      rested.subscribe(() => camera.peek() && layer.draw(camera.peek()!, size.peek())),
    ];
    return () => stops.forEach((stop) => stop());
  }, [width, height]);
  useEffect(() => follow(stage.current!, {
    zoom: (factor, at) => see(zoomed(camera.peek()!, factor, at)),
    pan: (dx, dy) => see(panned(camera.peek()!, dx, dy)),
    drag: (isOn) => {
      isDragged.current = isOn;
      stage.current?.classList.toggle("dragged", isOn);
      if (isOn) tip.value = null;
    },
  }), []);
  useEffect(() => showPicture(() => stage.current), []);

  const grid = gridFor(restingScale.value ?? camera.peek()?.scale ?? 1);
  const spots = useSpots(data);
  const resting = restingScale.value;
  // Names and places together would be a thicket.
  const labels = useMemo(() => (camera.peek() && !spots.length ? labelsFor(data, map, classes, camera.peek()!, size.peek()) : []), [data, map, spots.length, resting, width, height]);
  const over = overlay.value;
  const places = useMemo(() => new Map((laid.value.value ?? []).map((one) => [one.id, one.place])), [laid.value.value]);
  const links = (over?.edges ?? []).flatMap(([from, to]): [Place, Place][] => {
    const [one, other] = [places.get(from), places.get(to)];
    return one && other ? [[one, other]] : [];
  });

  const regionOf = (target: EventTarget | null): MapData["regions"][number] | undefined => {
    const code = (target as Element | null)?.closest<SVGElement>("[data-code]")?.dataset.code;
    return data.regions.find((region) => region.code === code);
  };
  const spotOf = (target: EventTarget | null): Spot | undefined => spots[Number((target as SVGElement | null)?.dataset.spot ?? -1)];
  const tell = (target: EventTarget | null, x: number, y: number): void => {
    const [region, spot] = [regionOf(target), spotOf(target)];
    if (spot) tip.value = { x, y, title: spot.labels[0]!, lines: spot.count > 1 ? [t("map.point.several", { n: spot.count }), ...spot.labels.slice(1, 6)] : [] };
    else if (region) tip.value = { x, y, title: region.label, lines: [valueText(data, region.value), countText(data, region)].filter(Boolean) };
    else tip.value = null;
  };
  const take = (target: EventTarget | null): void => {
    const [region, spot] = [regionOf(target), spotOf(target)];
    const laidOver = (target as SVGElement | null)?.dataset.id;
    if (laidOver) look(laidOver);
    else if (spot && spot.ids.length > 1 && camera.value) goTo({ ...zoomed(camera.value, 3), x: spot.place[0], y: spot.place[1] });
    else if (spot) look(spot.ids[0]!);
    else if (region) narrowTo(region.id);
  };
  const keyed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !camera.value) return;
    if (isDirection(event.key)) {
      if (event.shiftKey) see(panned(camera.value, ...SHIFTS[event.key]));
      else step(event.key);
    } else if (event.key === "+" || event.key === "=") goTo(zoomed(camera.value, STEP));
    else if (event.key === "-") goTo(zoomed(camera.value, 1 / STEP));
    else if (event.key === "0") goHome();
    else if (event.key === "Enter" || event.key === " ") take(event.target);
    else if (event.key === "Escape") tip.value = null;
    else return;
    event.preventDefault();
  };
  const step = (direction: Direction): void => {
    const middles = drawn.map((region) => map.shape(region.code)!.middle);
    const next = drawn[nearestTowards(middles, drawn.findIndex((region) => region.code === focused), direction)];
    if (!next) return;
    setCurrent(next.code);
    see(showing(camera.value!, size.value, map.shape(next.code)!.middle));
    svg.current?.querySelector<SVGElement>(`[data-code="${next.code}"]`)?.focus();
  };
  const focusedNow = (event: FocusEvent): void => {
    const region = regionOf(event.target);
    if (!region || !(event.target as Element).matches(":focus-visible")) return;
    setCurrent(region.code);
    tell(event.target, ...pixelOf(camera.value!, size.value, map.shape(region.code)!.middle));
  };
  const hover = (event: PointerEvent): void => {
    if (isDragged.current) return;
    const box = stage.current!.getBoundingClientRect();
    tell(event.target, event.clientX - box.left, event.clientY - box.top);
  };
  return (
    <>
      <p class="hidden" id="map-help">{t("map.help")}</p>
      <div
        ref={stage}
        class="map-stage"
        role="group"
        aria-label={t("map.title")}
        aria-describedby="map-help"
        onKeyDown={keyed}
        onClick={(event) => {
          if (!isDragged.current) take(event.target);
        }}
        onPointerMove={hover}
        onPointerLeave={() => (tip.value = null)}
        onFocusCapture={focusedNow}
        onBlurCapture={() => (tip.value = null)}
      >
      <svg
        ref={svg}
        class="map-picture"
        width={width * (1 + 2 * BEYOND)}
        height={height * (1 + 2 * BEYOND)}
        style={{ left: `${-width * BEYOND}px`, top: `${-height * BEYOND}px` }}
      >
        <defs>
          <pattern id="map-hatch" width="6" height="6" patternUnits="userSpaceOnUse">
            <rect class="map-hatch-ground" width="6" height="6" />
            <rect class="map-hatch-line" width="2" height="6" />
          </pattern>
        </defs>
        <g ref={plane}>
          <Ground map={map} grid={grid} />
          <Regions data={data} map={map} classes={classes} grid={grid} wanted={filter.value.region} current={focused} lang={lang.value} />
          <Borders map={map} level={data.level} grid={grid} />
          <Macro data={data} map={map} grid={grid} />
          <Wanted data={data} map={map} grid={grid} focused={focused} />
        </g>
      </svg>
      <svg class="map-over" width={width} height={height}>
        <Fixed labels={labels} spots={spots} marked={marked.value.value ?? []} laid={laid.value.value ?? []} links={links} />
      </svg>
      </div>
      <Legend data={data} map={map} classes={classes} />
      <Origin data={data} map={map} />
      <Tip />
      <p class="hidden" role="status">{plural(drawn.length, "map.drawn.one", "map.drawn.many")}</p>
    </>
  );
}

const SHIFTS: Record<Direction, [number, number]> = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };

/** Narrow the selection to a region, or no longer, and show its facts. */
function narrowTo(id: string): void {
  const old = filter.value.region;
  if (old.includes(id)) change({ filter: { region: old.filter((one) => one !== id) } });
  else change({ filter: { region: [...old, id] }, focus: id, panel: "details" });
}

interface Drawn {
  map: Boundaries;
  grid: number;
}

function Ground({ map, grid }: Drawn) {
  return useMemo(() => <>{map.land(grid).map((path) => <path key={path.length} class="map-land" d={path} />)}</>, [map, grid]);
}

function Borders({ map, level, grid }: Drawn & { level: number }) {
  return useMemo(
    () => (
      <g class="map-borders">
        {Array.from({ length: level + 1 }, (_, at) => level - at).map((one) => (
          <path key={one} d={map.borders(one, grid)} class={`map-border map-border-${level - one}`} data-country={one === 0} />
        ))}
      </g>
    ),
    [map, level, grid],
  );
}

function Macro({ data, map, grid }: Drawn & { data: MapData }) {
  const shown = useComputed(() => mapState.value.macro).value;
  return (
    <g class="map-macros">
      {data.macro.filter(({ id }) => shown.includes(id)).map(({ id, codes }) => <Together key={id} map={map} grid={grid} codes={codes} />)}
    </g>
  );
}

function Together({ map, grid, codes }: Drawn & { codes: string[] }) {
  return useMemo(() => <path class="map-together" d={map.together(codes, grid)} />, [map, grid, codes.join(" ")]);
}

/** Outlines over the borders: regions that the selection is narrowed to, and where the keyboard is. */
function Wanted({ data, map, grid, focused }: Drawn & { data: MapData; focused: string }) {
  const wanted = data.regions.filter((region) => filter.value.region.includes(region.id));
  return (
    <g class="map-wanted">
      {wanted.map(({ code }) => <path key={code} d={map.shape(code)?.path(grid) ?? ""} />)}
      <path class="map-focus" d={map.shape(focused)?.path(grid) ?? ""} />
    </g>
  );
}

/** Places that lie within some pixels of each other as one. */
function useSpots(data: MapData): Spot[] {
  const isOn = mapState.value.points;
  // In steps, so that small changes of the scale leave the places alone.
  const scale = 2 ** Math.round(Math.log2(restingScale.value ?? camera.peek()?.scale ?? 1));
  return useMemo(() => {
    if (!isOn) return [];
    const spots = data.points.map(({ id, label, lon, lat, count, type }): Spot => ({ place: placeOf(lon, lat), count, ids: [id], labels: [label], type }));
    return clustered(spots, 18 / scale);
  }, [data, isOn, scale]);
}
