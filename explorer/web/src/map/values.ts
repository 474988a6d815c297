import type { MapData, Measure } from "../data/types";
import { money, number, plural, t } from "../words";
import type { ValueClass } from "./classes";

type Region = MapData["regions"][number];

/** What a region has, in words: "12 Projekte", "1,2 Mio. €". */
export function valueText(data: MapData, value: number | null): string {
  if (value === null) return t("map.value.unknown");
  if (data.measure === "money") return money(value, data.currency);
  return counted(data.measure, value);
}

function counted(measure: Exclude<Measure, "money">, count: number): string {
  return plural(count, `map.value.${measure}.one`, `map.value.${measure}.many`);
}

/** A second line where the first does not say how many there are. */
export function countText(data: MapData, { count }: Region): string {
  return data.measure === "money" ? counted("projects", count) : "";
}

/** The bounds of a class: "3–9", "1,2–5 Mio. €"; whole numbers do not overlap. */
export function classText(data: MapData, { from, to }: ValueClass, isLast: boolean): string {
  const text = (value: number): string => (data.measure === "money" ? money(value, data.currency) : number(value));
  const isWhole = data.measure !== "money" && Number.isInteger(from) && Number.isInteger(to);
  const end = isWhole && !isLast ? to - 1 : to;
  return end <= from ? text(from) : spanText(text(from), text(end));
}

/** Two values as a span, which says but once what they have in common about their digits. */
export function spanText(from: string, to: string): string {
  const [one, other] = [from, to].map((text) => /^(\D*)(.*\d)(\D*)$/.exec(text));
  const isAlike = one && other && one[1] === other[1] && one[3] === other[3];
  return isAlike ? `${one[1]}${one[2]}–${other[2]}${one[3]}` : `${from} – ${to}`;
}
