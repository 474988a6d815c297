import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { chosenSet, focus, look } from "../state/state";
import { Empty, Loading, Problem } from "../ui/Notice";
import { number, plural, t } from "../words";
import { ColumnChooser } from "./ColumnChooser";
import { columnsFor, STACKED, template } from "./columns";
import { Apart } from "./Apart";
import { moved } from "./keys";
import { TableModel } from "./model";
import type { Pages } from "./pages";
import { SortField } from "./SortField";
import { TableHead } from "./TableHead";
import { TableRow } from "./TableRow";
import { drawn, type Heights, scrollTo, sight, top } from "./window";
import "./table.css";

/** Rows that are printed at most. */
const MOST_PRINTED = 500;

/** The selection as rows: everything that the network shows, in words. */
export function TableView() {
  const model = useMemo(() => new TableModel(), []);
  useEffect(() => model.start(), []);
  const pages = model.pages.value;
  return (
    <>
      <Loading when={model.loading.value || (pages?.loading.value ?? false)} />
      {pages && <Problem of={{ value: model.pages, loading: pages.loading, error: pages.error, again: pages.again }} />}
      {pages?.found.value === 0 && <Empty />}
      {pages && (pages.found.value ?? 0) > 0 && <Grid model={model} pages={pages} />}
    </>
  );
}

interface Size { width: number; height: number; rem: number }

