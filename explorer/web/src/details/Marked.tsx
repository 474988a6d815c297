import type { FacetName } from "../data/types";
import { revision, source } from "../data/current";
import { change, chosen, focus, NO_FILTER } from "../state/state";
import { resource, settled } from "../state/resource";
import { Icon } from "../ui/Icon";
import { Loading, Problem } from "../ui/Notice";
import { number, t } from "../words";
import { More } from "./More";
import { ThingButton } from "./ThingButton";
import { SHARED, shared } from "./shared";

/** Of a lasso around thousands only so many are listed; what they share is counted over all. */
const MOST_LISTED = 200;

const still = settled(chosen, 60);
const rows = resource((signal) => {
  const ids = still.value;
  if (ids.length < 2 || !revision.value) return null;
  return source().table({ filter: { ...NO_FILTER, ids }, sort: "links", descending: true, offset: 0, limit: MOST_LISTED }, signal);
});
const common = resource((signal) => {
  const ids = still.value;
  return ids.length < 2 || !revision.value ? null : source().facets({ ...NO_FILTER, ids }, [], signal);
});

/** The things that are marked, where there are several, and what they share. */
export function Marked() {
  const ids = chosen.value;
  const listed = rows.value.value?.rows.filter((row) => ids.includes(row.id)) ?? [];
  const values = common.value.value ? shared(common.value.value) : null;
  const unmark = (id: string): void => change({ chosen: ids.filter((one) => one !== id) });
  return (
    <details class="marked" open={!ids.includes(focus.value)}>
      <summary>{t("details.marked", { n: number(ids.length) })}</summary>
      <Loading when={rows.loading.value} />
      <Problem of={rows} />
      <div>
        <More
          items={listed}
          first={10}
          render={(row) => (
            <li key={row.id} class="line">
              <ThingButton thing={row} onLook={(id) => change({ focus: id })} />
              <button type="button" class="button icon-only" aria-label={t("details.marked.remove", { name: row.label })} onClick={() => unmark(row.id)}><Icon name="close" /></button>
            </li>
          )}
        />
      </div>
      {values && (
        <div>
          <h3>{t("details.marked.shared")}</h3>
          {values.length === 0 && <p class="muted">{t("details.marked.shared.none")}</p>}
          <ul class="shared-values">
            {values.map((one) => (
              <li key={`${one.facet} ${one.value}`}>
                <ThingButton thing={{ id: one.value, label: one.label, type: typeOf(one.facet) }} onLook={(id) => change({ focus: id, chosen: ids })} />
                <span class="count">{t("details.marked.of", { n: number(one.count), all: number(ids.length) })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </details>
  );
}

function typeOf(facet: FacetName): string {
  return SHARED[facet] ?? "";
}
