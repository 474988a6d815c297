import { beforeEach, describe, expect, it } from "vitest";
import { canRedo, canUndo, change, INITIAL, isNarrowed, look, narrow, NO_FILTER, redo, state, toggle, undo } from "./state";

beforeEach(() => {
  while (canUndo.value) undo();
  state.value = INITIAL;
});

describe("changing the state", () => {
  it("leaves alone what is not named", () => {
    change({ network: { hidden: ["a"] } });
    narrow({ q: "roma" });
    expect(state.value.network).toEqual({ ...INITIAL.network, hidden: ["a"] });
    expect(state.value.filter).toEqual({ ...NO_FILTER, q: "roma" });
  });

  it("puts a value in and takes it out again", () => {
    toggle("type", "Project");
    expect(isNarrowed(state.value.filter)).toBe(true);
    toggle("type", "Project");
    expect(isNarrowed(state.value.filter)).toBe(false);
  });

  it("looks at a thing", () => {
    look("a");
    expect(state.value).toMatchObject({ focus: "a", chosen: ["a"], panel: "details" });
  });
});

describe("undo", () => {
  it("goes back and forth over whole steps", () => {
    change({ chosen: ["a"] });
    narrow({ q: "r" });
    narrow({ q: "ro" }, "same");
    undo();
    expect(state.value).toEqual({ ...INITIAL, chosen: ["a"] });
    redo();
    expect(state.value.filter.q).toBe("ro");
    expect(canRedo.value).toBe(false);
  });

  it("keeps the reader's language and theme", () => {
    change({ chosen: ["a"] });
    change({ lang: "en", theme: "dark" }, "none");
    undo();
    expect(state.value).toMatchObject({ lang: "en", theme: "dark", chosen: [] });
  });

  it("forgets what was ahead after a new step", () => {
    change({ chosen: ["a"] });
    undo();
    change({ chosen: ["b"] });
    expect(canRedo.value).toBe(false);
  });
});
