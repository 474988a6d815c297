import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, type Completion, type CompletionContext, completionKeymap, type CompletionResult, pickedCompletion, snippet } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Vocabulary } from "../data/types";
import { declaration, fitting, type Offer, offersOf, offsetOf, placeAt, variablesIn } from "./completion";
import { SNIPPETS } from "./snippets";
import { tokens } from "./tokens";

const MOST_OFFERED = 60;

export interface EditorWords {
  /** Of the field, for those who do not see it. */
  label: string;
  /** What a class or property is called, "" for others. */
  kind: (kind: Offer["kind"]) => string;
  snippet: (name: string) => string;
}

export interface Editor {
  text: () => string;
  setText: (text: string) => void;
  /** Show where an error is, or that there is none. */
  mark: (message: string, place: { line: number; column: number } | null) => void;
  setVocabulary: (vocabulary: Vocabulary) => void;
  focus: () => void;
  close: () => void;
}

interface Given {
  text: string;
  words: EditorWords;
  onChange: (text: string) => void;
  onRun: () => void;
}

/**
 * An editor for queries in an element.
 *
 * It lives in a shadow tree: there CodeMirror takes adopted style sheets, which a policy without inline styles allows.
 */
export function mount(host: HTMLElement, given: Given): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const offers = new Offers(given.words);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: given.text, extensions: extensions(given, offers) }),
  });
  // The page's own keys ("/", undo) see only the host, and would not know that somebody is typing.
  const keep = (event: KeyboardEvent): void => { if (event.key !== "Escape") event.stopPropagation(); };
  host.addEventListener("keydown", keep);
  return {
    text: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true }),
    mark: (message, place) => mark(view, message, place),
    setVocabulary: (vocabulary) => offers.learn(vocabulary),
    focus: () => view.focus(),
    close: () => {
      host.removeEventListener("keydown", keep);
      view.destroy();
    },
  };
}

function extensions({ words, onChange, onRun }: Given, offers: Offers) {
  const run = (): boolean => {
    onRun();
    return true;
  };
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    StreamLanguage.define(tokens),
    syntaxHighlighting(COLOURS),
    autocompletion({ override: [(context) => offers.at(context)], icons: false, maxRenderedOptions: MOST_OFFERED }),
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Tab", run: acceptCompletion }])),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": words.label, "aria-describedby": "", autocapitalize: "off", spellcheck: "false" }),
    EditorView.updateListener.of((update) => { if (update.docChanged) onChange(update.state.doc.toString()); }),
    THEME,
  ];
}

function mark(view: EditorView, message: string, place: { line: number; column: number } | null): void {
  const text = view.state.doc.toString();
  const list: Diagnostic[] = [];
  if (message && place) {
    const from = offsetOf(text, place);
    const length = /^[^\s{}();,]+/.exec(text.slice(from))?.[0].length ?? 1;
    list.push({ from, to: Math.min(from + length, text.length), severity: "error", message });
  }
  view.dispatch(setDiagnostics(view.state, list));
  if (list[0]) view.dispatch({ selection: { anchor: list[0].from }, scrollIntoView: true });
}

/** What is offered while somebody types. */
class Offers {
  private offers: Offer[] = [];
  private prefixes: Record<string, string> = {};

  constructor(private readonly words: EditorWords) {}

  learn(vocabulary: Vocabulary): void {
    this.offers = offersOf(vocabulary);
    this.prefixes = vocabulary.prefixes;
  }

  at(context: CompletionContext): CompletionResult | null {
    const text = context.state.doc.toString();
    const { from, word, isClosed } = placeAt(text, context.pos);
    if (isClosed || (!word && !context.explicit)) return null;
    const found = fitting(this.offers, variablesIn(text, word), word).slice(0, MOST_OFFERED);
    const options = [...found.map((one) => this.option(one)), ...this.snippets(word)];
    return options.length ? { from, options, filter: false } : null;
  }

  private option(offer: Offer): Completion {
    return {
      label: offer.text,
      detail: offer.label || this.words.kind(offer.kind),
      type: offer.kind,
      apply: (view, _completion, from, to) => this.insert(view, offer, from, to),
    };
  }

  /** Write what was chosen, and the prefix that it needs where the query lacks it. */
  private insert(view: EditorView, offer: Offer, from: number, to: number): void {
    const text = view.state.doc.toString();
    // Within the line that declares a prefix nothing is declared.
    const isDeclaring = /^\s*PREFIX\s+\S*$/i.test(text.slice(text.lastIndexOf("\n", from - 1) + 1, from));
    const insert = isDeclaring && offer.kind === "prefix" ? `${offer.text} <${offer.label}>` : offer.text;
    const needed = isDeclaring ? null : declaration(text, offer.prefix, this.prefixes);
    const changes = [{ from, to, insert }, ...(needed ? [{ from: needed.at, insert: needed.line }] : [])];
    const anchor = from + insert.length + (needed && needed.at <= from ? needed.line.length : 0);
    view.dispatch({ changes, selection: { anchor }, annotations: pickedCompletion.of({ label: offer.text }), userEvent: "input.complete" });
  }

  private snippets(word: string): Completion[] {
    const wanted = word.toLowerCase();
    return SNIPPETS.filter((one) => one.name.startsWith(wanted)).map((one) => ({
      label: one.name,
      detail: this.words.snippet(one.name),
      type: "snippet",
      apply: (view, completion, from, to) => {
        snippet(one.text)(view, completion, from, to);
        this.declareAll(view, one.prefixes);
      },
    }));
  }

  private declareAll(view: EditorView, prefixes: string[]): void {
    for (const prefix of prefixes) {
      const needed = declaration(view.state.doc.toString(), prefix, this.prefixes);
      if (needed) view.dispatch({ changes: { from: needed.at, insert: needed.line } });
    }
  }
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: tags.standard(tags.variableName), color: "var(--code-keyword)" },
  { tag: tags.variableName, color: "var(--code-variable)" },
  { tag: tags.typeName, color: "var(--code-term)" },
  { tag: tags.url, color: "var(--code-term)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: tags.annotation, color: "var(--code-string)" },
  { tag: [tags.number, tags.bool], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
]);

const MONO = 'ui-monospace, "Cascadia Mono", "Liberation Mono", Menlo, monospace';

const THEME = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--ground)", border: "1px solid var(--field)", borderRadius: "var(--radius)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: MONO, lineHeight: "1.55", minHeight: "12rem", maxHeight: "26rem", overflow: "auto" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--muted)", border: "0" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 6%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)", outline: "1px solid var(--accent)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--problem)", textUnderlineOffset: "3px" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--rule)", borderRadius: "var(--radius)", boxShadow: "var(--shadow)" },
  ".cm-diagnostic": { borderLeft: "3px solid var(--problem)", maxWidth: "24rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: MONO, fontSize: "0.8125rem", maxHeight: "16rem", minWidth: "14rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.25rem 0.5rem", display: "flex", justifyContent: "space-between", gap: "1rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-ground)", color: "var(--text)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "system-ui, sans-serif", color: "var(--muted)", overflow: "hidden", textOverflow: "ellipsis", maxWidth: "14rem" },
  ".cm-snippetField": { backgroundColor: "color-mix(in srgb, var(--accent) 16%, transparent)" },
});
