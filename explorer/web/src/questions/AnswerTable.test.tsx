import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { give } from "../data/current";
import { INITIAL, state } from "../state/state";
import { ANSWER, fixture, HOSTILE, rest } from "../ui/fixture";
import { AnswerTable } from "./AnswerTable";

beforeEach(() => {
  state.value = INITIAL;
  give(fixture());
  document.body.replaceChildren(document.createElement("div"));
  render(<AnswerTable answer={ANSWER} name="test" />, document.body.firstElementChild!);
});
afterEach(() => render(null, document.body.firstElementChild!));

const cells = (): string[][] => [...document.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent));

it("shows names in the place of IRIs, hostile ones as text", () => {
  expect(cells()).toEqual([[HOSTILE, "1.234.567"], ["Zweite", ""]]);
  expect(document.querySelector("img, script")).toBeNull();
  expect(document.querySelector(".cut")).not.toBeNull();
});

it("sorts by a column in both directions", async () => {
  const [first] = document.querySelectorAll<HTMLElement>("th button");
  first!.click();
  await rest();
  expect(first!.closest("th")!.getAttribute("aria-sort")).toBe("ascending");
  first!.click();
  await rest();
  expect(cells()[0]![0]).toBe("Zweite");
});

it("makes things looked at, and all of them the selection", () => {
  document.querySelector<HTMLElement>("td .linkish")!.click();
  expect(state.value.focus).toBe("https://w3id.org/verbund/id/project/kis");
  document.querySelector<HTMLElement>(".button.primary")!.click();
  expect(state.value.filter.ids).toEqual(["https://w3id.org/verbund/id/project/kis", "https://w3id.org/verbund/id/initiative/roma"]);
});
