import { change, show } from "../state/state";
import { t } from "../words";
import { Tool } from "./Bar";
import type { Stage } from "./stage";

export function Zoom({ stage }: { stage: Stage }) {
  const isAlone = show.value === "network";
  const full = t(isAlone ? "network.full.back" : "network.full");
  return (
    <div class="net-zoom" role="group" aria-label={t("network.zoom")}>
      <Tool icon="plus" name={t("network.zoom.in")} onClick={() => stage.zoom(1.5)} />
      <Tool icon="minus" name={t("network.zoom.out")} onClick={() => stage.zoom(1 / 1.5)} />
      <Tool icon="fit" name={t("network.zoom.fit")} onClick={() => stage.fit()} />
      <button type="button" class="button icon-only" aria-label={full} title={full} onClick={() => change({ show: isAlone ? "all" : "network" }, "none")}>
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d={isAlone ? "M13.5 2.5 9 7m0-3.5V7h3.5M2.5 13.5 7 9m0 3.5V9H3.5" : "M9 7l4.5-4.5m-3.5 0h3.5V6M7 9l-4.5 4.5m3.5 0H2.5V10"} /></svg>
      </button>
    </div>
  );
}
