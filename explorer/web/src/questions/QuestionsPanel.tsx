import { useMemo, useState } from "preact/hooks";
import type { Question } from "../data/types";
import { change, lang } from "../state/state";
import { Icon } from "../ui/Icon";
import { Loading, Problem } from "../ui/Notice";
import { t } from "../words";
import { questions as WORDS } from "../words/questions";
import { questionList, questionNow } from "./answer";
import { found, grouped } from "./form";
import { QuestionForm } from "./QuestionForm";
import "../ui/fields.css";
import "./questions.css";

const NAMED: Record<string, { de: string; en: string } | undefined> = WORDS;

const tagWord = (tag: string): string => (tag ? NAMED[`questions.tag.${tag}`]?.[lang.value] ?? tag : t("questions.tag.other"));

/** The library of questions: a list, or the one that was chosen as a form with its answer. */
export function QuestionsPanel() {
  const list = questionList.value.value;
  const now = questionNow.value;
  return (
    <div class="panel-part questions">
      <Loading when={questionList.loading.value} />
      <Problem of={questionList} />
      {now && <QuestionForm key={now.name} question={now} />}
      {!now && list && <QuestionList list={list} />}
    </div>
  );
}

function QuestionList({ list }: { list: Question[] }) {
  const [text, setText] = useState("");
  const [tag, setTag] = useState("");
  const tags = useMemo(() => commonTags(list), [list]);
  const groups = grouped(found(list, text, tag));
  return (
    <>
      <div>
        <label class="label" for="questions-search">{t("questions.search")}</label>
        <input class="field" id="questions-search" type="search" value={text} placeholder={t("questions.search.placeholder")} onInput={(event) => setText(event.currentTarget.value)} />
      </div>
      <div class="tags" role="group" aria-label={t("questions.tags")}>
        {["", ...tags].map((one) => (
          <button key={one} type="button" class="tag" aria-pressed={one === tag} onClick={() => setTag(one)}>{one ? tagWord(one) : t("questions.tag.all")}</button>
        ))}
      </div>
      {groups.length === 0 && <p class="muted">{t("questions.none")}</p>}
      {groups.map(([name, questions]) => (
        <section key={name} class="question-group">
          <h3>{tagWord(name)}</h3>
          <ul>{questions.map((one) => <Entry key={one.name} one={one} />)}</ul>
        </section>
      ))}
    </>
  );
}

function Entry({ one }: { one: Question }) {
  return (
    <li>
      <button type="button" class="question-entry" title={one.description} onClick={() => change({ question: { name: one.name, parameters: {} } })}>
        {one.summary}<Icon name="right" />
      </button>
    </li>
  );
}

/** Tags that most questions have, first. */
function commonTags(list: Question[]): string[] {
  const counts = new Map<string, number>();
  for (const tag of list.flatMap((one) => one.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).map(([tag]) => tag);
}

