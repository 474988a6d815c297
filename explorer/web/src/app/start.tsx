import { effect } from "@preact/signals";
import { render } from "preact";
import { give } from "../data/current";
import type { Source } from "../data/source";
import { lang, state } from "../state/state";
import { followAddress } from "../state/url";
import { t } from "../words";
import { App } from "./App";
import { tell } from "./toast";
import "../style/tokens.css";
import "../style/page.css";

/** Draw the page for a source into the document. */
export function start(source: Source, language: string = navigator.language): void {
  state.value = { ...state.value, lang: language.toLowerCase().startsWith("de") ? "de" : "en" };
  followAddress();
  effect(() => {
    document.documentElement.lang = lang.value;
  });
  effect(() => {
    const { theme } = state.value;
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  });
  give(source);
  source.onChange(() => tell(t("shell.reloaded")));
  render(<App />, document.getElementById("app")!);
}
