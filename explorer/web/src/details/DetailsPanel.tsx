import { revision, source } from "../data/current";
import { chosen, focus, panel } from "../state/state";
import { resource } from "../state/resource";
import { Loading, Problem } from "../ui/Notice";
import { Marked } from "./Marked";
import { Overview } from "./Overview";
import { ThingFacts } from "./ThingFacts";
import "./details.css";

const about = resource((signal) => (revision.value && focus.value && panel.value === "details" ? source().thing(focus.value, signal) : null));

/** The facts of the thing that is looked at, and the things that are marked. */
export function DetailsPanel() {
  const isMany = chosen.value.length > 1;
  const known = about.value.value;
  const isShown = focus.value !== "";
  return (
    <div class="facts-panel" aria-busy={about.loading.value}>
      <Loading when={about.loading.value} />
      {isMany && <Marked />}
      {isShown && <Problem of={about} />}
      {isShown && known && !about.error.value && <ThingFacts key={known.id} about={known} />}
      {!isShown && !isMany && <Overview />}
    </div>
  );
}
