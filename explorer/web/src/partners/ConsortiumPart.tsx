import { status } from "../data/current";
import type { Consortium, ConsortiumCheck, ConsortiumMember, ConsortiumProposal, ConsortiumRule, ConsortiumWish } from "../data/types";
import { change, look, partnersState } from "../state/state";
import { Mark } from "../ui/Mark";
import { Loading } from "../ui/Notice";
import { Trouble } from "../ui/Trouble";
import { Unfold } from "../ui/Unfold";
import { number, t } from "../words";
import { consortiumAnswer, corrected } from "./answer";
import { points, Reasons } from "./Reasons";
import { layConsortium } from "./shown";
import { wordOr } from "./wording";

/** Whole consortia under the rules of a call, or what keeps them from being. */
export function ConsortiumPart() {
  const { rules } = partnersState.value;
  const answer = consortiumAnswer.value.value;
  const error = consortiumAnswer.error.value;
  return (
    <section class="consortium" aria-label={t("partners.consortium")}>
      <Loading when={consortiumAnswer.loading.value} />
      <h3>{t("partners.consortium")}</h3>
      <p class="help">{t("partners.consortium.hint")}</p>
      <div>
        <label class="label" for="partners-rules">{t("partners.rules")}</label>
        <select class="field" id="partners-rules" value={rules} onChange={(event) => change({ partners: { rules: event.currentTarget.value } })}>
          <option value="" selected={rules === ""}>{t("partners.rules.none")}</option>
          {(status.value.value?.rules ?? []).map((one) => <option key={one.id} value={one.id} selected={one.id === rules}>{one.label}</option>)}
        </select>
      </div>
      {rules && error && (
        <Trouble error={error} onSuggestion={(name) => change({ partners: corrected(partnersState.value, error.message, name) })} />
      )}
      {rules && !error && answer && <Answer answer={answer} />}
    </section>
  );
}

function Answer({ answer }: { answer: Consortium }) {
  return (
    <>
      {answer.obstacles && <Obstacles answer={answer} obstacles={answer.obstacles} />}
      {answer.proposals.map((one, index) => <Proposal key={index} at={index + 1} one={one} answer={answer} />)}
      <p class="help">{t("partners.pool", { n: number(answer.pool.organisations) })}</p>
      <Documents rules={answer.rules} />
    </>
  );
}

function Proposal({ at, one, answer }: { at: number; one: ConsortiumProposal; answer: Consortium }) {
  return (
    <details class="proposal" open={at === 1}>
      <summary><strong>{t("partners.proposal", { n: at })}</strong> <span class="muted">{t("partners.proposal.points", { points: points(one.objective) })}</span></summary>
      <div class="proposal-body">
        {at === 1 && one.solver.status === "optimal" && <p class="help">{t("partners.proposal.best", { n: number(answer.pool.organisations) })}</p>}
        <button type="button" class="button" onClick={() => layConsortium(answer, one)}>{t("partners.proposal.show")}</button>
        <ul class="members">
          {one.members.map((member) => <Member key={member.id} one={member} answer={answer} rules={one.rules} />)}
        </ul>
        <h4>{t("partners.rules.held")}</h4>
        <ul class="checks">{one.rules.map((rule) => <Check key={rule.id} rule={rule} />)}</ul>
        {one.wishes.length > 0 && <><h4>{t("partners.wishes")}</h4><ul class="checks">{one.wishes.map((wish) => <Wish key={wish.id} wish={wish} />)}</ul></>}
      </div>
    </details>
  );
}

function Member({ one, answer, rules }: { one: ConsortiumMember; answer: Consortium; rules: ConsortiumRule[] }) {
  const named = (ids: string[]): string => ids.map((id) => rules.find((rule) => rule.id === id)?.text ?? id).map(withoutId).join(", ");
  const facts = [
    t(one.role === "lead" ? "partners.member.lead" : "partners.member.partner"),
    countryName(one.country),
    one.region?.label,
    ...one.kinds.map((kind) => kind?.label),
    one.newcomer && one.role !== "lead" ? t("partners.member.new") : "",
    one.budget_share === null ? "" : t("partners.member.share", { share: percent(one.budget_share) }),
  ].filter(Boolean);
  return (
    <li>
      <p class="candidate-name"><span><Mark type={one.type} /> <button type="button" class="linkish" onClick={() => look(one.id)}>{one.label}</button></span>{one.score !== null && <span class="score-figure">{points(one.score)}</span>}</p>
      <p class="help">{facts.join(" · ")}</p>
      {one.needed_for.length > 0 && <p class="help">{t("partners.member.needed", { rules: named(one.needed_for) })}</p>}
      {one.helps.length > 0 && one.needed_for.length === 0 && <p class="help">{t("partners.member.helps", { rules: named(one.helps) })}</p>}
      {one.alternative && (
        <p class="help">{t("partners.member.swap", { name: one.alternative.label, points: one.alternative.costs > 0 ? `−${points(one.alternative.costs)}` : "±0" })}</p>
      )}
      {one.reasons.length > 0 && (
        <Unfold summary={t("partners.why.has")}><Reasons reasons={one.reasons} sources={answer.sources} /></Unfold>
      )}
    </li>
  );
}

