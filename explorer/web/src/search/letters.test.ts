import { describe, expect, it } from "vitest";
import { fold, pieces } from "./letters";

const marked = (name: string, query: string): string => pieces(name, query).map((one) => (one.isMatch ? `[${one.text}]` : one.text)).join("");

describe("letters that match", () => {
  it.each([
    ["Süd-Ost-Europa", "sud", "[Süd]-Ost-Europa"],
    ["Süd-Ost-Europa", "sued europa", "[Süd]-Ost-[Europa]"],
    ["Straße", "strasse", "[Straße]"],
    ["Junge Roma in Berlin", "roma", "Junge [Roma] in Berlin"],
    ["Aroma Roma", "roma", "Aroma [Roma]"],
    ["Hochschule", "hochshule", "[Hochs]chule"],
    ["Łódź", "lodz", "[Łódź]"],
    ["<b>fett</b>", "fett", "<b>[fett]</b>"],
    ["Name", "", "Name"],
    ["", "x", ""],
    ["𝔘niversität", "univ", "[𝔘niv]ersität"],
  ])("in %s for %s", (name, query, expected) => {
    expect(marked(name, query)).toBe(expected);
  });

  it.each(["Ünïcødé ß 𝔘", "a\u0301b", "東京"])("lose nothing of %s", (name) => {
    expect(pieces(name, "unicode b 東").map((one) => one.text).join("")).toBe(name);
  });

  it("folds marks and case", () => {
    expect(fold("ÄÖÜß É")).toBe("aouss e");
  });
});
