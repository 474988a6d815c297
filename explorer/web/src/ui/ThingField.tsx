import { useEffect, useRef, useState } from "preact/hooks";
import { source } from "../data/current";
import type { Thing } from "../data/types";
import { t } from "../words";
import { isIri, learn, nameOf } from "./names";
import { Mark } from "./Mark";
import "./fields.css";

const PAUSE = 120; // ms after the last key before names are looked for
const MOST = 8;

export interface ThingFieldProps {
  /** Of the input; the list is called `${id}-list`. */
  id: string;
  label: string;
  /** An IRI, or a text as somebody typed it; "" for none. */
  value: string;
  /** Classes that are looked for; all where empty. */
  types?: string[];
  onChange: (value: string) => void;
  /** What is offered before anything is typed. */
  suggestions?: Pick<Thing, "id" | "label" | "type">[];
  placeholder?: string;
  help?: string;
  required?: boolean;
  /** Look nothing up: only the suggestions are offered. */
  fixed?: boolean;
}

/** A field that finds things by name: a combobox after WAI-ARIA, in which any other text may be typed too. */
export function ThingField(props: ThingFieldProps) {
  const { id, label, value, onChange, placeholder, help, required } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const hits = useHits(props, isOpen, draft);
  const shown = draft ?? nameOf(value);
  const isListed = isOpen && hits.length > 0;

  const close = (): void => {
    setDraft(null);
    setOpen(false);
    setAt(-1);
  };
  const take = (text: string): void => {
    close();
    if (text !== value) onChange(text);
  };
  const takeHit = (hit: Pick<Thing, "id" | "label">): void => {
    learn([hit]);
    take(hit.id);
  };
  const leave = (): void => {
    // What was typed counts, unless it is the name that stood there already.
    if (draft !== null && draft.trim() !== nameOf(value)) take(draft.trim());
    else close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (isListed) setAt((at + step + hits.length + (at < 0 && step < 0 ? 1 : 0)) % hits.length);
      else setOpen(true);
    } else if (event.key === "Enter") {
      const hit = isListed ? hits[at] : undefined;
      if (hit) {
        event.preventDefault();
        takeHit(hit);
      } else if (draft !== null) {
        event.preventDefault();
        leave();
      }
    } else if (event.key === "Escape" && (isOpen || draft !== null)) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <div class="thing-field">
      <label class="label" for={id}>{label}{required && <span class="muted"> *</span>}</label>
      <div class="thing-input">
        <input
          class="field" id={id} type="text" role="combobox" autocomplete="off" spellcheck={false}
          aria-expanded={isListed} aria-controls={`${id}-list`} aria-autocomplete="list" required={required}
          aria-activedescendant={isListed && at >= 0 ? `${id}-${at}` : undefined} aria-describedby={help ? `${id}-help` : undefined}
          value={shown} placeholder={placeholder} title={isIri(value) ? value : undefined}
          onInput={(event) => { setDraft(event.currentTarget.value); setOpen(true); setAt(-1); }}
          onFocus={(event) => event.currentTarget.select()} onClick={() => setOpen(true)}
          onBlur={leave} onKeyDown={onKeyDown}
        />
        {value && (
          <button type="button" class="thing-clear" aria-label={t("partners.field.clear", { field: label })} onClick={() => take("")}>×</button>
        )}
        <ul class="thing-list" id={`${id}-list`} role="listbox" aria-label={label} hidden={!isListed}>
          {isListed && hits.map((hit, index) => (
            <li
              key={hit.id} id={`${id}-${index}`} role="option" aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()} onClick={() => takeHit(hit)}
            >
              {hit.type && <Mark type={hit.type} />}
              <span>{hit.label}</span>
            </li>
          ))}
        </ul>
      </div>
      {help && <p class="help" id={`${id}-help`}>{help}</p>}
    </div>
  );
}

type Choice = Pick<Thing, "id" | "label" | "type">;

/** What is offered: suggestions before something is typed, then what is found under the text. */
function useHits({ suggestions = [], types = [], fixed }: ThingFieldProps, isOpen: boolean, draft: string | null): Choice[] {
  const [hits, setHits] = useState<Choice[]>([]);
  const typed = draft?.trim() ?? "";
  const latest = useRef(typed);
  latest.current = typed;
  const classes = types.join(" ");
  useEffect(() => {
    setHits([]);
    if (!isOpen || !typed || fixed) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      source().search(typed, MOST, classes ? classes.split(" ") : [], controller.signal).then(
        (found) => latest.current === typed && setHits(found),
        () => undefined, // the text can be used as it is
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isOpen, typed, classes, fixed]);
  if (!isOpen) return [];
  if (typed && !fixed) return hits;
  const wanted = typed.toLocaleLowerCase();
  return suggestions.filter((one) => one.label.toLocaleLowerCase().includes(wanted)).slice(0, 2 * MOST);
}
