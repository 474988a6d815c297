import type { SortKey } from "../data/types";
import { change, filter, tableState } from "../state/state";
import { Icon } from "../ui/Icon";
import { t } from "../words";
import { sortBy } from "./TableHead";

const KEYS: readonly SortKey[] = ["label", "type", "programme", "region", "start", "end", "amount", "links"];

/** Sorting where there is no room for headings, and by what no heading stands for. */
export function SortField({ isStacked }: { isStacked: boolean }) {
  const { sort, descending } = tableState.value;
  const keys: readonly SortKey[] = filter.value.q || sort === "score" ? ["score", ...KEYS] : KEYS;
  if (!isStacked && keys === KEYS) return null;
  const way = t(descending ? "table.sort.down" : "table.sort.up");
  return (
    <div class="sorting">
      <label>
        <span class="muted">{t("table.sort")}</span>
        <select value={sort} onChange={(event) => sortBy(event.currentTarget.value as SortKey)}>
          {keys.map((key) => <option key={key} value={key} selected={key === sort}>{t(`table.sort.${key}`)}</option>)}
        </select>
      </label>
      <button type="button" class="button icon-only" aria-label={way} title={way} onClick={() => change({ table: { descending: !descending } })}>
        <Icon name={descending ? "down" : "up"} />
      </button>
    </div>
  );
}
