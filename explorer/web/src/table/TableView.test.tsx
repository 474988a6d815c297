import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { give } from "../data/current";
import { Fixture, HOSTILE, rest, thing } from "../data/fixture";
import { INITIAL, state } from "../state/state";
import { TableView } from "./TableView";

let source: Fixture;
let root: HTMLElement;

async function show(rows: number): Promise<void> {
  source = new Fixture(rows);
  state.value = INITIAL;
  give(source);
  root = document.createElement("div");
  document.body.append(root);
  render(<TableView />, root);
  await rest(20);
}

beforeEach(() => show(100_000));
afterEach(() => {
  render(null, root);
  root.remove();
});

const rowAt = (index: number): HTMLElement => root.querySelector<HTMLElement>(`.row[data-index="${index}"]`)!;

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await rest(20);
}

describe("a table of 100,000 rows", () => {
  it("holds only what is in sight, and says how many there are", () => {
    expect(root.querySelectorAll(".row[data-index]").length).toBeLessThan(60);
    const grid = root.querySelector("[role=grid]")!;
    expect(grid.getAttribute("aria-rowcount")).toBe("100001");
    expect(rowAt(0).getAttribute("aria-rowindex")).toBe("2");
    expect(source.asked.tables.every((one) => one.limit <= 100)).toBe(true);
  });

  it("has one stop for the tab key", () => {
    expect(root.querySelectorAll('.row[tabindex="0"]').length).toBe(1);
  });

  it("shows hostile labels as text", () => {
    expect(rowAt(1).querySelector(".name")!.textContent).toBe(HOSTILE);
    expect(root.querySelector("img, script")).toBeNull();
  });

  it("moves with arrows and keeps the row with the focus", async () => {
    rowAt(0).focus();
    await press("ArrowDown");
    expect(document.activeElement).toBe(rowAt(1));
    await press("End");
    await vi.waitFor(() => expect((document.activeElement as HTMLElement).dataset.index).toBe("99999"), 5000);
    await press("Home");
    await vi.waitFor(() => expect((document.activeElement as HTMLElement).dataset.index).toBe("0"), 5000);
  });

  it("looks with Enter, marks with Space, marks on with Shift and arrows", async () => {
    rowAt(0).focus();
    await press(" ");
    expect(state.value.chosen).toEqual([thing("project/0")]);
    await press("ArrowDown", { shiftKey: true });
    await press("ArrowDown", { shiftKey: true });
    expect(state.value.chosen).toEqual([0, 1, 2].map((at) => thing(`project/${at}`)));
    expect(rowAt(2).getAttribute("aria-selected")).toBe("true");
    await press("Enter");
    expect(state.value.focus).toBe(thing("project/2"));
  });

  it("marks a page with Ctrl and A", async () => {
    rowAt(0).focus();
    await press("a", { ctrlKey: true });
    expect(state.value.chosen.length).toBe(100);
  });

  it("unfolds and folds with right and left", async () => {
    rowAt(0).focus();
    await press("ArrowRight");
    expect(root.querySelector(".unfolded")).not.toBeNull();
    expect(rowAt(0).querySelector(".unfold")!.getAttribute("aria-expanded")).toBe("true");
    await press("ArrowLeft");
    expect(root.querySelector(".unfolded")).toBeNull();
  });

  it("sorts by its headings", async () => {
    root.querySelector<HTMLElement>(".heads .sort")!.click();
    await rest(20);
    expect(state.value.table).toEqual({ sort: "label", descending: false });
    expect(root.querySelector('[aria-sort="ascending"]')!.textContent).toContain("Name");
    expect(source.asked.tables.at(-1)).toMatchObject({ sort: "label", descending: false });
  });

  it("brings what another view looks at into sight, or shows it apart", async () => {
    state.value = { ...state.value, focus: thing("project/7") };
    await rest(20);
    expect(rowAt(7).tabIndex).toBe(0);
    state.value = { ...state.value, focus: thing("project/50000") };
    await rest(40);
    expect(root.querySelector(".apart")!.textContent).toContain("Projekt 50000");
  });
});

describe("a table that has nothing to show", () => {
  it("says that nothing was found", async () => {
    render(null, root);
    await show(0);
    expect(root.querySelector(".notice.empty")).not.toBeNull();
  });

  it("says what went wrong, and asks again", async () => {
    source.fail = new Error("kaputt");
    state.value = { ...state.value, filter: { ...state.value.filter, q: "x" } };
    await rest(20);
    expect(root.querySelector("[role=alert]")!.textContent).toContain("kaputt");
    source.fail = null;
    root.querySelector<HTMLElement>("[role=alert] button")!.click();
    await rest(20);
    expect(root.querySelector("[role=alert]")).toBeNull();
    expect(root.querySelector("[role=grid]")).not.toBeNull();
  });
});
