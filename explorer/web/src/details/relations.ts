import type { Description, Fact, Thing } from "../data/types";
import { money } from "../words";
import { roleName } from "./roles";

/** Things that one relation leads to; `note` says what a record between adds, e.g. role and amount. */
export interface Relation {
  key: string;
  label: string;
  things: { thing: Thing; note: string }[];
}

/** Records that stand between two things rather than being one. */
export const RECORDS: ReadonlySet<string> = new Set(["Participation", "Grant", "Figure"]);

/** What a thing is linked to, by relation, each thing once a relation; records are looked through. */
export function relations(about: Description): Relation[] {
  const found = new Map<string, Relation>();
  for (const fact of about.facts) {
    const link = linked(fact);
    if (!link) continue;
    const key = `${fact.direction} ${fact.relation}`;
    const group = found.get(key) ?? { key, label: fact.label, things: [] };
    found.set(key, group);
    if (!group.things.some((one) => one.thing.id === link.thing.id && one.note === link.note)) group.things.push(link);
  }
  return withoutPlain([...found.values()]);
}

/** The plain link beside a record says the same with less. */
function withoutPlain(groups: Relation[]): Relation[] {
  const shown = new Set(groups.filter((one) => one.key === "out vb:participation").flatMap((one) => one.things.map(({ thing }) => thing.id)));
  return groups.filter((one) => one.key !== "out vb:partner" || one.things.some(({ thing }) => !shown.has(thing.id)));
}

function linked(fact: Fact): { thing: Thing; note: string } | null {
  if (typeof fact.value === "string") return null;
  if (!RECORDS.has(fact.value.type)) return { thing: fact.value, note: "" };
  const head = headOf(fact);
  return head && typeof head.value !== "string" ? { thing: head.value, note: noteOf(fact) } : null;
}

/** What a record is about: its organisation or funder, else the first thing that it names. */
export function headOf(record: Fact): Fact | undefined {
  const things = record.facts?.filter((part) => typeof part.value !== "string") ?? [];
  return things.find((part) => ["vb:organisation", "vb:funder"].includes(part.relation)) ?? things[0];
}

/** Role and amount of a record: "Koordination · 145.300 €". */
export function noteOf(record: Fact): string {
  const say = (relation: string): string => {
    const value = record.facts?.find((part) => part.relation === relation)?.value;
    return typeof value === "string" ? value : "";
  };
  const amount = say("vb:amount");
  return [say("vb:role") && roleName(say("vb:role")), amount && Number.isFinite(Number(amount)) && money(Number(amount), say("vb:currency"))].filter(Boolean).join(" · ");
}
