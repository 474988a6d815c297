import { useEffect, useRef, useState } from "preact/hooks";
import { change, focus } from "../state/state";
import { Empty, Loading, Problem } from "../ui/Notice";
import { number, plural, t } from "../words";
import { Bar } from "./Bar";
import { Cards } from "./Cards";
import { direct } from "./control";
import { lasso, listen } from "./gestures";
import { press } from "./keys";
import { Legend } from "./Legend";
import { answer, drawn, limit, most, said, stageNow } from "./session";
import { hasWebGl, Stage } from "./stage";
import { Tip } from "./Tip";
import { Zoom } from "./Zoom";
import "./network.css";

export function NetworkView() {
  // A graphics card may lose what it drew; the picture is then made anew.
  const [round, setRound] = useState(0);
  const [hasGl, setHasGl] = useState(hasWebGl);
  const lost = (): void => {
    setHasGl(hasWebGl());
    setRound((before) => before + 1);
  };
  return hasGl ? <Picture key={round} onLost={lost} /> : <NoPicture />;
}

function Picture({ onLost }: { onLost: () => void }) {
  const [stage, setStage] = useState<Stage | null>(null);
  return (
    <div class="net">
      <Loading when={answer.loading.value} />
      <Problem of={answer} />
      <Canvas onStage={setStage} onLost={onLost} stage={stage} />
      <Bar />
      <div class="net-left">
        <Cut />
        <span class="net-space" />
        <Legend />
      </div>
      <Cards />
      {stage && <Zoom stage={stage} />}
      {stage && <Tip stage={stage} />}
      {answer.value.value?.nodes.id.length === 0 && !answer.error.value && <Empty />}
      {answer.value.value?.nodes.id.length !== 0 && drawn.value?.field.nodes === 0 && <p class="net-hint">{t("network.allhidden")}</p>}
      <div class="hidden" role="status" aria-live="polite">{said.value}</div>
    </div>
  );
}

interface CanvasProps {
  stage: Stage | null;
  onStage: (stage: Stage | null) => void;
  onLost: () => void;
}

function Canvas({ stage, onStage, onLost }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const line = useRef<SVGPolylineElement>(null);
  useEffect(() => {
    const made = new Stage(place.current!);
    const ends = [direct(made), listen(made), lasso(made, line.current!)];
    const lost = (event: Event): void => {
      event.preventDefault();
      onLost();
    };
    place.current!.addEventListener("webglcontextlost", lost, { capture: true, once: true });
    onStage(made);
    stageNow.value = made;
    return () => {
      ends.forEach((end) => end());
      onStage(null);
      stageNow.value = null;
      made.kill();
    };
  }, []);
  const field = drawn.value?.field;
  const label = t("network.label", {
    things: plural(field?.nodes ?? 0, "shell.found.one", "shell.found.many"), links: plural(field?.edges ?? 0, "network.links.one", "network.links.many"),
  });
  return (
    <div class="net-place">
      <div class="net-stage" ref={place} tabIndex={0} role="application" aria-roledescription={t("network.role")} aria-label={label} onKeyDown={(event) => stage && press(event, stage, focus.value)} />
      <svg class="net-lasso" aria-hidden="true"><polyline ref={line} /></svg>
    </div>
  );
}

/** That not everything found is drawn, and what can be done. */
function Cut() {
  const network = answer.value.value;
  if (!network || network.shown >= network.found || network.nodes.id.length === 0) return null;
  return (
    <p class="net-cut">
      {t("network.cut", { shown: number(network.shown), found: number(network.found) })}{" "}
      {limit.value < most.value
        ? <button type="button" class="button plain" onClick={() => (limit.value = most.value)}>{t("network.cut.more")}</button>
        : t("network.cut.limit")}
    </p>
  );
}

function NoPicture() {
  return (
    <div class="notice">
      <strong>{t("network.nogl.title")}</strong>
      <p>{t("network.nogl")}</p>
      <button type="button" class="button" onClick={() => change({ show: "table" }, "none")}>{t("network.nogl.table")}</button>
    </div>
  );
}
