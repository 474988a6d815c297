import type { MapData, Measure } from "../data/types";
import { change, filter, mapState, toggle } from "../state/state";
import { Icon } from "../ui/Icon";
import { t } from "../words";
import { level } from "./answers";
import { zoomed } from "./camera";
import { camera, goHome, goTo } from "./viewport";

const MEASURES: readonly Measure[] = ["projects", "money", "organisations", "candidates"];
const LEVELS = ["0", "1", "2", "3"] as const;
export const STEP = 1.6;

/** What the map shows: measure, level, places, macro-regions. */
export function Tools({ data }: { data: MapData | null }) {
  const { measure, level: chosenLevel, points } = mapState.value;
  return (
    <div class="map-tools">
      <select
        class="map-select"
        aria-label={t("map.measure")}
        value={measure}
        onChange={(event) => change({ map: { measure: event.currentTarget.value as Measure } })}
      >
        {MEASURES.map((one) => <option key={one} value={one}>{t(`map.measure.${one}`)}</option>)}
      </select>
      <select
        class="map-select"
        aria-label={t("map.level")}
        value={chosenLevel ?? "auto"}
        onChange={(event) => change({ map: { level: event.currentTarget.value === "auto" ? null : Number(event.currentTarget.value) } })}
      >
        <option value="auto">{chosenLevel === null ? t("map.level.auto.now", { level: t(`map.level.short.${LEVELS[level.value]!}`) }) : t("map.level.auto")}</option>
        {LEVELS.map((one) => <option key={one} value={one}>{t(`map.level.${one}`)}</option>)}
      </select>
      <button type="button" class="button map-button" aria-pressed={points} title={t("map.points.help")} onClick={() => change({ map: { points: !points } })}>
        {t("map.points")}
      </button>
      {data && data.macro.length > 0 && <Macros macro={data.macro} />}
    </div>
  );
}

function Macros({ macro }: { macro: MapData["macro"] }) {
  const shown = mapState.value.macro;
  const wanted = filter.value.region;
  const flip = (id: string): void =>
    change({ map: { macro: shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id] } });
  return (
    <details class="map-macro">
      <summary class="button map-button">{t("map.macro")}{shown.length > 0 && <span class="count">{shown.length}</span>}</summary>
      <ul>
        {macro.map(({ id, label, definition }) => (
          <li key={id}>
            <label title={definition}>
              <input type="checkbox" checked={shown.includes(id)} onChange={() => flip(id)} />
              <span>{label}</span>
            </label>
            {definition && <p class="help">{definition}</p>}
            <button type="button" class="button plain" aria-pressed={wanted.includes(id)} aria-label={`${label}: ${t("map.macro.only")}`} onClick={() => toggle("region", id)}>
              {t(wanted.includes(id) ? "map.macro.all" : "map.macro.only")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Zoom() {
  const by = (factor: number): void => {
    if (camera.value) goTo(zoomed(camera.value, factor));
  };
  return (
    <div class="map-zoom" role="group" aria-label={t("map.scale")}>
      <button type="button" class="button icon-only" aria-label={t("map.closer")} title={t("map.closer")} onClick={() => by(STEP)}><Icon name="plus" /></button>
      <button type="button" class="button icon-only" aria-label={t("map.further")} title={t("map.further")} onClick={() => by(1 / STEP)}><Icon name="minus" /></button>
      <button type="button" class="button icon-only" aria-label={t("map.fit")} title={t("map.fit")} onClick={goHome}><Icon name="fit" /></button>
    </div>
  );
}
