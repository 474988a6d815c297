import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { give } from "../data/current";
import { Fixture, HOSTILE, rest, thing } from "../data/fixture";
import { INITIAL, state } from "../state/state";
import { SearchBox } from "./SearchBox";

let source: Fixture;
let root: HTMLElement;
const field = (): HTMLInputElement => root.querySelector<HTMLInputElement>("#search")!;

beforeEach(() => {
  source = new Fixture();
  source.hits = ["Junge Roma in Berlin", HOSTILE].map((label, at) => ({ id: thing(`project/${at}`), label, name: label, type: "Project", score: 90 }));
  state.value = INITIAL;
  give(source);
  root = document.createElement("div");
  document.body.append(root);
  render(<SearchBox />, root);
});
afterEach(async () => {
  await type("");
  render(null, root);
  root.remove();
});

async function type(text: string): Promise<void> {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
  await rest(160);
}

async function press(key: string): Promise<void> {
  field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await rest(5);
}

describe("the search field", () => {
  it("narrows the views and lists hits while one types", async () => {
    await type("roma");
    expect(state.value.filter.q).toBe("roma");
    expect(field().getAttribute("aria-expanded")).toBe("true");
    expect([...root.querySelectorAll("mark")].map((one) => one.textContent)[0]).toBe("Roma");
  });

  it("leads to a hit with arrows and Enter", async () => {
    await type("roma");
    await press("ArrowDown");
    expect(field().getAttribute("aria-activedescendant")).toBe("search-hit-0");
    await press("ArrowUp");
    expect(field().hasAttribute("aria-activedescendant")).toBe(false);
    await press("ArrowUp");
    expect(root.querySelector('[aria-selected="true"]')!.textContent).toContain("<img");
    await press("ArrowUp");
    await press("Enter");
    expect(state.value.focus).toBe(thing("project/0"));
    expect(field().getAttribute("aria-expanded")).toBe("false");
  });

  it("only filters with Enter where nothing is chosen", async () => {
    await type("roma");
    await press("Enter");
    expect(state.value).toMatchObject({ focus: "", filter: { q: "roma" } });
    expect(field().getAttribute("aria-expanded")).toBe("false");
  });

  it("closes with Escape, and empties with another one", async () => {
    await type("roma");
    await press("Escape");
    expect(field().getAttribute("aria-expanded")).toBe("false");
    expect(field().value).toBe("roma");
    await press("Escape");
    expect(state.value.filter.q).toBe("");
  });

  it("shows hostile names as text", async () => {
    await type("img");
    expect(root.querySelector("img, script")).toBeNull();
  });

  it("says that nothing was found", async () => {
    source.hits = [];
    await type("qqq");
    expect(root.querySelector(".nothing")!.textContent).toContain("qqq");
  });

  it("follows a filter that comes from elsewhere", async () => {
    state.value = { ...state.value, filter: { ...state.value.filter, q: "harz" } };
    await rest(10);
    expect(field().value).toBe("harz");
  });
});
