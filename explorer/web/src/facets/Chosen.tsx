import type { FacetName, Filter } from "../data/types";
import { filter, isNarrowed, narrow, NO_FILTER, toggle } from "../state/state";
import { Icon } from "../ui/Icon";
import { kindNames } from "../ui/kindName";
import { roleName } from "../details/roles";
import { money, plural, t } from "../words";
import { labelOf } from "./labels";
import { NAMES } from "./model";

interface Chip { key: string; label: string; remove: () => void }

/** What the selection is narrowed to, each part with a way to take it back. */
export function Chosen() {
  const now = filter.value;
  if (!isNarrowed(now)) return null;
  return (
    <div class="chips" role="group" aria-label={t("facets.chosen")}>
      {chips(now).map((chip) => (
        <button key={chip.key} type="button" class="chip" aria-label={t("facets.remove", { name: chip.label })} title={chip.label} onClick={chip.remove}>
          <span class="name">{chip.label}</span><Icon name="close" />
        </button>
      ))}
      <button type="button" class="button plain" onClick={() => narrow(NO_FILTER)}>{t("facets.removeAll")}</button>
    </div>
  );
}

function chips(now: Filter): Chip[] {
  const found: Chip[] = [];
  if (now.q) found.push({ key: "q", label: `„${now.q}“`, remove: () => narrow({ q: "" }) });
  for (const name of NAMES) {
    for (const value of now[name]) found.push({ key: `${name} ${value}`, label: valueName(name, value), remove: () => toggle(name, value) });
  }
  if (now.since !== null || now.until !== null) {
    found.push({ key: "period", label: ends(now.since, now.until, String, "years"), remove: () => narrow({ since: null, until: null }) });
  }
  if (now.min !== null || now.max !== null) {
    const say = (value: number): string => money(value, now.currency);
    found.push({ key: "amount", label: ends(now.min, now.max, say, "amounts"), remove: () => narrow({ min: null, max: null, currency: "" }) });
  }
  if (now.ids.length > 0) found.push({ key: "ids", label: plural(now.ids.length, "facets.ids.one", "facets.ids.many"), remove: () => narrow({ ids: [] }) });
  return found;
}

export function valueName(facet: FacetName, value: string): string {
  if (facet === "type") return kindNames(value);
  return facet === "role" ? roleName(value) : labelOf(value);
}

function ends(from: number | null, to: number | null, say: (value: number) => string, of: "years" | "amounts"): string {
  if (from !== null && to !== null) return from === to ? say(from) : t(`facets.${of}`, { from: say(from), to: say(to) });
  if (of === "years") return from !== null ? t("facets.since", { year: say(from) }) : t("facets.until", { year: say(to!) });
  return from !== null ? t("facets.min", { amount: say(from) }) : t("facets.max", { amount: say(to!) });
}
