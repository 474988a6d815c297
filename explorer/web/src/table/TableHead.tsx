import type { SortKey } from "../data/types";
import { change, tableState } from "../state/state";
import { Icon } from "../ui/Icon";
import { t } from "../words";
import type { Column } from "./columns";

/** Numbers and years are wanted from the greatest down, words from A. */
const FROM_THE_TOP: readonly SortKey[] = ["amount", "links", "start", "end", "score"];

export function sortBy(key: SortKey): void {
  const { sort, descending } = tableState.peek();
  change({ table: { sort: key, descending: sort === key ? !descending : FROM_THE_TOP.includes(key) } });
}

/** The headings, each a button that sorts. */
export function TableHead({ columns, isStacked }: { columns: readonly Column[]; isStacked: boolean }) {
  const { sort, descending } = tableState.value;
  const way = descending ? "descending" : "ascending";
  return (
    <div role="row" class={isStacked ? "row heads hidden" : "row heads"} aria-rowindex={1}>
      <span role="columnheader" class="cell tick"><span class="hidden">{t("table.column.mark")}</span></span>
      {columns.map((column) => (
        <span key={column.name} role="columnheader" class={`cell of-${column.name}`} aria-sort={column.sort === sort ? way : column.sort ? "none" : undefined}>
          {column.sort && !isStacked ? (
            <button type="button" class="sort" onClick={() => sortBy(column.sort!)}>
              {t(`table.column.${column.name}`)}
              {column.sort === sort && <Icon name={descending ? "down" : "up"} />}
            </button>
          ) : (
            t(`table.column.${column.name}`)
          )}
        </span>
      ))}
    </div>
  );
}
