import { beforeEach, describe, expect, it } from "vitest";
import { INITIAL, NO_FILTER, state } from "../state/state";
import { learn } from "../ui/names";
import { cited, filterInWords, isLocal, linkTo, partnersTitle, questionTitle, selectionTitle } from "./view";

const SOUTH = "https://w3id.org/verbund/id/region/de-south";

beforeEach(() => {
  state.value = { ...INITIAL, lang: "de" };
  learn([{ id: SOUTH, label: "Süddeutschland" }]);
});

describe("views in words", () => {
  it("say what is selected", () => {
    const filter = { ...NO_FILTER, q: "roma", type: ["Project", "Initiative"], region: [SOUTH], since: 2013, role: ["partner"] };
    expect(filterInWords(filter)).toBe("Suche „roma“; Art: Projekt oder Initiative; Region: Süddeutschland; Rolle: Partner; Jahre: 2013–");
    expect(selectionTitle(NO_FILTER, "map", "3 Dinge")).toBe("alle Dinge (3 Dinge) – Karte");
  });

  it("say who seeks partners where", () => {
    const request = { ...INITIAL.partners, thing: "Roma", in: SOUTH };
    expect(partnersTitle(request)).toBe("Mögliche Partner für „Roma“ in Süddeutschland");
    expect(partnersTitle({ ...request, diverse: true })).toContain("weitere Angaben im Link");
  });

  it("say what a question was asked with", () => {
    const parameter = { type: "region", required: false, default: "Sachsen", example: "", description: "" };
    const question = { name: "q", summary: "Wer ist wo", description: "", costs: "", tags: [], sparql: "", parameters: [{ ...parameter, name: "region" }, { ...parameter, name: "lang", type: "language", default: "de" }] };
    expect(questionTitle(question, {})).toBe("Wer ist wo (Sachsen)");
    expect(questionTitle(question, { region: SOUTH })).toBe("Wer ist wo (Süddeutschland)");
  });
});

describe("links", () => {
  it("lead to what is cited and say nothing of the reader's theme or drafts", () => {
    const now = { ...INITIAL, theme: "dark" as const, panel: "cite" as const, query: "SELECT", partners: { ...INITIAL.partners, thing: "x" } };
    expect(cited(now, "selection")).toMatchObject({ theme: "auto", panel: "details", query: "", partners: INITIAL.partners });
    expect(cited(now, "partners")).toMatchObject({ panel: "partners", partners: { thing: "x" } });
  });

  it("do not tell where a file lies", () => {
    const page = { protocol: "file:", origin: "null", pathname: "/folder/of/somebody/explorer.html", search: "" };
    expect(linkTo({ ...INITIAL, focus: "urn:x" }, page)).toBe("explorer.html#focus=urn%3Ax");
    expect(linkTo(INITIAL, { protocol: "https:", origin: "https://verbund.example", pathname: "/", search: "" })).toBe("https://verbund.example/");
  });

  it.each([["localhost", true], ["127.0.0.1", true], ["[::1]", true], ["verbund.example", false]])("%s", (host, is) => expect(isLocal(host)).toBe(is));
});
