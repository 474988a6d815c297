import type { Fact } from "../data/types";
import { day, money, number } from "../words";

const MONEY: ReadonlySet<string> = new Set(["vb:amount", "vb:totalCost", "vb:eligibleCost"]);
const DATES: ReadonlySet<string> = new Set(["schema:startDate", "schema:endDate", "dcterms:date", "dcterms:issued", "schema:foundingDate"]);

/** A literal as people write it; `currency` is that of the record that the fact stands in. */
export function valueText(fact: Fact, currency: string): string {
  const value = typeof fact.value === "string" ? fact.value : fact.value.label;
  const amount = Number(value);
  if (value.trim() === "" || typeof fact.value !== "string") return value;
  if (MONEY.has(fact.relation) && Number.isFinite(amount)) return exact(amount, currency);
  if (fact.relation === "vb:cofinancingRate" && Number.isFinite(amount)) return number(amount, { style: "percent", maximumFractionDigits: 1 });
  if (DATES.has(fact.relation) || /^\d{4}-\d{2}(-\d{2})?$/.test(value)) return day(value);
  return value;
}

/** An amount to the cent: here it is a fact and not an overview. */
function exact(amount: number, currency: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return Math.abs(amount) < 1e6 ? money(amount, currency) : `${number(amount)} ${currency}`.trim();
  return number(amount, { style: "currency", currency, maximumFractionDigits: Number.isInteger(amount) ? 0 : 2 });
}

/** The currency that facts of one thing or record state; "" where none. */
export function currencyOf(facts: readonly Fact[]): string {
  const found = facts.find((fact) => fact.relation === "vb:currency" && fact.direction === "out");
  return typeof found?.value === "string" ? found.value : "";
}

/** An address that is safe to open: http(s) alone, so that no label can run as script; null for all else. */
export function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text.trim())) return null;
  try {
    const url = new URL(text.trim());
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
