import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { source } from "../data/current";
import type { ExportFormat } from "../data/source";
import { found } from "../facets/model";
import { change, chosen, filter, NO_FILTER, show } from "../state/state";
import { Icon } from "../ui/Icon";
import { number, t, type Word } from "../words";
import { useDismiss } from "./dismiss";
import { fileName, save, saving } from "./saving";
import "./ExportMenu.css";

const isOpen = signal(false);
const isMarkedOnly = signal(false);

const FORMATS: readonly ExportFormat[] = ["csv", "xlsx", "gexf", "json"];

interface Picture { view: "network" | "map"; ending: "png" | "svg"; make: () => Promise<Blob> }

// What draws is fetched with the view that draws, not with the menu.
const PICTURES: readonly Picture[] = [
  { view: "network", ending: "png", make: async () => (await import("../network/export")).networkPng() },
  { view: "network", ending: "svg", make: async () => svg((await import("../network/export")).networkSvg()) },
  { view: "map", ending: "png", make: async () => (await import("../map/picture")).mapPng() },
  { view: "map", ending: "svg", make: async () => svg((await import("../map/picture")).mapSvg()) },
];

function svg(text: string): Blob {
  return new Blob([text], { type: "image/svg+xml" });
}

function close(): void {
  isOpen.value = false;
}

/** The selection, or what is marked, as a file; the network and the map as pictures. */
export function ExportMenu() {
  const box = useDismiss<HTMLDivElement>(isOpen.value, close);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isOpen.value) items(menu.current)[0]?.focus();
  }, [isOpen.value]);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      isOpen.value = true;
    }
  };
  return (
    <div class="export" ref={box}>
      <button
        type="button" class="button icon-only" ref={button} aria-haspopup="menu" aria-expanded={isOpen.value} aria-controls="export-menu"
        aria-label={t("shell.export")} title={t("shell.export")} onClick={() => (isOpen.value = !isOpen.value)} onKeyDown={onKey}
      >
        <Icon name="download" />
      </button>
      {isOpen.value && (
        <div class="popover menu" id="export-menu" role="menu" aria-label={t("shell.export")} ref={menu} onKeyDown={(event) => move(event, menu.current, button.current)}>
          <Which />
          <div role="group" aria-labelledby="export-data">
            <p class="heading" id="export-data" role="presentation">{t("export.data")}</p>
            {FORMATS.map((format) => <Item key={format} word={`export.${format}`} ending={format} onChoose={() => exportData(format, button.current)} />)}
          </div>
          <div role="group" aria-labelledby="export-pictures">
            <p class="heading" id="export-pictures" role="presentation">{t("export.pictures")}</p>
            {PICTURES.map((one) => (
              <Item
                key={`${one.view}.${one.ending}`}
                word={`export.${one.view}.${one.ending}`}
                ending={one.ending}
                onChoose={() => exportPicture(one, button.current)}
              />
            ))}
          </div>
        </div>
      )}
      <Saying />
    </div>
  );
}

/** The selection or only what is marked, where several are. */
function Which() {
  const marked = chosen.value.length;
  if (marked < 2) return null;
  const all = found.value ? number(found.value.found) : "…";
  return (
    <div role="group" aria-label={t("export.which")} class="which">
      {[false, true].map((only) => (
        <button key={String(only)} type="button" role="menuitemradio" tabIndex={-1} aria-checked={isMarkedOnly.value === only} onClick={() => (isMarkedOnly.value = only)}>
          <span class="dot" aria-hidden="true" />
          {only ? t("export.marked", { n: number(marked) }) : t("export.selection", { n: all })}
        </button>
      ))}
    </div>
  );
}

interface ItemProps { word: Word; ending: string; onChoose: () => void }

function Item({ word, ending, onChoose }: ItemProps) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onChoose}>
      {t(word)}<span class="ending" aria-hidden="true">.{ending}</span>
    </button>
  );
}

function Saying() {
  const now = saving.value;
  return (
    <>
      <div class={now ? `saying ${now.state}` : "saying"} role="status">{now && now.state !== "failed" ? now.text : ""}</div>
      {now?.state === "failed" && (
        <div class="saying failed" role="alert">
          {now.text}
          <button type="button" class="button icon-only" aria-label={t("export.close")} onClick={() => (saving.value = null)}><Icon name="close" /></button>
        </div>
      )}
    </>
  );
}

function exportData(format: ExportFormat, back: HTMLElement | null): void {
  const ids = chosen.peek();
  const wanted = isMarkedOnly.peek() && ids.length > 1 ? { ...NO_FILTER, ids } : filter.peek();
  leave(back);
  void save(fileName("", format), () => source().export(wanted, format));
}

function exportPicture({ view, ending, make }: Picture, back: HTMLElement | null): void {
  leave(back);
  const isSeen = show.peek() === "all" || show.peek() === view;
  if (!isSeen) change({ show: view }, "none");
  void save(fileName(t(`export.file.${view}`), ending), isSeen ? make : () => onceDrawn(make));
}

/** A view that has only just been opened needs a moment until there is a picture. */
async function onceDrawn(make: () => Promise<Blob>, tries = 20): Promise<Blob> {
  await new Promise((resolve) => setTimeout(resolve, 400));
  try {
    return await make();
  } catch (reason) {
    if (tries <= 1) throw reason;
    return onceDrawn(make, tries - 1);
  }
}

function leave(back: HTMLElement | null): void {
  close();
  back?.focus();
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
}

/** Arrows go round, letters lead to the next item that begins with them, Tab leaves. */
function move(event: KeyboardEvent, menu: HTMLElement | null, back: HTMLElement | null): void {
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Tab") close();
  else if (event.key === "Escape") leave(back);
  else if (to !== undefined) {
    event.preventDefault();
    all[to % all.length]?.focus();
  } else if (event.key.length === 1 && event.key !== " ") {
    const next = [...all.slice(at + 1), ...all].find((one) => one.textContent.toLowerCase().startsWith(event.key.toLowerCase()));
    next?.focus();
  }
}