function Grid({ model, pages }: { model: TableModel; pages: Pages }) {
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [scrolled, setScrolled] = useState(0);
  const printed = usePrinting();
  const found = pages.found.value ?? 0;
  const width = size.width / size.rem;
  const isStacked = width < STACKED;
  const columns = columnsFor(width);
  const heights: Heights = { rows: found, row: Math.round((isStacked ? 3.75 : 2.25) * size.rem), extra: model.extra.value };
  const view = Math.max(size.height - (isStacked ? 0 : heights.row), heights.row);
  const seen = printed ? { first: 0, last: Math.min(found, MOST_PRINTED) - 1, shift: 0 } : sight(heights, scrolled, view);
  const active = Math.min(model.active.value, found - 1);
  const perPage = Math.max(1, Math.floor(view / heights.row) - 1);

  useEffect(() => void pages.want(seen.first, seen.last, true), [pages, seen.first, seen.last]);
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [model.restart.value]);
  const reveal = model.reveal.value;
  useLayoutEffect(() => {
    if (reveal === null || !scroller.current) return;
    model.reveal.value = null;
    const to = scrollTo(heights, scroller.current.scrollTop, view, reveal);
    if (to !== null) scroller.current.scrollTop = to;
    setScrolled(scroller.current.scrollTop);
    if (scroller.current.contains(document.activeElement)) rowElement(scroller.current, reveal)?.focus({ preventScroll: true });
  }, [reveal]);
  const holdsFocus = useRef(false);
  // The row with the focus may come into being only with this drawing, and a row that is moved or gone loses the focus.
  useLayoutEffect(() => {
    const on = document.activeElement;
    const isOnRow = on instanceof HTMLElement && on.matches(".grid .row[data-index]");
    const isElsewhere = isOnRow ? Number(on.dataset.index) === active : on?.matches("button, input, select, textarea, a, [tabindex]");
    if (holdsFocus.current && !isElsewhere) rowElement(scroller.current, active)?.focus({ preventScroll: true });
  });
  useEffect(() => {
    const letGo = (event: PointerEvent): void => {
      if (!scroller.current?.contains(event.target as Node)) holdsFocus.current = false;
    };
    document.addEventListener("pointerdown", letGo);
    return () => document.removeEventListener("pointerdown", letGo);
  }, []);

  const numbers = [];
  for (let index = seen.first; index <= seen.last; index++) numbers.push(index);
  if (active < seen.first) numbers.unshift(active);
  if (active > seen.last) numbers.push(active);
  const ids = chosenSet.value;

  return (
    <div class={isStacked ? "table-view stacked" : "table-view"}>
      <div class="table-bar">
        <span class="count">{plural(found, "shell.found.one", "shell.found.many")}</span>
        <Apart of={model.apart.value} />
        <SortField isStacked={isStacked} />
        {!isStacked && <ColumnChooser shown={columns} />}
        <span class="hidden" role="status">{model.said.value}</span>
      </div>
      <p class="hidden" id="table-help">{t("table.help")}</p>
      {printed && found > seen.last + 1 && <p class="print-only">{t("table.printed", { n: number(seen.last + 1), found: number(found) })}</p>}
      <div
        class="grid"
        role="grid"
        ref={scroller}
        onFocusCapture={(event) => (holdsFocus.current = (event.target as HTMLElement).matches(".row[data-index]"))}
        onBlurCapture={(event) => {
          // A row that is taken away gives the focus to nobody.
          if (event.relatedTarget) holdsFocus.current = false;
        }}
        aria-label={t("table.title")}
        aria-describedby="table-help"
        aria-multiselectable="true"
        aria-rowcount={found + 1}
        aria-colcount={columns.length + 1}
        style={{ "--columns": template(columns), "--row": `${heights.row}px` }}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
        onKeyDown={(event) => onKey(event, model, pages, found, perPage)}
        onClick={(event) => onClick(event, model, pages)}
      >
        <div role="rowgroup" ref={head} class="head-rows"><TableHead columns={columns} isStacked={isStacked} /></div>
        <div role="rowgroup" class="rows" style={{ height: `${drawn(heights)}px` }}>
          {numbers.map((index) => {
            const row = pages.at(index);
            return (
              <TableRow
                key={index}
                row={row}
                index={index}
                columns={columns}
                isActive={index === active}
                isChosen={row !== undefined && ids.has(row.id)}
                isFocus={row?.id === focus.value}
                isOpen={row !== undefined && model.unfolded.value.has(row.id)}
                isStacked={isStacked}
                top={top(heights, index) + seen.shift}
                onUnfold={() => row && model.unfold(row.id)}
                onHeight={(height) => row && model.measure(row.id, height)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function rowElement(within: HTMLElement | null, index: number): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`.row[data-index="${index}"]`) ?? null;
}

function onKey(event: KeyboardEvent, model: TableModel, pages: Pages, found: number, perPage: number): void {
  const target = event.target as HTMLElement;
  if (!target.matches(".row[data-index]")) return;
  const now = Number(target.dataset.index);
  const row = pages.at(now);
  const isCtrl = event.ctrlKey || event.metaKey;
  const to = isCtrl || event.altKey ? null : moved(event.key, now, found, perPage);
  if (to !== null) {
    if (event.shiftKey) void model.extend(to);
    else model.go(to);
  } else if (isCtrl && event.key.toLowerCase() === "a") {
    void model.markPage();
  } else if (isCtrl || event.altKey || !row) return;
  else if (event.key === "Enter") look(row.id);
  else if (event.key === " ") model.mark(now);
  else if (event.key === "ArrowRight") model.unfold(row.id, true);
  else if (event.key === "ArrowLeft") model.unfold(row.id, false);
  else return;
  event.preventDefault();
}

function onClick(event: MouseEvent, model: TableModel, pages: Pages): void {
  const target = event.target as HTMLElement;
  const element = target.closest<HTMLElement>(".row[data-index]");
  if (!element || target.closest("button, a")) return;
  const at = Number(element.dataset.index);
  const row = pages.at(at);
  if (!row) return;
  if (event.shiftKey) void model.extend(at);
  else if (event.ctrlKey || event.metaKey || target.closest(".tick")) {
    model.mark(at);
    model.begin(at);
  } else {
    model.begin(at);
    look(row.id);
  }
}

function useSize(of: { current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 900, height: 600, rem: 16 });
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return undefined;
    const measure = (): void => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      if (element.clientWidth > 0) setSize({ width: element.clientWidth, height: element.clientHeight, rem });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return size;
}

/** Whether the page is being printed: then the rows stand one below the other. */
function usePrinting(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const before = (): void => setPrinted(true);
    const after = (): void => setPrinted(false);
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return isPrinted;
}
