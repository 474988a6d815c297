import type { ComponentChildren } from "preact";
import { filter, isNarrowed } from "../state/state";
import { Icon } from "../ui/Icon";
import { Loading, Problem } from "../ui/Notice";
import { number, t, type Word } from "../words";
import { Chosen } from "./Chosen";
import { FacetList } from "./FacetList";
import { facets, folded, found, turnFolded } from "./model";
import { Amount, Period } from "./Spans";
import "./facets.css";

/** What narrows the selection: values with counts, ranges, and how much is left. */
export function FacetsView() {
  return (
    <div class="facets-view">
      <Loading when={facets.loading.value} />
      <Found />
      <Chosen />
      <Problem of={facets} />
      <Group name="type"><FacetList facet="type" /></Group>
      <Group name="programme"><FacetList facet="programme" /></Group>
      <Group name="funder"><FacetList facet="funder" /></Group>
      <Group name="theme"><FacetList facet="theme" /></Group>
      <Group name="region"><FacetList facet="region" /></Group>
      <Group name="period"><Period /></Group>
      <Group name="amount"><Amount /></Group>
      <Group name="source"><FacetList facet="source" /></Group>
      <Group name="role"><FacetList facet="role" /></Group>
    </div>
  );
}

function Found() {
  const now = found.value;
  const isAll = !isNarrowed(filter.value);
  return (
    <p class="found" aria-live="polite">
      {now && (
        <>
          <strong>{isAll ? number(now.found) : t("facets.found", { found: number(now.found), total: number(now.total) })}</strong>
          {" "}<span class="muted">{t(isAll ? "facets.found.all" : "facets.found.things")}</span>
        </>
      )}
    </p>
  );
}

type GroupName = "type" | "programme" | "funder" | "theme" | "region" | "period" | "amount" | "source" | "role";

function Group({ name, children }: { name: GroupName; children: ComponentChildren }) {
  const isOpen = !folded.value.has(name);
  const count = chosenCount(name);
  return (
    <details class="facet" open={isOpen} onToggle={(event) => turnFolded(name, event.currentTarget.open)}>
      <summary>
        <Icon name="right" />
        <h2>{t(`facets.${name}` as Word)}</h2>
        {count > 0 && <span class="chosen-count">{t("facets.chosen.count", { n: count })}</span>}
      </summary>
      {isOpen && <div class="body">{children}</div>}
    </details>
  );
}

function chosenCount(name: GroupName): number {
  const now = filter.value;
  if (name === "period") return Number(now.since !== null || now.until !== null);
  if (name === "amount") return Number(now.min !== null || now.max !== null);
  return now[name].length;
}
