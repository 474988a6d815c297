import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { give } from "../data/current";
import { Fixture, HOSTILE, rest, thing } from "../data/fixture";
import { INITIAL, state } from "../state/state";
import { FacetsView } from "./FacetsView";

let source: Fixture;
let root: HTMLElement;

beforeEach(async () => {
  source = new Fixture();
  source.values = {
    type: [{ value: "Project", label: "Projekte", count: 7 }],
    source: [{ value: thing("source/a"), label: HOSTILE, count: 3 }],
    theme: [{ value: thing("theme/a"), label: "Arbeit", count: 5, hasMore: true }, ...(["b", "c"].map((name) => ({ value: thing(`theme/${name}`), label: name, count: 1, parent: thing("theme/a") })))],
  };
  state.value = INITIAL;
  give(source);
  root = document.createElement("div");
  document.body.append(root);
  render(<FacetsView />, root);
  await rest(80);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const boxes = (): HTMLInputElement[] => [...root.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];

describe("the facets", () => {
  it("say how many were found", () => {
    expect(root.querySelector("[aria-live=polite]")!.textContent).toContain("1.000");
  });

  it("narrow by a value and take it back", async () => {
    boxes()[0]!.click();
    expect(state.value.filter.type).toEqual(["Project"]);
    await rest(80);
    expect(source.asked.facets.at(-1)!.filter.type).toEqual(["Project"]);
    root.querySelector<HTMLElement>(".chip")!.click();
    expect(state.value.filter.type).toEqual([]);
  });

  it("open a tree", async () => {
    expect(boxes().length).toBe(3);
    root.querySelector<HTMLElement>(".opener")!.click();
    await rest(80);
    expect(boxes().length).toBe(5);
    expect(source.asked.facets.at(-1)!.open).toEqual([thing("theme/a")]);
  });

  it("set a period with either handle", async () => {
    const low = root.querySelector<HTMLInputElement>("input[type=range]")!;
    expect([low.min, low.max, low.getAttribute("aria-valuetext")]).toEqual(["0", "3", "2010"]);
    low.value = "1";
    low.dispatchEvent(new Event("input", { bubbles: true }));
    expect(state.value.filter).toMatchObject({ since: 2011, until: null });
    await rest(80);
    low.value = "0";
    low.dispatchEvent(new Event("input", { bubbles: true }));
    expect(state.value.filter.since).toBeNull();
  });

  it("set an amount with its currency", () => {
    const high = root.querySelectorAll<HTMLInputElement>("input[type=range]")[3]!;
    high.value = "2";
    high.dispatchEvent(new Event("input", { bubbles: true }));
    expect(state.value.filter).toMatchObject({ min: null, max: 10_000, currency: "EUR" });
  });

  it("show hostile labels as text", () => {
    expect(root.textContent).toContain(HOSTILE);
    expect(root.querySelector("img, script")).toBeNull();
  });

  it("remove everything at once", async () => {
    state.value = { ...state.value, filter: { ...state.value.filter, type: ["Project"], since: 2010, q: "x" } };
    await rest(80);
    expect(root.querySelectorAll(".chip").length).toBe(3);
    root.querySelector<HTMLElement>(".chips .plain")!.click();
    expect(state.value.filter).toEqual(INITIAL.filter);
  });
});
