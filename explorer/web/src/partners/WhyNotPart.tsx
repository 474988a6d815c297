import type { ComponentChildren } from "preact";
import type { Lack, Thing, WhyNotOne } from "../data/types";
import { change, look, partnersState } from "../state/state";
import { Loading } from "../ui/Notice";
import { ThingField } from "../ui/ThingField";
import { Trouble } from "../ui/Trouble";
import { Unfold } from "../ui/Unfold";
import { t } from "../words";
import { corrected, whyNotAnswer } from "./answer";
import { Bar, kindWord, points, Reasons } from "./Reasons";
import { wordOr } from "./wording";

/** "Why not …?": a field for somebody who is missed, and the answer. */
export function WhyNotPart() {
  const { name } = partnersState.value;
  const answer = whyNotAnswer.value.value;
  const error = whyNotAnswer.error.value;
  return (
    <section class="why-not" aria-label={t("partners.why")}>
      <Loading when={whyNotAnswer.loading.value} />
      <h3>{t("partners.why")}</h3>
      <ThingField
        id="partners-why" label={t("partners.why.hint")} value={name} types={["Project", "Organisation"]}
        placeholder={t("partners.why.placeholder")} onChange={(other) => change({ partners: { name: other } })}
      />
      {name && error && (
        <Trouble error={error} onSuggestion={(suggestion) => change({ partners: corrected(partnersState.value, error.message, suggestion) })} />
      )}
      {name && !error && answer?.why_not.map((one) => <Verdict key={one.other.id} one={one} sources={answer.sources} />)}
    </section>
  );
}

function Verdict({ one, sources }: { one: WhyNotOne; sources: Parameters<typeof Reasons>[0]["sources"] }) {
  return (
    <div class="verdict">
      <p><button type="button" class="linkish strong" onClick={() => look(one.other.id)}>{one.other.label}</button></p>
      <p role="status">{one.text}</p>
      <dl class="facts-list">
        {one.left_out && <Line term={t("partners.why.rule")}>{wordOr(`partners.left.${one.left_out}`, one.left_out)}</Line>}
        {one.facts.length > 0 && <Line term={t("partners.why.saw")}><Values values={one.facts} /></Line>}
        {one.sought.length > 0 && <Line term={t("partners.why.asked")}><Values values={one.sought} /></Line>}
        {(one.rank > 0 || one.would_rank > 0) && <Line term={t("partners.why.rank")}>{rankText(one)}</Line>}
        <Line term={t("partners.why.points")}>{one.needed > 0 ? t("partners.why.needed", { score: points(one.score), needed: points(one.needed) }) : points(one.score)}</Line>
        {one.together && one.together.kinds.length > 0 && <Line term={t("partners.why.change")}>{changeText(one)}</Line>}
      </dl>
      {one.lacks.length > 0 && <Lacks lacks={one.lacks} />}
      {one.reasons.length > 0 && (
        <Unfold summary={t("partners.why.has")}><Reasons reasons={one.reasons} sources={sources} /></Unfold>
      )}
    </div>
  );
}

function rankText(one: WhyNotOne): string {
  if (one.rank > 0) return t("partners.why.rank.of", { rank: one.rank, of: one.of });
  return t("partners.why.rank.would", { rank: one.would_rank, of: one.of + 1 });
}

function changeText({ together, lacks }: WhyNotOne): string {
  const gains = (together?.kinds ?? []).map((kind) => {
    const lack = lacks.find((it) => it.kind === kind);
    return lack ? `${kindWord(kind)} +${points(lack.best - lack.have)}` : kindWord(kind);
  });
  return t("partners.why.change.to", { kinds: gains.join(", "), rank: together?.rank ?? 0 });
}

function Line({ term, children }: { term: string; children: ComponentChildren }) {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}

function Values({ values }: { values: (Thing | string)[] }) {
  return (
    <>
      {values.map((value, index) => (
        <span key={index}>
          {index > 0 && ", "}
          {typeof value === "string" ? value : <button type="button" class="linkish" onClick={() => look(value.id)}>{value.label}</button>}
        </span>
      ))}
    </>
  );
}

function Lacks({ lacks }: { lacks: Lack[] }) {
  const most = Math.max(...lacks.map((one) => one.best - one.have), 0.001);
  return (
    <div>
      <h4>{t("partners.why.lacks")}</h4>
      <ul class="reasons">
        {lacks.map((one, index) => (
          <li key={index}>
            <span class="reason-weight">+{points(one.best - one.have)}</span>
            <Bar value={one.best - one.have} most={most} />
            <span class="reason-text">
              {kindWord(one.kind)}
              {one.what && <> (<Values values={[one.what]} />)</>}
              {one.would_rank > 0 && <span class="muted"> · {t("partners.why.lack.rank", { rank: one.would_rank })}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
