import { render } from "preact";
import { expect, it } from "vitest";
import { give } from "../data/current";
import { INITIAL, state } from "../state/state";
import { fixture, HOSTILE, rest } from "../ui/fixture";
import { CitePanel } from "./CitePanel";

it("cites the selection with its sources, as text only", async () => {
  state.value = { ...INITIAL, panel: "cite", filter: { ...INITIAL.filter, type: ["Project"] } };
  give(fixture());
  document.body.replaceChildren(document.createElement("div"));
  render(<CitePanel />, document.body.firstElementChild!);
  await rest();
  const text = document.querySelector("textarea")!.value;
  expect(text).toContain("Art: Projekt (1 Ding) – Netz, Karte und Tabelle");
  expect(text).toContain("Verbund (Version 0.1.0, Datenstand 1)");
  expect(text).toContain("#type=Project");
  expect(text).toContain(HOSTILE);
  expect(document.querySelector("img, script")).toBeNull();
  render(null, document.body.firstElementChild!);
});
