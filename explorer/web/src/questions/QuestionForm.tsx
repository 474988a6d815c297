import { useState } from "preact/hooks";
import type { Question, QuestionParameter } from "../data/types";
import { change, lang, questionState } from "../state/state";
import { Icon } from "../ui/Icon";
import { Loading } from "../ui/Notice";
import { ThingField } from "../ui/ThingField";
import { Trouble } from "../ui/Trouble";
import { Widen } from "../ui/Widen";
import { t } from "../words";
import { questionAnswer } from "./answer";
import { AnswerTable } from "./AnswerTable";
import { asParameters, boundSparql, classesOf, fieldKind, isAsked, missing } from "./form";

/** A question as a form with typed fields, and its answer below. */
export function QuestionForm({ question }: { question: Question }) {
  const { parameters } = questionState.value;
  const [values, setValues] = useState(parameters);
  const [empty, setEmpty] = useState<QuestionParameter[]>([]);
  const set = (name: string, value: string): Record<string, string> => {
    const next = { ...values, [name]: value };
    setValues(next);
    setEmpty((before) => before.filter((one) => one.name !== name || !value));
    return next;
  };
  const ask = (given: Record<string, string>): void => {
    const lacking = missing(question, given);
    setEmpty(lacking);
    if (lacking.length) document.getElementById(`question-${lacking[0]!.name}`)?.focus();
    else if (JSON.stringify(asParameters(question, given)) === JSON.stringify(parameters)) questionAnswer.again();
    else change({ question: { name: question.name, parameters: asParameters(question, given) } });
  };
  return (
    <>
      <div class="panel-top question-top">
        <button type="button" class="button plain" onClick={() => change({ question: { name: "", parameters: {} } })}><Icon name="left" />{t("questions.back")}</button>
        <Widen />
      </div>
      <section>
        <h3>{question.summary}</h3>
        <p class="question-about">{question.description}</p>
        {question.costs && <p class="help">{t("questions.costs")}: {question.costs}</p>}
        <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); ask(values); }}>
          {question.parameters.map((one) => <Field key={one.name} one={one} value={values[one.name] ?? ""} onChange={(value) => set(one.name, value)} />)}
          {empty.length > 0 && <p class="trouble" role="alert">{t("questions.missing", { names: empty.map((one) => one.description || one.name).join(", ") })}</p>}
          <div class="button-row">
            <button type="submit" class="button primary">{t("questions.ask")}</button>
            {question.parameters.some((one) => one.required) && <span class="help">{t("questions.required")}</span>}
          </div>
        </form>
      </section>
      <Result question={question} onSuggestion={(name, message) => { const wrong = wrongOne(question, values, message); if (wrong) ask(set(wrong, name)); }} />
      <Sparql question={question} values={values} />
    </>
  );
}

/** The parameter whose value a message complains about. */
function wrongOne(question: Question, values: Record<string, string>, message: string): string | undefined {
  const filled = question.parameters.filter((one) => one.type !== "language");
  const named = filled.find((one) => { const text = values[one.name] ?? one.default; return text && message.includes(text); });
  return (named ?? (filled.length === 1 ? filled[0] : undefined))?.name;
}

function Result({ question, onSuggestion }: { question: Question; onSuggestion: (name: string, message: string) => void }) {
  if (!isAsked(questionState.value.parameters)) return null;
  const error = questionAnswer.error.value;
  const answer = questionAnswer.value.value;
  return (
    <section class="result">
      <Loading when={questionAnswer.loading.value} />
      {questionAnswer.loading.value && (
        <button type="button" class="button" onClick={() => change({ question: { ...questionState.value, parameters: {} } }, "none")}>{t("questions.cancel")}</button>
      )}
      {error && <Trouble error={error} again={questionAnswer.again} onSuggestion={(name) => onSuggestion(name, error.message)} />}
      {!error && answer && <AnswerTable answer={answer} name={question.name} />}
    </section>
  );
}

interface FieldProps {
  one: QuestionParameter;
  value: string;
  onChange: (value: string) => void;
}

function Field({ one, value, onChange }: FieldProps) {
  const id = `question-${one.name}`;
  const label = fieldKind(one) === "language" ? t("questions.language") : sentence(one.description || one.name);
  const help = [one.default && t("questions.default", { value: one.default }), one.example && t("questions.example", { example: one.example })].filter(Boolean).join(" · ");
  const classes = classesOf(one);
  if (fieldKind(one) === "language") return <LanguageField id={id} label={label} value={value} onChange={onChange} />;
  if (classes) {
    return <ThingField id={id} label={label} value={value} types={classes} required={one.required} help={help} onChange={onChange} />;
  }
  const kind = fieldKind(one);
  return (
    <div>
      <label class="label" for={id}>{label}{one.required && <span class="muted"> *</span>}</label>
      <input
        class="field" id={id} value={value} required={one.required} placeholder={one.default || one.example}
        aria-describedby={help ? `${id}-help` : undefined} inputMode={kind === "number" ? "decimal" : kind === "year" ? "numeric" : undefined}
        type="text" pattern={kind === "year" ? "\\d{4}" : kind === "date" ? "\\d{4}(-\\d{2}){0,2}" : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {help && <p class="help" id={`${id}-help`}>{help}</p>}
    </div>
  );
}

function LanguageField({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }) {
  const choices: [string, string][] = [["", t("questions.language.page")], ["de", "Deutsch"], ["en", "English"]];
  return (
    <div>
      <label class="label" for={id}>{label}</label>
      <select class="field" id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {choices.map(([name, word]) => <option key={name} value={name} selected={name === value} lang={name || undefined}>{word}</option>)}
      </select>
    </div>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

function Sparql({ question, values }: { question: Question; values: Record<string, string> }) {
  const text = boundSparql(question, values, lang.value);
  return (
    <details class="opens">
      <summary>{t("questions.sparql")}</summary>
      <pre class="sparql-text" tabIndex={0}>{text}</pre>
      <button type="button" class="button" onClick={() => change({ query: text, panel: "sparql" })}>{t("questions.open")}</button>
    </details>
  );
}
