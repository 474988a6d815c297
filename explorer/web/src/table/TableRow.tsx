import { sourceTitle } from "../details/sources";
import type { Row } from "../data/types";
import { Icon } from "../ui/Icon";
import { Mark } from "../ui/Mark";
import { kindName } from "../ui/kindName";
import { number, plural, t } from "../words";
import { amount, type Column, period } from "./columns";
import { Unfolded } from "./Unfolded";

interface Props {
  row: Row | undefined;
  index: number;
  columns: readonly Column[];
  isActive: boolean;
  isChosen: boolean;
  isFocus: boolean;
  isOpen: boolean;
  isStacked: boolean;
  top: number;
  onUnfold: () => void;
  onHeight: (height: number) => void;
}

/** One row, and below it what it is linked to where that is unfolded. */
export function TableRow(props: Props) {
  const { row, index, columns, isActive, isChosen, isFocus, isOpen, top } = props;
  const style = { transform: `translateY(${top}px)` };
  if (!row) {
    return (
      <div role="row" class="row waiting" aria-rowindex={index + 2} data-index={index} tabIndex={isActive ? 0 : -1} style={style}>
        <span role="gridcell" class="muted">{t("table.row.loading")}</span>
      </div>
    );
  }
  const [label, ...rest] = columns;
  return (
    <div class="table-entry" style={style} role="presentation">
      <div
        role="row"
        class={isFocus ? "row looked" : "row"}
        aria-rowindex={index + 2}
        aria-selected={isChosen}
        data-index={index}
        tabIndex={isActive ? 0 : -1}
      >
        <span role="gridcell" class="cell tick">
          <span class="box" data-mark="" aria-hidden="true" title={t("table.mark", { name: row.label })} />
        </span>
        <span role="gridcell" class="cell of-label" title={row.label}>
          <button
            type="button"
            class="unfold"
            tabIndex={-1}
            aria-expanded={isOpen}
            aria-label={t(isOpen ? "table.fold" : "table.unfold", { name: row.label })}
            onClick={props.onUnfold}
          >
            <Icon name={isOpen ? "down" : "right"} />
          </button>
          <Mark type={row.type} />
          <span class="name">{row.label}</span>
          {label && !columns.some((column) => column.name === "type") && <span class="hidden"> ({kindName(row.type)})</span>}
        </span>
        <span class="rest" role="presentation">
          {rest.map((column) => (
            <span key={column.name} role="gridcell" class={`cell of-${column.name}`} title={title(column, row)}>
              {text(column, row, props.isStacked)}
            </span>
          ))}
        </span>
      </div>
      {isOpen && (
        <div role="row" aria-rowindex={index + 2} class="below">
          <div role="gridcell" aria-colspan={columns.length + 1}>
            <Unfolded key={row.id} id={row.id} label={row.label} onHeight={props.onHeight} />
          </div>
        </div>
      )}
    </div>
  );
}

function text(column: Column, row: Row, isStacked: boolean): string {
  switch (column.name) {
    case "label": return row.label;
    case "type": return kindName(row.type);
    case "programme": return row.programme;
    case "region": return row.region;
    case "period": return period(row);
    case "amount": return amount(row, isStacked);
    case "links": return isStacked ? plural(row.links, "table.links.one", "table.links.many") : number(row.links);
    case "sources": return row.sources.map(sourceTitle).join(", ");
  }
}

function title(column: Column, row: Row): string | undefined {
  if (column.name === "period") return period(row, true) || undefined;
  if (column.name === "type" || column.name === "links") return undefined;
  return text(column, row, false) || undefined;
}
