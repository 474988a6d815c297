import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { SourceError } from "../data/source";
import type { Answer } from "../data/types";
import { change, lang, queryText } from "../state/state";
import { Icon } from "../ui/Icon";
import { Loading } from "../ui/Notice";
import { Trouble } from "../ui/Trouble";
import { Widen } from "../ui/Widen";
import { t, type Word } from "../words";
import { questionList } from "../questions/answer";
import { AnswerTable, duration } from "../questions/AnswerTable";
import { boundSparql } from "../questions/form";
import { placeOfError } from "./completion";
import type { Editor } from "./editor";
import { earlier, titleOf } from "./history";
import { began, cancel, problem, result, run, vocabulary, wasCancelled } from "./run";
import { FIRST, SNIPPETS } from "./snippets";
import { asStatements } from "./statements";
import "../ui/fields.css";
import "../questions/questions.css";
import "./sparql.css";

/** An editor for queries of one's own against the store, and their results. */
export function SparqlPanel() {
  const host = useRef<HTMLDivElement>(null);
  const editor = useEditor(host);
  const error = problem.value;
  const start = (): void => void run(queryText.peek() || FIRST);
  return (
    <div class="panel-part sparql">
      <Loading when={began.value !== null} />
      <section>
        <div class="panel-top"><h3>{t("sparql.editor")}</h3><Widen /></div>
        <div class="sparql-editor" ref={host} />
        <p class="help">{t("sparql.keys")}</p>
        <div class="button-row">
          <button type="button" class="button primary" onClick={start}>{t("sparql.run")}</button>
          {began.value !== null && <Running since={began.value} />}
          {wasCancelled.value && began.value === null && <span class="help" role="status">{t("sparql.cancelled")}</span>}
        </div>
      </section>
      {error && <Failure error={error} onGo={() => { editor.current?.mark(error.message, placeOfError(error.message)); editor.current?.focus(); }} />}
      {result.value && !error && <Result answer={result.value} />}
      <Suggested />
      <p class="help endpoint">{t("sparql.endpoint", { address: new URL("sparql", location.href.replace(/#.*/, "")).href })}</p>
    </div>
  );
}

/** The editor, fetched when it is first needed, kept at one with the state. */
function useEditor(host: { current: HTMLDivElement | null }): { current: Editor | null } {
  const editor = useRef<Editor | null>(null);
  // What the editor has told the state: only what comes from elsewhere is put into the editor.
  const told = useRef("");
  const [isReady, setReady] = useState(false);
  const language = lang.value;
  useEffect(() => {
    let isGone = false;
    // A file has no endpoint; without this line it would carry the whole editor.
    if (import.meta.env.MODE === "file") return undefined;
    void import("./editor").then(({ mount }) => {
      if (isGone || !host.current) return;
      told.current = queryText.peek();
      editor.current = mount(host.current, {
        text: told.current || FIRST,
        words: {
          label: t("sparql.editor"),
          kind: (kind) => (kind === "keyword" || kind === "variable" ? "" : t(`sparql.kind.${kind}`)),
          snippet: (name) => t(SNIPPETS.find((one) => one.name === name)?.word ?? ("sparql.editor" satisfies Word)),
        },
        onChange: (query) => {
          told.current = query;
          if (query !== queryText.peek()) change({ query }, "none");
        },
        onRun: () => void run(editor.current?.text() ?? ""),
      });
      setReady(true);
    });
    return () => {
      isGone = true;
      editor.current?.close();
      editor.current = null;
    };
  }, [host, language]);
  const words = vocabulary.value.value;
  useEffect(() => { if (words) editor.current?.setVocabulary(words); }, [words, isReady, language]);
  const query = queryText.value;
  useEffect(() => {
    const now = queryText.peek();
    if (editor.current && now !== told.current) editor.current.setText(now || FIRST);
  }, [query, isReady]);
  const error = problem.value;
  useEffect(() => { editor.current?.mark(error?.message ?? "", error ? placeOfError(error.message) : null); }, [error, isReady]);
  return editor;
}

function Running({ since }: { since: number }) {
  const [now, setNow] = useState(performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <button type="button" class="button" onClick={cancel}>{t("sparql.cancel")}</button>
      <span class="help">{t("sparql.running", { time: duration(Math.max(0, now - since)) })}</span>
    </>
  );
}

function Failure({ error, onGo }: { error: SourceError; onGo: () => void }) {
  const place = placeOfError(error.message);
  return (
    <section class="failure">
      <Trouble error={error} />
      {place && <button type="button" class="button" onClick={onGo}>{t("sparql.at", place)} · {t("sparql.goto")}</button>}
    </section>
  );
}

function Result({ answer }: { answer: Answer }) {
  const titles: [string, string, string] = [t("sparql.column.subject"), t("sparql.column.predicate"), t("sparql.column.object")];
  const key = titles.join();
  const shown = useMemo(() => asStatements(answer, key.split(",") as [string, string, string]), [answer, key]);
  return <AnswerTable answer={shown} name="sparql" prefixes={vocabulary.value.value?.prefixes ?? NONE} />;
}

const NONE = {};

/** Queries to begin with: those that were run before, and those of the questions. */
function Suggested() {
  const list = questionList.value.value ?? [];
  const past = earlier();
  const put = (query: string): void => change({ query });
  return (
    <section class="suggested">
      {past.length > 0 && (
        <details class="opens">
          <summary>{t("sparql.history")}</summary>
          <ul>{past.map((query) => <Suggestion key={query} title={titleOf(query)} onClick={() => put(query)} />)}</ul>
        </details>
      )}
      {list.length > 0 && (
        <details class="opens">
          <summary>{t("sparql.examples")}</summary>
          <ul>{list.map((one) => <Suggestion key={one.name} title={one.summary} onClick={() => put(boundSparql(one, {}, lang.peek()))} />)}</ul>
        </details>
      )}
    </section>
  );
}

function Suggestion({ title, onClick }: { title: string; onClick: () => void }) {
  return <li><button type="button" class="question-entry" onClick={onClick}><span>{title}</span><Icon name="up" /></button></li>;
}
