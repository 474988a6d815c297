import type { Description } from "../data/types";
import { lang, networkState } from "../state/state";
import { kindName } from "../ui/kindName";
import { Mark } from "../ui/Mark";
import { number, t } from "../words";
import { Actions } from "./Actions";
import { SourceList } from "./Citations";
import { FactLine, PROSE } from "./FactLine";
import { type FactGroup, type FactRow, groups } from "./groups";
import { More } from "./More";
import { currencyOf } from "./values";

/** Values of a relation beyond this are folded. */
const FEW = 6;

/** All that is known of a thing, by what it tells, each fact with its sources. */
export function ThingFacts({ about }: { about: Description }) {
  const all = groups(about.facts);
  const isFrom = networkState.value.path.length === 1 && networkState.value.path[0] === about.id;
  return (
    <article class="facts" aria-labelledby="facts-name">
      <header>
        <p class="kind"><Mark type={about.type} />{kindName(about.type)}</p>
        <h2 id="facts-name">{about.label}</h2>
      </header>
      <Actions about={about} />
      {isFrom && <p class="hint" role="status">{t("details.path.hint", { name: about.label })}</p>}
      {all.length === 0 && <p class="muted">{t("details.empty")}</p>}
      {all.map((group) => group.name === "records" ? <Records key={group.name} group={group} about={about} /> : <Group key={group.name} group={group} about={about} />)}
      {about.sources.length > 0 && (
        <section class="group">
          <h3>{t("details.group.sources")}</h3>
          <SourceList sources={about.sources} />
        </section>
      )}
    </article>
  );
}

function Group({ group, about }: { group: FactGroup; about: Description }) {
  return (
    <section class="group">
      <h3>{t(`details.group.${group.name}`)}</h3>
      <Rows group={group} about={about} />
    </section>
  );
}

function Records({ group, about }: { group: FactGroup; about: Description }) {
  const count = group.rows.reduce((sum, row) => sum + row.facts.length, 0);
  return (
    <details class="group records">
      <summary>{t("details.group.records")} <span class="count">{number(count)}</span></summary>
      <Rows group={group} about={about} />
    </details>
  );
}

function Rows({ group, about }: { group: FactGroup; about: Description }) {
  const currency = currencyOf(about.facts);
  return (
    <dl>
      {group.rows.map((row) => (
        <div key={row.key} class={isProse(row) ? "wide" : undefined}>
          <dt>{row.label}{row.facts.length > FEW && <span class="count"> {number(row.facts.length)}</span>}</dt>
          <dd>
            <More
              items={ordered(row)}
              first={isProse(row) ? 1 : FEW}
              render={(fact) => <FactLine key={keyOf(fact)} fact={fact} currency={currency} sources={about.sources} />}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is said in the reader's language comes first, and who coordinates before who takes part. */
function ordered(row: FactRow): Fact[] {
  const rank = (fact: Fact): number => Number(fact.language === lang.value) + Number(fact.facts?.some((part) => part.value === "coordinator") ?? false);
  return row.facts.some(rank) ? [...row.facts].sort((a, b) => rank(b) - rank(a)) : row.facts;
}

function isProse(row: FactRow): boolean {
  return row.facts.some((fact) => typeof fact.value === "string" && fact.value.length > PROSE && !/^https?:/.test(fact.value));
}

function keyOf(fact: Fact): string {
  return `${fact.relation} ${typeof fact.value === "string" ? fact.value : fact.value.id} ${fact.language ?? ""}`;
}

type Fact = Description["facts"][number];
