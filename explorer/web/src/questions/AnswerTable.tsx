import { useMemo, useState } from "preact/hooks";
import type { Answer, Cell } from "../data/types";
import { change, lang, look, narrow, type Show } from "../state/state";
import { download } from "../ui/download";
import { knownName } from "../ui/names";
import { day, number, plural, t } from "../words";
import { asCsv, isNumber, type Shown, shownColumns, sorted, textOf, thingsIn } from "./rows";
import "./answer.css";

const STEP = 200; // rows drawn at once; a table of ten thousand would hold the page up

interface Props {
  answer: Answer;
  /** Of the file that is downloaded. */
  name: string;
  prefixes?: Record<string, string>;
}

/** A result as a table whose things can be looked at, with the ways out of it. */
export function AnswerTable({ answer, name, prefixes = {} }: Props) {
  const things = useMemo(() => thingsIn(answer), [answer]);
  return (
    <section class="answer" aria-label={t("questions.result")}>
      <p class="answer-head" role="status">
        <strong>{plural(answer.rows.length, "questions.rows.one", "questions.rows.many")}</strong>{" "}
        <span class="muted">{t("questions.took", { time: duration(answer.took_ms) })}</span>
      </p>
      {answer.cut && <p class="cut">{t("questions.cut")}</p>}
      {answer.rows.length === 0 ? <p class="muted">{t("questions.empty")}</p> : (
        <>
          <div class="button-row">
            {things.length > 0 && <Selections things={things} />}
            <button type="button" class="button" title={t("questions.csv.hint")} aria-label={t("questions.csv.hint")} onClick={() => download(`${name}.csv`, `\uFEFF${asCsv(answer)}`, "text/csv;charset=utf-8")}>{t("questions.csv")}</button>
          </div>
          <Rows answer={answer} prefixes={prefixes} />
        </>
      )}
    </section>
  );
}

/** A time as people say it. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${number(Math.round(milliseconds))} ms` : `${number(milliseconds / 1000, { maximumFractionDigits: 1 })} s`;
}

function Selections({ things }: { things: string[] }) {
  const select = (show?: Show): void => {
    narrow({ ids: things });
    if (show) change({ show }, "same");
  };
  return (
    <>
      <button type="button" class="button primary" title={t("questions.select.hint")} onClick={() => select()}>{t("questions.select", { n: number(things.length) })}</button>
      <button type="button" class="button" onClick={() => select("network")}>{t("questions.toNetwork")}</button>
      <button type="button" class="button" onClick={() => select("map")}>{t("questions.toMap")}</button>
    </>
  );
}

function Rows({ answer, prefixes }: { answer: Answer; prefixes: Record<string, string> }) {
  const [order, setOrder] = useState<{ at: number; descending: boolean } | null>(null);
  const [most, setMost] = useState(STEP);
  const columns = useMemo(() => shownColumns(answer), [answer]);
  const column = order ? columns[order.at] : undefined;
  const language = lang.value;
  const rows = useMemo(() => {
    if (!column || !order) return answer.rows;
    const at = column.text >= 0 ? column.text : column.iri;
    return sorted(answer.rows, at, order.descending, language, (cell) => nameIn(cell, prefixes));
  }, [answer, column, order, language, prefixes]);
  return (
    <>
      <div class="answer-scroll" tabIndex={0} role="region" aria-label={t("questions.result")}>
        <table>
          <thead>
            <tr>
              {columns.map((one, index) => (
                <th key={index} scope="col" aria-sort={order?.at === index ? (order.descending ? "descending" : "ascending") : undefined}>
                  <button type="button" title={t("questions.sort", { column: one.title })} onClick={() => setOrder({ at: index, descending: order?.at === index && !order.descending })}>
                    {one.title}<span aria-hidden="true">{order?.at === index ? (order.descending ? " ↓" : " ↑") : ""}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map((row, index) => (
              <tr key={index}>{columns.map((one, at) => <Value key={at} row={row} column={one} prefixes={prefixes} />)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + STEP)}>{t("questions.more", { n: number(Math.min(STEP, rows.length - most)) })}</button>
      )}
    </>
  );
}

function nameIn(cell: Cell | undefined, prefixes: Record<string, string>): string {
  return (cell?.kind === "iri" && !cell.label && knownName(cell.value)) || textOf(cell, prefixes);
}

/** A value as text; where it stands for a thing, as a button that shows the thing. */
function Value({ row, column, prefixes }: { row: Cell[]; column: Shown; prefixes: Record<string, string> }) {
  const iri = column.iri >= 0 ? row[column.iri] : undefined;
  const cell = column.text >= 0 ? row[column.text] : iri;
  const text = nameIn(cell, prefixes);
  if (!text) return <td />;
  if (iri?.kind === "iri") {
    return <td><button type="button" class="linkish" title={iri.value} onClick={() => look(iri.value)}>{text}</button></td>;
  }
  if (isNumber(cell)) return <td class="figure">{plainNumber(cell!.value)}</td>;
  return <td lang={cell?.language}>{isDate(cell) ? day(text) : truth(cell) ?? text}</td>;
}

/** Years stay years; other numbers are grouped as the language does. */
function plainNumber(text: string): string {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1000 && value < 3000 ? text : number(value, { maximumFractionDigits: 4 });
}

function isDate(cell: Cell | undefined): boolean {
  return /#(?:date|gYearMonth|dateTime)$/.test(cell?.datatype ?? "");
}

function truth(cell: Cell | undefined): string | undefined {
  if (!cell?.datatype?.endsWith("#boolean")) return undefined;
  return t(cell.value === "true" ? "questions.yes" : "questions.no");
}
