import { batch, effect, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { revision, source } from "../data/current";
import type { Hit } from "../data/types";
import { filter, look, narrow } from "../state/state";
import { resource, settled } from "../state/resource";
import { Icon } from "../ui/Icon";
import { kindName } from "../ui/kindName";
import { Mark } from "../ui/Mark";
import { plural, t } from "../words";
import { pieces } from "./letters";
import "./search.css";

const MOST_HITS = 8;

/** What stands in the field; the filter follows when typing rests. */
const text = signal("");
const isOpen = signal(false);
/** The hit that arrows have led to; -1 for none. */
const at = signal(-1);

const rested = settled(text, 100);
const hits = resource<Hit[]>((signal) => (revision.value && rested.value.trim() ? source().search(rested.value.trim(), MOST_HITS, [], signal) : null));

let typed = "";
let lastTyped = 0;

effect(() => {
  const q = rested.value.trim();
  if (q !== typed) return; // not from this field
  if (q === filter.peek().q) return;
  // What is typed in one go is one step back.
  const isNew = Date.now() - lastTyped > 2000;
  lastTyped = Date.now();
  narrow({ q }, isNew ? "own" : "same");
});
effect(() => {
  const { q } = filter.value;
  if (q !== text.peek().trim() && q !== typed) {
    typed = q;
    text.value = q;
  }
});

function type(value: string): void {
  batch(() => {
    typed = value.trim();
    text.value = value;
    isOpen.value = value.trim() !== "";
    at.value = -1;
  });
}

function clear(): void {
  type("");
  narrow({ q: "" });
  document.getElementById("search")?.focus();
}

function choose(hit: Hit): void {
  isOpen.value = false;
  look(hit.id);
}

/** Find by name: the views narrow while one types, and a list leads straight to a thing. */
export function SearchBox() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) isOpen.value = false;
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, []);
  const found = hits.value.value;
  const isShown = isOpen.value && text.value.trim() !== "" && found !== null;
  const active = isShown && at.value >= 0 && at.value < found.length ? at.value : -1;
  return (
    <div class="search" role="search" ref={box} onFocusOut={(event) => {
      if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) isOpen.value = false;
    }}>
      <Icon name="search" />
      <input
        id="search"
        class="field"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={t("search.label")}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls="search-hits"
        aria-activedescendant={active >= 0 ? `search-hit-${active}` : undefined}
        aria-keyshortcuts="/"
        placeholder={t("search.placeholder")}
        value={text.value}
        onInput={(event) => type(event.currentTarget.value)}
        onClick={() => (isOpen.value = text.value.trim() !== "")}
        onKeyDown={(event) => onKey(event, found ?? [], isShown)}
      />
      {text.value === "" ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <button type="button" class="button icon-only" aria-label={t("search.clear")} title={t("search.clear")} onClick={clear}><Icon name="close" /></button>
      )}
      <div class="hits-box" hidden={!isShown}>
        <ul id="search-hits" role="listbox" aria-label={t("search.hits")}>
          {isShown && found.map((hit, index) => <Option key={hit.id} hit={hit} index={index} isActive={index === active} />)}
        </ul>
        {isShown && found.length === 0 && (
          <p class="nothing"><strong>{t("search.none", { text: rested.value.trim() })}</strong><span class="muted">{t("search.none.hint")}</span></p>
        )}
        {isShown && found.length > 0 && <p class="keys muted" aria-hidden="true">↑ ↓ · {t("search.keys")}</p>}
      </div>
      <span class="hidden" role="status">{isShown ? said(found) : ""}</span>
    </div>
  );
}

function said(found: Hit[]): string {
  return found.length === 0 ? t("search.none", { text: rested.value.trim() }) : plural(found.length, "search.hits.one", "search.hits.many");
}

function Option({ hit, index, isActive }: { hit: Hit; index: number; isActive: boolean }) {
  const other = hit.name && fits(hit) ? "" : hit.name;
  return (
    <li
      id={`search-hit-${index}`}
      role="option"
      aria-selected={isActive}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => choose(hit)}
      onPointerMove={() => (at.value = index)}
    >
      <Mark type={hit.type} />
      <span class="name">
        <Marked text={hit.label} />
        {other && <span class="muted other"><Marked text={t("search.also", { name: other })} /></span>}
      </span>
      <span class="kind muted">{kindName(hit.type)}</span>
    </li>
  );
}

function fits(hit: Hit): boolean {
  return hit.name.toLowerCase() === hit.label.toLowerCase();
}

function Marked({ text: name }: { text: string }) {
  return <>{pieces(name, rested.value).map((piece, index) => (piece.isMatch ? <mark key={index}>{piece.text}</mark> : piece.text))}</>;
}

function onKey(event: KeyboardEvent, found: Hit[], isShown: boolean): void {
  const move = (to: number): void => {
    event.preventDefault();
    isOpen.value = true;
    at.value = found.length === 0 ? -1 : ((to + 1 + found.length + 1) % (found.length + 1)) - 1;
  };
  if (event.key === "ArrowDown") move(isShown ? at.value + 1 : 0);
  else if (event.key === "ArrowUp") move(isShown ? at.value - 1 : found.length - 1);
  else if (event.key === "Enter") {
    event.preventDefault();
    const hit = isShown ? found[at.value] : undefined;
    if (hit) choose(hit);
    else {
      narrow({ q: text.value.trim() }, "same");
      isOpen.value = false;
    }
  } else if (event.key === "Escape") {
    if (isShown) isOpen.value = false;
    else if (text.value) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
