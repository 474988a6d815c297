import { useState } from "preact/hooks";
import { revision, source, status } from "../data/current";
import type { Description, Facets, SourceInfo } from "../data/types";
import { resource } from "../state/resource";
import { filter, focus, lang, panel, partnersState, questionState, show, state } from "../state/state";
import { Loading, Problem } from "../ui/Notice";
import { download } from "../ui/download";
import { nameOf } from "../ui/names";
import { number, plural, t } from "../words";
import { partnersAnswer } from "../partners/answer";
import { questionAnswer, questionNow } from "../questions/answer";
import { type Citation, type Form, FORMS, type Wording } from "./citation";
import { cited, isLocal, linkTo, type Of, partnersTitle, questionTitle, selectionTitle } from "./view";
import "../ui/fields.css";
import "./cite.css";

// Asked for only while somebody looks at the citation.
const facets = resource<Facets>((signal) => (revision.value && panel.value === "cite" ? source().facets(filter.value, [], signal) : null));
const thing = resource<Description>((signal) => (revision.value && panel.value === "cite" && focus.value ? source().thing(focus.value, signal) : null));

/** A text that says what is seen, when, from which version and from which sources. */
export function CitePanel() {
  const [wanted, setWanted] = useState<Of | "">("");
  const [form, setForm] = useState<Form>("text");
  const choices = available();
  const of = choices.includes(wanted as Of) ? (wanted as Of) : choices[choices.length - 1]!;
  const isLoading = facets.loading.value || status.loading.value || (of === "thing" && thing.loading.value);
  const citation = made(of);
  return (
    <div class="panel-part citing">
      <Loading when={isLoading} />
      <p class="muted">{t("cite.intro")}</p>
      {choices.length > 1 && <Radios legend={t("cite.of")} name="cite-of" choices={choices} now={of} word={(one) => t(`cite.of.${one}`)} onChange={setWanted} />}
      <Radios legend={t("cite.form")} name="cite-form" choices={Object.keys(FORMS) as Form[]} now={form} word={(one) => t(`cite.form.${one}`)} onChange={setForm} />
      <Problem of={facets} />
      {citation && <Text citation={citation} form={form} />}
      {citation && <Sources sources={citation.sources} />}
    </div>
  );
}

/** What can be cited now, the most particular one last. */
function available(): Of[] {
  const found: Of[] = ["selection"];
  if (focus.value) found.push("thing");
  if (questionAnswer.value.value && questionNow.value) found.push("question");
  if (partnersAnswer.value.value) found.push("partners");
  return found;
}

function made(of: Of): Citation | null {
  const about = status.value.value;
  const sources = sourcesOf(of);
  if (!about || !sources) return null;
  return {
    product: "Verbund",
    version: about.version,
    revision: about.revision,
    title: titleOf(of),
    at: new Date(),
    link: linkTo(cited(state.value, of), location),
    sources,
  };
}

function titleOf(of: Of): string {
  if (of === "partners") return partnersTitle(partnersState.value);
  if (of === "question" && questionNow.value) return questionTitle(questionNow.value, questionState.value.parameters);
  if (of === "thing") return thing.value.value?.label ?? nameOf(focus.value);
  const found = facets.value.value?.found;
  return selectionTitle(filter.value, show.value, found === undefined ? "" : plural(found, "cite.things.one", "cite.things.many"));
}

function sourcesOf(of: Of): SourceInfo[] | null {
  const all = status.value.value?.sources ?? [];
  if (of === "partners") return partnersAnswer.value.value?.sources ?? null;
  if (of === "thing") return thing.value.value?.sources ?? null;
  // A question may count what is not there, so its answer rests on every source.
  if (of === "question") return (questionAnswer.value.value as { sources?: SourceInfo[] } | null)?.sources ?? all;
  const counted = facets.value.value?.facets.source;
  if (!counted) return null;
  const known = new Map(all.map((one) => [one.id, one]));
  return counted.filter((one) => one.count > 0).map((one) => known.get(one.value) ?? { id: one.value, title: one.label });
}

function wording(): Wording {
  return {
    language: lang.value,
    version: (version) => t("cite.version", { version }),
    revision: (known) => t("cite.revision", { revision: known }),
    viewed: (date) => t("cite.viewed", { date }),
    retrieved: (date) => t("cite.retrieved", { date }),
    licence: (licence) => t("cite.licence", { licence }),
    hash: (hash) => t("cite.hash", { hash }),
    sources: t("cite.sources"),
  };
}

interface RadioProps<Name extends string> {
  legend: string;
  name: string;
  choices: readonly Name[];
  now: Name;
  word: (one: Name) => string;
  onChange: (one: Name) => void;
}

function Radios<Name extends string>({ legend, name, choices, now, word, onChange }: RadioProps<Name>) {
  return (
    <fieldset class="radios">
      <legend class="label">{legend}</legend>
      {choices.map((one) => (
        <label key={one} class="check"><input type="radio" name={name} value={one} checked={one === now} onChange={() => onChange(one)} />{word(one)}</label>
      ))}
    </fieldset>
  );
}

function Text({ citation, form }: { citation: Citation; form: Form }) {
  const [said, setSaid] = useState("");
  const { make, extension, type } = FORMS[form];
  const text = make(citation, wording());
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t("cite.copied"));
    } catch {
      (document.getElementById("citation") as HTMLTextAreaElement | null)?.select();
      setSaid(t("cite.notCopied"));
    }
    setTimeout(() => setSaid(""), 4000);
  };
  return (
    <section>
      <textarea class="field citation" id="citation" readOnly rows={form === "text" ? 12 : 16} aria-label={t("cite.title")} value={text} spellcheck={false} data-form={form} />
      <div class="button-row">
        <button type="button" class="button primary" onClick={() => void copy()}>{t("cite.copy")}</button>
        <button type="button" class="button" onClick={() => download(`verbund.${extension}`, text, `${type};charset=utf-8`)}>{t("cite.save")}</button>
        <span class="help" role="status">{said}</span>
      </div>
      {location.protocol !== "file:" && isLocal(location.hostname) && <p class="help">{t("cite.local")}</p>}
    </section>
  );
}

function Sources({ sources }: { sources: SourceInfo[] }) {
  if (!sources.length) return <p class="muted">{t("cite.sources.none")}</p>;
  return (
    <section>
      <h3>{sources.length === 1 ? t("cite.sources.one") : t("cite.sources.count", { n: number(sources.length) })}</h3>
      <ol class="cited-sources">
        {sources.map((one) => (
          <li key={one.id}>
            {one.url && /^https?:\/\//.test(one.url) ? <a href={one.url} target="_blank" rel="noreferrer">{one.title}</a> : one.title}
            <span class="muted">{[one.publisher, one.published?.slice(0, 4), one.licence].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