/** The words of a rule without the id in quotation marks that its text begins with. */
function withoutId(text: string): string {
  return text.replace(/^[„“"][^“”"]*[“”"]\s*/, "");
}

function countryName(code: string | null): string {
  if (!code) return "";
  try {
    return new Intl.DisplayNames([document.documentElement.lang || "de"], { type: "region" }).of(code === "EL" ? "GR" : code === "UK" ? "GB" : code) ?? code;
  } catch {
    return code;
  }
}

const percent = (share: number): string => number(share, { style: "percent", maximumFractionDigits: 1 });

const amountOf = (value: number, rule: ConsortiumRule): string => (rule.kind === "budget" ? percent(value) : number(value));

/** What a rule bounds, in words. */
export function boundOf(rule: ConsortiumRule): string {
  if (rule.max === 0) return t("partners.rule.zero");
  if (rule.min !== null && rule.max !== null) return t("partners.rule.both", { min: amountOf(rule.min, rule), max: amountOf(rule.max, rule) });
  if (rule.min !== null) return t("partners.rule.min", { min: amountOf(rule.min, rule) });
  return rule.max === null ? "" : t("partners.rule.max", { max: amountOf(rule.max, rule) });
}

function Check({ rule }: { rule: ConsortiumCheck }) {
  const unknown = rule.unknown ? `; ${t("partners.rule.unknown", { n: rule.unknown })}` : "";
  return (
    <li data-met={rule.ok ? "" : undefined}>
      <Sign ok={rule.ok} />
      <span>{withoutId(rule.text)}: <strong>{amountOf(rule.actual, rule)}</strong> <span class="muted">({boundOf(rule)}{unknown})</span></span>
    </li>
  );
}

function Wish({ wish }: { wish: ConsortiumWish }) {
  const missing = wish.missing.map((one) => one?.label).filter(Boolean);
  return (
    <li>
      <Sign ok={wish.met} />
      <span>
        {wordOr(`partners.wish.${wish.kind}`, wish.id)}: {t("partners.wish.of", { actual: number(wish.actual, { maximumFractionDigits: 1 }), full: number(wish.full), points: points(wish.points) })}
        {missing.length > 0 && <span class="muted"> – {missing.join(", ")}</span>}
      </span>
    </li>
  );
}

function Sign({ ok }: { ok: boolean }) {
  return <span class="sign-met" data-ok={ok ? "" : undefined} role="img" aria-label={t(ok ? "partners.rule.met" : "partners.rule.unmet")}>{ok ? "✓" : "✗"}</span>;
}

function Obstacles({ answer, obstacles }: { answer: Consortium; obstacles: NonNullable<Consortium["obstacles"]> }) {
  const failing = new Map(obstacles.broken.map((one) => [one.id, one]));
  return (
    <div class="obstacles">
      <p role="alert"><strong>{t("partners.obstacle")}.</strong></p>
      {!obstacles.decided && <p>{obstacles.message}</p>}
      <ul class="checks">
        {answer.rules.rules.map((rule) => {
          const broken = failing.get(rule.id);
          return (
            <li key={rule.id} data-met={broken ? undefined : ""}>
              <Sign ok={!broken} />
              <span>
                {withoutId(rule.text)} <span class="muted">({boundOf(rule)})</span>
                {broken && <span class="lacking">{t(broken.bound === "max" ? "partners.obstacle.over" : "partners.obstacle.by", { needed: amountOf(broken.needed, rule), possible: amountOf(broken.possible, rule), by: amountOf(broken.by, rule) })}{broken.known && ` – ${broken.known}`}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {obstacles.together.length > 1 && <p class="help">{t("partners.obstacle.together")}: {obstacles.together.map((one) => withoutId(one.text)).join("; ")}</p>}
    </div>
  );
}

function Documents({ rules }: { rules: Consortium["rules"] }) {
  if (!rules.documents.length) return null;
  return (
    <details class="opens">
      <summary>{t("partners.documents")}</summary>
      {rules.documents.map((one) => <p key={one.title} class="help">{one.title}{one.section && `, ${one.section}`}{/^https?:\/\//.test(one.url) && <> · <a href={one.url} rel="noreferrer" target="_blank">{one.url}</a></>}</p>)}
      {rules.checked && <p class="help">{rules.checked}</p>}
    </details>
  );
}
