import { signal } from "@preact/signals";
import type { Row, SortKey } from "../data/types";
import { day, money, number } from "../words";

export type ColumnName = "label" | "type" | "programme" | "region" | "period" | "amount" | "links" | "sources";

export interface Column {
  name: ColumnName;
  /** What the heading sorts by; nothing where the order has no meaning. */
  sort?: SortKey;
  /** Least width in rem, and its share of what is left over. */
  width: number;
  share: number;
  isNumber?: boolean;
}

export const COLUMNS: readonly Column[] = [
  { name: "label", sort: "label", width: 13, share: 4 },
  { name: "type", sort: "type", width: 7.5, share: 0 },
  { name: "programme", sort: "programme", width: 10, share: 2 },
  { name: "region", sort: "region", width: 7, share: 1 },
  { name: "period", sort: "start", width: 6, share: 0 },
  { name: "amount", sort: "amount", width: 7.5, share: 0, isNumber: true },
  { name: "links", sort: "links", width: 8.25, share: 0, isNumber: true },
  { name: "sources", width: 8, share: 1 },
];

/** Which columns stay when room is scarce: the most important ones first. */
const IMPORTANT: readonly ColumnName[] = ["label", "amount", "links", "region", "period", "programme", "type", "sources"];

/** Below this width in rem a row is stacked on two lines. */
export const STACKED = 32;

/** What a stacked row has no room for; it stands below the row where that is unfolded. */
const LEFT_OUT: readonly ColumnName[] = ["sources", "programme"];

/** Columns that a reader has picked; null: as space allows. */
export const picked = signal<readonly ColumnName[] | null>(null);

/** The columns for a width in rem, in their order. */
export function fitting(width: number): Column[] {
  let left = width - 3;
  const names: ColumnName[] = [];
  for (const name of IMPORTANT) {
    const need = COLUMNS.find((column) => column.name === name)!.width;
    if (name !== "label" && need > left) break;
    left -= need;
    names.push(name);
  }
  return COLUMNS.filter((column) => names.includes(column.name));
}

export function columnsFor(width: number): Column[] {
  const names = picked.value;
  if (names) return COLUMNS.filter((column) => names.includes(column.name));
  return width < STACKED ? COLUMNS.filter((column) => !LEFT_OUT.includes(column.name)) : fitting(width);
}

/** As "grid-template-columns": the box for marking, then each column. */
export function template(columns: readonly Column[]): string {
  return ["2.5rem", ...columns.map(({ width, share }) => (share ? `minmax(${width}rem, ${share}fr)` : `${width}rem`))].join(" ");
}

/** "2013–2015", "2013" or "bis 2015"; whole dates for `isLong`. */
export function period({ start, end }: Pick<Row, "start" | "end">, isLong = false): string {
  const one = (text: string): string => (isLong ? day(text) : text.slice(0, 4));
  if (!start && !end) return "";
  if (!end || one(start) === one(end)) return one(start);
  return start ? `${one(start)}–${one(end)}` : `–${one(end)}`;
}

/** The amount of a row, in full or "1,2 Mio. €"; "" where none is known. */
export function amount(row: Pick<Row, "amount" | "currency">, isShort = false): string {
  if (row.amount === null) return "";
  if (isShort || !/^[A-Z]{3}$/.test(row.currency)) return money(row.amount, row.currency);
  return number(row.amount, { style: "currency", currency: row.currency, maximumFractionDigits: 0 });
}
