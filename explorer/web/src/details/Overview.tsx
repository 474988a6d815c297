import { status } from "../data/current";
import type { Thing } from "../data/types";
import { change, toggle } from "../state/state";
import { Icon } from "../ui/Icon";
import { kindNames } from "../ui/kindName";
import { Mark } from "../ui/Mark";
import { Problem } from "../ui/Notice";
import { number, plural, t } from "../words";
import { More } from "./More";

/** What there is, where nothing is looked at: how to begin, what is here, and who seeks partners. */
export function Overview() {
  const now = status.value.value;
  return (
    <div class="overview">
      <Problem of={status} />
      <section>
        <h2>{t("details.nothing")}</h2>
        <p class="muted">{t("details.nothing.text")}</p>
      </section>
      {now && now.seekers.length > 0 && (
        <section>
          <h3>{t("details.seekers")}</h3>
          <More class="seekers" items={now.seekers} first={6} render={(one) => <li key={one.id}><Seeker thing={one} /></li>} />
        </section>
      )}
      {now && now.types.length > 0 && (
        <section>
          <h3>{t("details.holds")}</h3>
          <ul class="totals">
            {now.types.map((type) => (
              <li key={type.id}>
                <button type="button" onClick={() => toggle("type", type.id)}>
                  <Mark type={type.id} /><span>{kindNames(type.id)}</span><span class="number">{number(type.count)}</span>
                </button>
              </li>
            ))}
          </ul>
          <p class="muted">
            {plural(now.statements, "details.holds.total.one", "details.holds.total.many").replace("{sources}", plural(now.sources.length, "details.sources.one", "details.sources.many"))}
          </p>
        </section>
      )}
    </div>
  );
}

function Seeker({ thing }: { thing: Thing }) {
  return (
    <button type="button" onClick={() => change({ panel: "partners", partners: { thing: thing.id } })}>
      <Mark type={thing.type} /><span>{thing.label}</span><Icon name="right" />
    </button>
  );
}
