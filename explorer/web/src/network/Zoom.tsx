import { change, show } from "../state/state";
import { t } from "../words";
import { Tool } from "./Bar";
import type { Stage } from "./stage";

export function Zoom({ stage }: { stage: Stage }) {
  const isAlone = show.value === "network";
  return (
    <div class="net-zoom" role="group" aria-label={t("network.zoom")}>
      <Tool icon="plus" name={t("network.zoom.in")} onClick={() => stage.zoom(1.5)} />
      <Tool icon="minus" name={t("network.zoom.out")} onClick={() => stage.zoom(1 / 1.5)} />
      <Tool icon="fit" name={t("network.zoom.fit")} onClick={() => stage.fit()} />
      <Tool icon={isAlone ? "down" : "up"} name={t(isAlone ? "network.full.back" : "network.full")} isOn={isAlone} onClick={() => change({ show: isAlone ? "all" : "network" }, "none")} />
    </div>
  );
}
