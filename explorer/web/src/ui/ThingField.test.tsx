import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { give } from "../data/current";
import { INITIAL, state } from "../state/state";
import { fixture, HOSTILE, rest } from "./fixture";
import { ThingField } from "./ThingField";

let taken: string[] = [];
let asked: [string, ...unknown[]][] = [];

beforeEach(() => {
  taken = [];
  asked = [];
  state.value = INITIAL;
  give(fixture(asked));
  document.body.replaceChildren(document.createElement("div"));
});
afterEach(() => render(null, document.body.firstElementChild!));

function draw(value = ""): HTMLInputElement {
  render(<ThingField id="f" label="Wer" value={value} types={["Project"]} suggestions={[{ id: "urn:s", label: "Vorschlag", type: "Need" }]} onChange={(one) => taken.push(one)} />, document.body.firstElementChild!);
  return document.querySelector("input")!;
}

async function type(input: HTMLInputElement, text: string): Promise<void> {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await rest(400);
}

const press = async (input: HTMLInputElement, key: string): Promise<void> => {
  input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await rest();
};

it("finds things by name and takes one with the keyboard", async () => {
  const input = draw();
  await type(input, "ver");
  expect(asked.find(([name]) => name === "search")?.slice(0, 4)).toEqual(["search", "ver", 8, ["Project"]]);
  expect([...document.querySelectorAll("[role=option]")].map((one) => one.textContent)).toEqual([HOSTILE, "Vernetzung"]);
  expect(document.querySelector("img, script")).toBeNull();
  await press(input, "ArrowDown");
  expect(input.getAttribute("aria-activedescendant")).toBe("f-0");
  await press(input, "ArrowUp");
  expect(input.getAttribute("aria-activedescendant")).toBe("f-1");
  await press(input, "Enter");
  expect(taken).toEqual(["https://w3id.org/verbund/id/initiative/roma"]);
});

it("takes any text as it is, and leaves everything with Escape", async () => {
  const input = draw();
  await type(input, " DE2 ");
  await press(input, "Enter");
  expect(taken).toEqual(["DE2"]);
  await type(input, "something");
  await press(input, "Escape");
  expect(input.value).toBe("");
  expect(taken).toEqual(["DE2"]);
});

it("offers suggestions before anything is typed", async () => {
  draw().click();
  await rest();
  expect([...document.querySelectorAll("[role=option]")].map((one) => one.textContent)).toEqual(["Vorschlag"]);
  document.querySelector<HTMLElement>("[role=option]")!.click();
  await rest();
  expect(taken).toEqual(["urn:s"]);
});

it("shows a thing by its name and can be cleared", async () => {
  const input = draw("https://w3id.org/verbund/id/project/other");
  expect(input.value).toBe("other");
  await rest();
  expect(input.value).toBe(HOSTILE);
  document.querySelector<HTMLElement>(".thing-clear")!.click();
  expect(taken).toEqual([""]);
});
