import type { Candidate, Partners } from "../data/types";
import { change, chosenSet, look } from "../state/state";
import { Icon } from "../ui/Icon";
import { Mark } from "../ui/Mark";
import { Unfold } from "../ui/Unfold";
import { number, plural, t } from "../words";
import { byKind, partnersAnswer } from "./answer";
import { kindWord, points, Reasons } from "./Reasons";
import { mark } from "./shown";
import { typeWord } from "./typeWord";
import { wordOr } from "./wording";

/** The ranking, what it was asked for, and who is not in it. */
export function Candidates({ answer }: { answer: Partners }) {
  const count = answer.candidates.length;
  return (
    <section aria-busy={partnersAnswer.loading.value} aria-label={t("partners.title")}>
      <div class="ranking-head">
        <h3 aria-live="polite">{plural(count, "partners.found.one", "partners.found.many")}</h3>
        {count > 0 && <Actions answer={answer} />}
      </div>
      <Sought query={answer.query} />
      {count === 0 && <p class="muted"><strong>{t("partners.none")}</strong> {t("partners.none.hint")}</p>}
      <ol class="ranking">
        {answer.candidates.map((one, index) => <Entry key={one.id} one={one} rank={index + 1} answer={answer} />)}
      </ol>
      <LeftOut counts={answer.left_out} />
    </section>
  );
}

function Actions({ answer }: { answer: Partners }) {
  return (
    <div class="button-row">
      <button type="button" class="button" onClick={() => mark(answer)}>{t("partners.mark")}</button>
      <button type="button" class="button" onClick={() => { mark(answer); change({ show: "map", map: { measure: "candidates" } }); }}>{t("partners.map")}</button>
      <button type="button" class="button" onClick={() => { mark(answer); change({ show: "network" }); }}>{t("partners.network")}</button>
    </div>
  );
}

interface Area { label: string; radius_km?: number; need?: string }

function Sought({ query }: { query: Record<string, unknown> }) {
  const areas = (query.in as Area[] | undefined) ?? [];
  if (!areas.length) return null;
  const names = areas.map((one) => (one.radius_km ? `${one.label} (${number(one.radius_km)} km)` : one.label));
  return <p class="help">{t("partners.sought", { areas: names.join(", ") })}</p>;
}

function Entry({ one, rank, answer }: { one: Candidate; rank: number; answer: Partners }) {
  const place = one.region?.label;
  return (
    <li class="candidate" data-chosen={chosenSet.value.has(one.id) ? "" : undefined}>
      <span class="rank" aria-hidden="true">{rank}</span>
      <div class="candidate-body">
        <div class="candidate-name">
          <button type="button" class="linkish" onClick={() => look(one.id)}><span class="hidden">{rank}. </span>{one.label}</button>
          <button
            type="button" class="button icon-only" aria-label={t("partners.show", { name: one.label })} title={t("partners.show", { name: one.label })}
            onClick={() => change({ chosen: [one.id], focus: one.id })}
          ><Icon name="eye" /></button>
        </div>
        <p class="candidate-kind">
          <Mark type={one.type} /> {typeWord(one.type)}{place && ` · ${place}`}
          {one.already_partner && <span class="badge">{t("partners.already")}</span>}
        </p>
        <Score one={one} />
        <p class="candidate-why">{one.sentence}</p>
        {one.organisations.length > 0 && <p class="help">{t("partners.carriers", { names: one.organisations.map((it) => it.label).join(", ") })}</p>}
        <Unfold summary={plural(one.reasons.length, "partners.reasons.one", "partners.reasons.many")}>
          <Reasons reasons={one.reasons} sources={answer.sources} />
        </Unfold>
      </div>
    </li>
  );
}

/** The score as one bar made of what each kind of reason gives. */
function Score({ one }: { one: Candidate }) {
  return (
    <div class="score">
      <span class="score-bar" aria-hidden="true">
        {byKind(one).map(({ kind, weight }) => <span key={kind} title={`${kindWord(kind)} +${points(weight)}`} style={{ width: `${Math.min(100, 100 * weight)}%` }} />)}
      </span>
      <span class="score-figure"><span class="hidden">{t("partners.score", { score: points(one.score) })}</span><span aria-hidden="true">{points(one.score)}</span></span>
    </div>
  );
}

function LeftOut({ counts }: { counts: Partners["left_out"] }) {
  if (typeof counts === "number") return null;
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  if (!parts.length) return null;
  return (
    <div class="help">
      <p>{t("partners.left")}:</p>
      <ul class="left-out">
        {parts.map(([why, count]) => <li key={why}><span class="count">{number(count)}</span> {wordOr(`partners.left.${why}`, why)}</li>)}
      </ul>
    </div>
  );
}

