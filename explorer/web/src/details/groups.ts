import type { Fact } from "../data/types";
import { RECORDS } from "./relations";

export type GroupName = "about" | "people" | "money" | "themes" | "places" | "network" | "into" | "records";

/** Facts of one relation in one direction. */
export interface FactRow {
  key: string;
  label: string;
  facts: Fact[];
}

export interface FactGroup {
  name: GroupName;
  rows: FactRow[];
}

const ORDER: readonly GroupName[] = ["about", "people", "money", "themes", "places", "network", "into", "records"];

const OUT: Record<string, GroupName> = {
  "vb:participation": "people", "vb:partner": "people", "vb:member": "people", "vb:attendedBy": "people", "vb:host": "people",
  "vb:operator": "people", "vb:organisation": "people", "vb:role": "people", "vb:unnamed": "people",
  "vb:programme": "money", "vb:fundedBy": "money", "vb:grant": "money", "vb:funder": "money", "vb:totalCost": "money", "vb:eligibleCost": "money",
  "vb:cofinancingRate": "money", "vb:amount": "money", "vb:currency": "money",
  "vb:theme": "themes", "vb:targetGroup": "themes",
  "vb:region": "places", "vb:venue": "places", "schema:addressLocality": "places", "schema:postalCode": "places", "schema:streetAddress": "places",
  "schema:addressCountry": "places", "geo:lat": "places", "geo:long": "places", "wgs84:lat": "places", "wgs84:long": "places",
  "vb:seeks": "network", "vb:partOf": "network", "vb:follows": "network", "vb:transferTo": "network", "vb:output": "network", "vb:sameArea": "network",
  "vb:figure": "network", "vb:about": "network", "skos:broader": "network", "skos:exactMatch": "network", "skos:closeMatch": "network",
  "skos:broadMatch": "network", "skos:relatedMatch": "network", "skos:related": "network",
};

/** What stands first in its group, in this order; the rest follow as they come. */
const FIRST: readonly string[] = [
  "dcterms:description", "skos:definition", "rdfs:label", "vb:acronym", "skos:altLabel", "vb:kind", "vb:status", "schema:startDate", "schema:endDate",
  "vb:programme", "vb:fundedBy", "vb:grant", "vb:totalCost", "vb:eligibleCost", "vb:seeks",
];

/** Facts by what they tell of a thing, and in each group by their relation. */
export function groups(facts: readonly Fact[]): FactGroup[] {
  const all = new Map<GroupName, Map<string, FactRow>>();
  const shown = participants(facts);
  for (const fact of facts) {
    if (isSaidBetter(fact, shown)) continue;
    const name = groupOf(fact);
    const rows = all.get(name) ?? new Map<string, FactRow>();
    all.set(name, rows);
    const key = `${fact.direction} ${fact.relation}`;
    const row = rows.get(key) ?? { key, label: fact.label, facts: [] };
    rows.set(key, row);
    row.facts.push(fact);
  }
  return ORDER.filter((name) => all.has(name)).map((name) => ({ name, rows: [...all.get(name)!.values()].sort((a, b) => rank(a) - rank(b)) }));
}

function groupOf(fact: Fact): GroupName {
  if (fact.direction === "into") return isBareRecord(fact) ? "records" : "into";
  return OUT[fact.relation] ?? (typeof fact.value === "string" ? "about" : isBareRecord(fact) ? "records" : fact.relation === "vb:kind" ? "about" : "network");
}

/** A record that is only named, without what it says. */
function isBareRecord(fact: Fact): boolean {
  return typeof fact.value !== "string" && RECORDS.has(fact.value.type) && !fact.facts?.length;
}

/** The plain edge beside a participation, and a currency that stands with its amounts. */
function isSaidBetter(fact: Fact, participants: ReadonlySet<string>): boolean {
  if (fact.relation === "vb:currency") return true;
  return fact.relation === "vb:partner" && fact.direction === "out" && typeof fact.value !== "string" && participants.has(fact.value.id);
}

function participants(facts: readonly Fact[]): ReadonlySet<string> {
  const found = facts.filter((fact) => fact.relation === "vb:participation").flatMap((fact) => fact.facts ?? []);
  return new Set(found.filter((part) => part.relation === "vb:organisation").map((part) => (typeof part.value === "string" ? "" : part.value.id)));
}

function rank(row: FactRow): number {
  const at = FIRST.indexOf(row.key.split(" ")[1]!);
  return at < 0 ? FIRST.length : at;
}
