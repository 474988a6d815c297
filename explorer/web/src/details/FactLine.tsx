import { useState } from "preact/hooks";
import type { Fact, SourceInfo } from "../data/types";
import { t } from "../words";
import { Citations } from "./Citations";
import { headOf, noteOf, RECORDS } from "./relations";
import { roleName } from "./roles";
import { ThingButton } from "./ThingButton";
import { currencyOf, valueText, webAddress } from "./values";

interface Props {
  fact: Fact;
  currency: string;
  sources: readonly SourceInfo[];
}

/** One fact with the numbers of its sources; a number opens the places in them. */
export function FactLine({ fact, currency, sources }: Props) {
  const [isOpen, setOpen] = useState(false);
  const used = [...new Set(fact.sources.map((one) => one.source))];
  const numbers = used.map((id) => sources.findIndex((one) => one.id === id) + 1).filter((one) => one > 0).sort((a, b) => a - b);
  const text = plainText(fact, currency);
  return (
    <li class="fact">
      <Value fact={fact} currency={currency} />
      {fact.language && <span class="tongue" lang="">{fact.language}</span>}
      {numbers.length > 0 && (
        <button type="button" class="cite" aria-expanded={isOpen} aria-label={t("details.cite", { n: numbers.join(", "), fact: text })} onClick={() => setOpen(!isOpen)}>
          {numbers.join(",")}
        </button>
      )}
      {isOpen && <Citations citations={fact.sources} sources={sources} />}
    </li>
  );
}

/** A description that is longer than this is prose and has a paragraph of its own. */
export const PROSE = 90;

function Value({ fact, currency }: { fact: Fact; currency: string }) {
  if (typeof fact.value === "string") return <Literal fact={fact} currency={currency} />;
  if (!RECORDS.has(fact.value.type) || !fact.facts?.length) return <ThingButton thing={fact.value} />;
  const head = headOf(fact);
  const note = recordNote(fact, currency);
  return (
    <>
      {head && typeof head.value !== "string" ? <ThingButton thing={head.value} /> : null}
      {note && <span class={head ? "note" : "value"}>{note}</span>}
    </>
  );
}

function Literal({ fact, currency }: { fact: Fact; currency: string }) {
  const text = valueText(fact, currency);
  const address = webAddress(text);
  if (address) {
    return <a href={address} target="_blank" rel="noopener noreferrer" title={t("details.link", { name: address })}>{text}</a>;
  }
  const name = text.length > PROSE ? "prose" : "value";
  return <span class={name} lang={fact.language}>{text}</span>;
}

const SAID: ReadonlySet<string> = new Set(["vb:organisation", "vb:funder", "vb:role", "vb:amount", "vb:currency"]);

/** What a record says beside the thing that it names: role, amount and whatever else it holds. */
function recordNote(fact: Fact, currency: string): string {
  const parts = fact.facts ?? [];
  const own = currencyOf(parts) || currency;
  if (typeof fact.value !== "string" && fact.value.type === "Figure") return figure(parts);
  const head = headOf(fact);
  const rest = parts.filter((part) => part !== head && !SAID.has(part.relation) && part.relation !== "rdfs:label");
  return [noteOf(fact), ...rest.map((part) => `${part.label}: ${valueText(part, own)}`)].filter(Boolean).join(" · ");
}

/** A figure as a phrase: "mindestens 2 projects (minimum-members)". */
function figure(parts: readonly Fact[]): string {
  const say = (relation: string): string => {
    const value = parts.find((part) => part.relation === relation)?.value;
    return typeof value === "string" ? value : (value?.label ?? "");
  };
  const measure = say("vb:measure");
  return [say("vb:approximate"), say("vb:value"), say("vb:unit"), measure && `(${measure})`].filter(Boolean).join(" ");
}

function plainText(fact: Fact, currency: string): string {
  if (fact.relation === "vb:role" && typeof fact.value === "string") return roleName(fact.value);
  const head = headOf(fact);
  const text = fact.facts?.length && head && typeof head.value !== "string" ? head.value.label : valueText(fact, currency);
  return text.length > PROSE ? `${text.slice(0, PROSE)}…` : text;
}
