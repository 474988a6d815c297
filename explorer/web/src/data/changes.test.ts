import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Changes } from "./changes";

class Events {
  static open: Events[] = [];
  private hear: ((event: { data: string }) => void) | null = null;

  constructor(readonly address: string) {
    Events.open.push(this);
  }

  addEventListener(_: string, hear: (event: { data: string }) => void): void {
    this.hear = hear;
  }

  say(revision: string): void {
    this.hear?.({ data: revision });
  }

  close(): void {
    Events.open = Events.open.filter((one) => one !== this);
  }
}

let hidden = false;

function look(away: boolean): void {
  hidden = away;
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  Events.open = [];
  hidden = false;
  vi.stubGlobal("EventSource", Events);
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
});
afterEach(() => vi.unstubAllGlobals());

it("tells of a new revision, not of the first one", () => {
  const heard: string[] = [];
  const forget = new Changes("events").listen((revision) => heard.push(revision));
  Events.open[0]!.say("1");
  Events.open[0]!.say("1");
  Events.open[0]!.say("2");
  forget();
  expect(heard).toEqual(["2"]);
});

it("has one connection for all listeners, and none after the last", () => {
  const changes = new Changes("events");
  const forget = [changes.listen(() => undefined), changes.listen(() => undefined)];
  expect(Events.open).toHaveLength(1);
  forget.forEach((one) => one());
  expect(Events.open).toHaveLength(0);
});

it("lets go while nobody looks, and tells afterwards what was missed", () => {
  const heard: string[] = [];
  new Changes("events").listen((revision) => heard.push(revision));
  Events.open[0]!.say("1");
  look(true);
  expect(Events.open).toHaveLength(0);
  look(false);
  Events.open[0]!.say("2");
  expect(heard).toEqual(["2"]);
});
