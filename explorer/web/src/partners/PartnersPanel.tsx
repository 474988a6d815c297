import { useEffect } from "preact/hooks";
import { status } from "../data/current";
import { change, partnersState } from "../state/state";
import { Loading } from "../ui/Notice";
import { Mark } from "../ui/Mark";
import { Trouble } from "../ui/Trouble";
import { Widen } from "../ui/Widen";
import { t } from "../words";
import { corrected, partnersAnswer } from "./answer";
import { Candidates } from "./Candidates";
import { ConsortiumPart } from "./ConsortiumPart";
import { PartnersForm } from "./PartnersForm";
import { layNothing, markOnce } from "./shown";
import { WhyNotPart } from "./WhyNotPart";
import "./partners.css";

/** Who should work with a thing next: the request, its candidates, why not others, and whole consortia. */
export function PartnersPanel() {
  const answer = partnersAnswer.value.value;
  const error = partnersAnswer.error.value;
  const hasThing = partnersState.value.thing !== "";
  useEffect(() => {
    if (answer) markOnce(answer);
    else if (!hasThing) layNothing();
  }, [answer, hasThing]);
  return (
    <div class="panel-part partners">
      <Loading when={partnersAnswer.loading.value} />
      <section aria-label={t("partners.title")}>
        <div class="panel-top"><h3>{t("partners.head")}</h3><Widen /></div>
        <PartnersForm />
      </section>
      {!hasThing && <Seekers />}
      {error && (
        <Trouble
          error={error} again={partnersAnswer.again}
          onSuggestion={(name) => change({ partners: corrected(partnersState.value, error.message, name) })}
        />
      )}
      {hasThing && !error && answer && (
        <>
          <Candidates answer={answer} />
          <WhyNotPart />
          <ConsortiumPart />
        </>
      )}
    </div>
  );
}

/** What the data say themselves: who seeks partners already. */
function Seekers() {
  const seekers = (status.value.value?.seekers ?? []).slice(0, 8);
  return (
    <section>
      <p class="muted">{t("partners.intro")}</p>
      {seekers.length > 0 && (
        <>
          <h3>{t("partners.seekers")}</h3>
          <ul class="seeking">
            {seekers.map((one) => (
              <li key={one.id}>
                <button type="button" class="seeker" onClick={() => change({ partners: { thing: one.id } })}><Mark type={one.type} /><span>{one.label}</span></button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
