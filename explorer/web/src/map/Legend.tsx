import type { MapData } from "../data/types";
import { plural, t } from "../words";
import type { Boundaries } from "./boundaries";
import type { ValueClass } from "./classes";
import { classText } from "./values";
import { size } from "./viewport";

/** A narrower map has its legend closed at first. */
const ROOMY_PX = 440;

/** What the shades mean. */
export function Legend({ data, map, classes }: { data: MapData; map: Boundaries; classes: ValueClass[] }) {
  const hasUnknown = data.regions.some((region) => region.value === null);
  const elsewhere = data.regions.filter((region) => region.count > 0 && !map.shape(region.code)).length;
  return (
    <details class="map-legend" open={size.peek().width > ROOMY_PX}>
      <summary>{t(`map.measure.${data.measure}`)}</summary>
      <ul class="map-classes">
        {classes.map((one, at) => (
          <li key={one.from}><span class="map-swatch" data-class={at} />{classText(data, one, at === classes.length - 1)}</li>
        ))}
        <li><span class="map-swatch" data-class="-1" />{t("map.legend.none")}</li>
        {hasUnknown && <li><span class="map-swatch" data-class="unknown" />{t("map.value.unknown")}</li>}
      </ul>
      {elsewhere > 0 && <p>{plural(elsewhere, "map.elsewhere.one", "map.elsewhere.many")}</p>}
    </details>
  );
}

/** Whose the boundaries are, and what they are worth. */
export function Origin({ data, map }: { data: MapData; map: Boundaries }) {
  const isApproximate = data.regions.some((region) => map.isApproximate(region.code));
  return (
    <p class="map-origin">
      {isApproximate && <span title={t("map.approximate.help")}>{t("map.approximate")} </span>}
      <span>{t("map.origin")}</span>
    </p>
  );
}
