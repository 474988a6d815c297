import { render } from "preact";
import { afterEach, describe, expect, it } from "vitest";
import { give } from "../data/current";
import { Fixture, HOSTILE, rest, thing } from "../data/fixture";
import type { Description, Fact } from "../data/types";
import { INITIAL, state } from "../state/state";
import { DetailsPanel } from "./DetailsPanel";
import { groups } from "./groups";
import { relations } from "./relations";
import { valueText, webAddress } from "./values";
import { whereText } from "./where";

const cited = [{ source: thing("source/a"), where: "sheet=A%26B&row=5", certainty: "implied", note: "so gemeint" }];
const fact = (relation: string, value: Fact["value"], more: Partial<Fact> = {}): Fact => ({ relation, label: relation, direction: "out", value, sources: cited, ...more });
const organisation = (name: string) => ({ id: thing(`organisation/${name}`), label: name, type: "Organisation" });

const FACTS: Fact[] = [
  fact("dcterms:description", HOSTILE),
  fact("schema:url", "javascript:alert(1)"),
  fact("vb:currency", "EUR"),
  fact("vb:totalCost", "1250.5"),
  fact("vb:partner", organisation("a")),
  fact("vb:partner", organisation("b")),
  fact("vb:participation", { id: thing("participation/1"), label: "1", type: "Participation" }, {
    facts: [fact("vb:organisation", organisation("a")), fact("vb:role", "coordinator"), fact("vb:amount", "500"), fact("vb:currency", "EUR")],
  }),
  fact("vb:participation", { id: thing("participation/2"), label: "2", type: "Participation" }, { direction: "into" }),
];

const about: Description = { id: thing("project/0"), label: HOSTILE, type: "Project", facts: FACTS, sources: [{ id: thing("source/a"), title: HOSTILE, url: "javascript:alert(1)" }], version: "1" };

describe("facts", () => {
  it("stand in groups, each said once", () => {
    const found = groups(FACTS);
    expect(found.map((one) => one.name)).toEqual(["about", "people", "money", "records"]);
    expect(found[1]!.rows.map((row) => [row.key, row.facts.length])).toEqual([["out vb:partner", 1], ["out vb:participation", 1]]);
  });

  it("lead to things, through records", () => {
    const links = relations(about).map((one) => [one.key, one.things.map((link) => `${link.thing.label} ${link.note}`.trim())]);
    expect(links).toContainEqual(["out vb:partner", ["a", "b"]]);
    expect(links).toContainEqual(["out vb:participation", ["a Koordination · 500\u00a0€"]]);
  });

  it.each([
    ["vb:totalCost", "1250.5", "1.250,50\u00a0€"], ["vb:amount", "viel", "viel"], ["schema:startDate", "2013-06", "Juni 2013"],
    ["vb:cofinancingRate", "0.85", "85\u00a0%"], ["rdfs:label", "x", "x"], ["vb:amount", "", ""],
  ])("write %s %s as people do", (relation, value, expected) => {
    expect(valueText(fact(relation, value), "EUR")).toBe(expected);
  });

  it.each([
    ["https://example.org/a b", "https://example.org/a%20b"], ["HTTP://example.org", "http://example.org/"], ["javascript:alert(1)", null],
    ["data:text/html,x", null], [" java\nscript:x", null], ["https://", null], ["//example.org", null], ["", null],
  ])("open %s only as %s", (text, expected) => {
    expect(webAddress(text)).toBe(expected);
  });

  it.each([
    ["char=10,20", "Zeichen 11–20"], ["sheet=A%20%28b%29&row=5", "Blatt „A (b)“, Zeile 5"], ["row=5-7", "Zeilen 5–7"], ["line 3", "line 3"],
    ["", ""], ["row=%E0%A4%A", "Zeile %E0%A4%A"], ["char=x,y", "char=x,y"], ["xpath=/a", "xpath /a"],
  ])("place %s as %s", (where, expected) => {
    expect(whereText(where)).toBe(expected);
  });
});

describe("the panel of facts", () => {
  let root: HTMLElement;
  const show = async (parts: Partial<typeof INITIAL>): Promise<Fixture> => {
    const source = new Fixture();
    source.description = about;
    state.value = { ...INITIAL, ...parts };
    give(source);
    root = document.createElement("div");
    document.body.append(root);
    render(<DetailsPanel />, root);
    await rest(90);
    return source;
  };
  afterEach(() => {
    render(null, root);
    root.remove();
  });

  it("shows facts and, on demand, where they come from; markup stays text", async () => {
    await show({ focus: about.id, chosen: [about.id] });
    expect(root.querySelector("h2")!.textContent).toBe(HOSTILE);
    expect(root.querySelector("img, script, a")).toBeNull();
    root.querySelector<HTMLElement>(".cite")!.click();
    await rest(5);
    expect(root.querySelector(".citations")!.textContent).toContain("Blatt „A&B“, Zeile 5 · erschlossen · so gemeint");
  });

  it("leads to partners, to the network and to a path", async () => {
    await show({ focus: about.id, chosen: [about.id], show: "table" });
    const buttons = [...root.querySelectorAll<HTMLElement>(".actions button")];
    buttons[0]!.click();
    expect(state.value).toMatchObject({ show: "network", network: { expand: [about.id] } });
    buttons[2]!.click();
    expect(state.value.network.path).toEqual([about.id]);
    buttons[1]!.click();
    expect(state.value).toMatchObject({ panel: "partners", partners: { thing: about.id } });
  });

  it("offers who seeks partners where nothing is chosen", async () => {
    await show({});
    root.querySelector<HTMLElement>(".seekers button")!.click();
    expect(state.value).toMatchObject({ panel: "partners", partners: { thing: thing("initiative/x") } });
  });

  it("lists what is marked, and lets go of one", async () => {
    await show({ chosen: [0, 1, 2].map((at) => thing(`project/${at}`)) });
    expect(root.querySelectorAll(".marked .line").length).toBe(3);
    root.querySelector<HTMLElement>(".marked .line .icon-only")!.click();
    expect(state.value.chosen.length).toBe(2);
  });
});
