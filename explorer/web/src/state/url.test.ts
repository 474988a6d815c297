import { describe, expect, it } from "vitest";
import { INITIAL, NO_FILTER, type State } from "./state";
import { decode, encode } from "./url";

const own = (name: string): string => `https://w3id.org/verbund/id/${name}`;

describe("the state in the address", () => {
  it("is empty at the start", () => {
    expect(encode(INITIAL)).toBe("");
    expect(decode("")).toEqual(INITIAL);
  });

  const cases: [string, Partial<State>][] = [
    ["words with umlauts and signs", { filter: { ...NO_FILTER, q: "Süd & Öst=#%~!" } }],
    ["own things, shortened", { focus: own("project/x"), chosen: [own("a"), own("~b"), "http://example.org/ä"] }],
    ["texts that look shortened", { filter: { ...NO_FILTER, q: "~x", ids: ["!y", "~~z", "!!"] } }],
    ["a theme of things and one of the page", { theme: "dark", filter: { ...NO_FILTER, theme: [own("theme/x")] } }],
    ["numbers, also zero", { filter: { ...NO_FILTER, since: 2013, min: 0, max: 1.5 } }],
    ["what was moved by hand", { network: { ...INITIAL.network, pinned: { [own("p")]: [1.5, -2] }, path: ["a", "b"], context: false } }],
    ["a query of several lines", { query: "SELECT *\nWHERE { ?s ?p \"ü+ \" }" }],
    ["parameters of a question", { question: { name: "projects-in-region", parameters: { region: "Süden" } } }],
    ["where partners are sought", { partners: { ...INITIAL.partners, thing: own("i"), radius: 50, diverse: true, theme: ["a", "b"] } }],
  ];
  it.each(cases)("comes back: %s", (_, parts) => {
    const state = { ...INITIAL, ...parts };
    expect(decode(encode(state))).toEqual(state);
  });

  it.each(["show=nonsense", "since=abc", "network.pinned=[1", "network.pinned=3", "scheme=pink&table.sort=drop", "%%%", "map.level="])(
    "takes what cannot be read as not given: %s",
    (text) => expect(decode(text)).toEqual({ ...INITIAL, filter: expect.anything() as unknown }),
  );
});
