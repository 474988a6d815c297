import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { give } from "../data/current";
import { Fixture, rest } from "../data/fixture";
import { INITIAL, NO_FILTER, state } from "../state/state";
import { ExportMenu } from "./ExportMenu";
import { fileName } from "./saving";

let source: Fixture;
let root: HTMLElement;
const button = (): HTMLElement => root.querySelector<HTMLElement>("[aria-haspopup=menu]")!;

beforeEach(() => {
  source = new Fixture();
  state.value = { ...INITIAL, chosen: ["a", "b"], filter: { ...NO_FILTER, q: "harz" } };
  give(source);
  URL.createObjectURL = () => "blob:x";
  root = document.createElement("div");
  document.body.append(root);
  render(<ExportMenu />, root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

async function press(key: string): Promise<void> {
  document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await rest(60);
}

describe("the menu of exports", () => {
  it("names files by part and date", () => {
    expect(fileName("netz", "png", new Date(2013, 5, 7))).toBe("verbund-netz-2013-06-07.png");
    expect(fileName("", "csv", new Date(2013, 5, 7))).toBe("verbund-2013-06-07.csv");
  });

  it("opens and moves by key, and gives the focus back", async () => {
    button().focus();
    await press("ArrowDown");
    expect(document.activeElement!.getAttribute("role")).toBe("menuitemradio");
    await press("End");
    expect(document.activeElement!.textContent).toContain("SVG");
    await press("ArrowDown");
    expect(document.activeElement!.getAttribute("role")).toBe("menuitemradio");
    await press("Escape");
    expect(document.activeElement).toBe(button());
    expect(root.querySelector("[role=menu]")).toBeNull();
  });

  it("exports the selection, or what is marked where that is asked for", async () => {
    const asked = vi.spyOn(source, "export");
    const choose = async (text: string): Promise<void> => {
      if (!root.querySelector("[role=menu]")) button().click();
      await rest(60);
      [...root.querySelectorAll<HTMLElement>("[role^=menuitem]")].find((one) => one.textContent.includes(text))!.click();
      await rest(60);
    };
    await choose("CSV");
    expect(asked.mock.lastCall).toEqual([{ ...NO_FILTER, q: "harz" }, "csv"]);
    await choose("Nur Markierte");
    await choose("JSON");
    expect(asked.mock.lastCall).toEqual([{ ...NO_FILTER, ids: ["a", "b"] }, "json"]);
    expect(root.querySelector("[role=status]")!.textContent).toContain("gespeichert");
  });

  it("says what went wrong", async () => {
    source.fail = new Error("zu groß");
    button().click();
    await rest(60);
    root.querySelector<HTMLElement>("[role=menuitem]")!.click();
    await rest(60);
    expect(root.querySelector("[role=alert]")!.textContent).toContain("zu groß");
  });
});
