import { signal } from "@preact/signals";
import type { Description } from "../data/types";
import { change, filter, networkState, show, toggle } from "../state/state";
import { Icon } from "../ui/Icon";
import { t } from "../words";

type Filtered = "programme" | "theme" | "region" | "funder";

const copied = signal<"" | "done" | "failed">("");

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    copied.value = "done";
  } catch {
    copied.value = "failed";
  }
  setTimeout(() => (copied.value = ""), 2500);
}

/** The facet that a thing is a value of. */
export function facetOf(about: Description): Filtered | null {
  if (about.type === "Programme") return "programme";
  if (about.type === "Theme" || about.type === "TargetGroup") return "theme";
  if (about.type === "Region") return "region";
  const funds = about.facts.some((fact) => fact.direction === "into" && (fact.relation === "vb:fundedBy" || fact.relation === "vb:funder"));
  return about.type === "Organisation" && funds ? "funder" : null;
}

function withNetwork() {
  return show.peek() === "all" || show.peek() === "network" ? show.peek() : "network";
}

/** What can be done with the thing that is looked at. */
export function Actions({ about }: { about: Description }) {
  const { id } = about;
  const { path, expand } = networkState.value;
  const facet = facetOf(about);
  const isOn = facet !== null && filter.value[facet].includes(id);
  const isFrom = path.length === 1;
  const seekPath = (): void => {
    const from = path[0];
    if (!isFrom || from === undefined) change({ network: { path: [id] }, show: withNetwork() });
    else change({ network: { path: from === id ? [] : [from, id] }, show: withNetwork() });
  };
  return (
    <div class="actions">
      <button type="button" class="button" onClick={() => change({ show: withNetwork(), network: { expand: expand.includes(id) ? expand : [...expand, id] } })}>
        <Icon name="expand" />{t("details.action.network")}
      </button>
      <button type="button" class="button" onClick={() => change({ panel: "partners", partners: { thing: id } })}>
        <Icon name="plus" />{t("details.action.partners")}
      </button>
      <button type="button" class="button" aria-pressed={isFrom && path[0] === id} onClick={seekPath}>
        <Icon name="path" />{t(!isFrom ? "details.action.path" : path[0] === id ? "details.action.path.cancel" : "details.action.path.to")}
      </button>
      {facet && (
        <button type="button" class="button" aria-pressed={isOn} onClick={() => toggle(facet, id)}>
          <Icon name="filter" />{t(isOn ? "details.action.filter.on" : "details.action.filter")}
        </button>
      )}
      <button type="button" class="button" onClick={() => void copy(id)}>
        <Icon name="link" />{t("details.action.copy")}
      </button>
      <span class="muted" role="status">{copied.value === "" ? "" : t(copied.value === "done" ? "details.action.copied" : "details.action.copy.failed")}</span>
    </div>
  );
}
