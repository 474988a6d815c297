import { memo } from "preact/compat";
import type { MapData } from "../data/types";
import type { Boundaries } from "./boundaries";
import { classAt, type ValueClass } from "./classes";
import { valueText } from "./values";

interface Properties {
  data: MapData;
  map: Boundaries;
  classes: ValueClass[];
  /** How fine the outlines are, in kilometres. */
  grid: number;
  /** Ids of regions that the selection is narrowed to. */
  wanted: string[];
  /** The code of the region that the keyboard is at. */
  current: string;
  /** Makes the words anew in another language. */
  lang: string;
}

/** The regions of which something is known, shaded by it; each is a button. */
export const Regions = memo(function Regions({ data, map, classes, grid, wanted, current }: Properties) {
  return (
    <g class="map-regions">
      {data.regions.map((region) => {
        const shape = map.shape(region.code);
        if (!shape) return null;
        const isWanted = wanted.includes(region.id);
        return (
          <path
            key={region.code}
            d={shape.path(grid)}
            class="map-region"
            data-class={region.value === null ? "unknown" : classAt(classes, region.value)}
            data-code={region.code}
            role="button"
            tabIndex={region.code === current ? 0 : -1}
            aria-pressed={isWanted}
            aria-label={`${region.label}: ${valueText(data, region.value)}`}
          />
        );
      })}
    </g>
  );
});
