import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { give } from "../data/current";
import { overlay } from "../state/overlay";
import { change, chosen, INITIAL, state } from "../state/state";
import { fixture, HOSTILE, rest } from "../ui/fixture";
import { PartnersPanel } from "./PartnersPanel";

const KIS = "https://w3id.org/verbund/id/project/kis";

beforeEach(async () => {
  state.value = { ...INITIAL, panel: "partners" };
  give(fixture());
  document.body.replaceChildren(document.createElement("div"));
  render(<PartnersPanel />, document.body.firstElementChild!);
  await rest();
});
afterEach(() => render(null, document.body.firstElementChild!));

it("begins with those who seek partners", async () => {
  document.querySelector<HTMLElement>(".seeker")!.click();
  await rest();
  expect(state.value.partners.thing).toBe("https://w3id.org/verbund/id/initiative/roma");
  expect(document.querySelectorAll(".candidate")).toHaveLength(1);
});

it("shows candidates as text, marks them and lays them over the views", async () => {
  change({ partners: { thing: "Vernetzung" } });
  await rest();
  expect(document.querySelector(".candidate-name > .linkish")!.textContent).toBe(`1. ${HOSTILE}`);
  expect(document.querySelector("img, script")).toBeNull();
  expect(document.body.textContent).toContain("3 außerhalb des Gebiets");
  expect(document.body.textContent).toContain("1 something new");
  expect(chosen.value).toEqual([KIS]);
  expect(overlay.value?.edges).toEqual([["https://w3id.org/verbund/id/initiative/roma", KIS]]);
});

it("leaves alone what the reader marks after that", async () => {
  change({ partners: { thing: "Vernetzung" } });
  await rest();
  change({ chosen: ["urn:other"] });
  render(null, document.body.firstElementChild!);
  render(<PartnersPanel />, document.body.firstElementChild!);
  await rest();
  expect(chosen.value).toEqual(["urn:other"]);
});

it("takes the overlay off when nothing is asked any more", async () => {
  change({ partners: { thing: "Vernetzung" } });
  await rest();
  change({ partners: { thing: "" } });
  await rest();
  expect(overlay.value).toBeNull();
});
