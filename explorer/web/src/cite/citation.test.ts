import { describe, expect, it } from "vitest";
import { bibtexText, bibtexUrl } from "./bibtex";
import { type Citation, FORMS, keysOf, markdownText, type Wording } from "./citation";

const WORDS: Wording = {
  language: "en",
  version: (version) => `version ${version}`,
  revision: (revision) => `data revision ${revision}`,
  viewed: (date) => `viewed ${date}`,
  retrieved: (date) => `retrieved ${date}`,
  licence: (licence) => `licence: ${licence}`,
  hash: (hash) => `SHA-256: ${hash}`,
  sources: "Sources",
};

const CITED: Citation = {
  product: "Verbund",
  version: "0.1.0",
  revision: "7",
  title: "kind: Project (3 things) – map",
  at: new Date("2026-11-22T12:00:00Z"),
  link: "https://verbund.example/#type=Project&q={x}",
  sources: [
    { id: "urn:source/list", title: "List of {beneficiaries} & 100 % more_", publisher: "Ministry", url: "https://example.org/a_b?c=%20", published: "2021-05-01", licence: "CC-BY-4.0", sha256: "ab12", retrieved: "2026-11-20T06:30:28Z" },
    { id: "urn:other/list", title: "Second\nline" },
  ],
};

describe("text", () => {
  it("names product, version, view, time, link and sources with all that identifies them", () => {
    const text = FORMS.text.make(CITED, WORDS);
    for (const part of ["Verbund (version 0.1.0, data revision 7)", CITED.title, "22 November 2026", CITED.link, "Ministry (2021)", "licence: CC-BY-4.0", "retrieved 20 November 2026", "SHA-256: ab12", "https://example.org/a_b?c=%20", "[2] Second line."]) {
      expect(text).toContain(part);
    }
  });

  it("needs no sources", () => expect(FORMS.text.make({ ...CITED, sources: [] }, WORDS)).not.toContain("Sources"));
});

describe("Markdown", () => {
  it("shows signs as they are", () => {
    expect(markdownText("*a* [b](c) <i> `d`")).toBe("\\*a\\* \\[b\\](c) \\<i\\> \\`d\\`");
    expect(markdownText("1. first")).toBe("1\\. first");
  });

  it("links only to the web", () => {
    const made = FORMS.markdown.make({ ...CITED, sources: [{ id: "x", title: "T", url: "javascript:alert(1)" }] }, WORDS);
    expect(made).not.toContain("<javascript:");
    expect(FORMS.markdown.make(CITED, WORDS)).toContain("<https://example.org/a_b?c=%20>");
  });
});

describe("BibTeX", () => {
  it.each([
    ["100 % & {more}_#1", "100 \\% \\& \\{more\\}\\_\\#1"],
    ["a\\b$c^d~e", "a\\textbackslash{}b\\$c\\textasciicircum{}d\\textasciitilde{}e"],
    ["Förderer – Süd", "Förderer – Süd"],
  ])("escapes %s", (text, escaped) => expect(bibtexText(text)).toBe(escaped));

  it("keeps braces balanced whatever the titles hold", () => {
    const made = FORMS.bibtex.make({ ...CITED, title: "}}@misc{evil, \\" }, WORDS);
    let depth = 0;
    for (const [sign] of made.replace(/\\[{}]/g, "").matchAll(/[{}]/g)) {
      depth += sign === "{" ? 1 : -1;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    expect(made.match(/^@misc/gm)).toHaveLength(3);
  });

  it("encodes only what ends an address", () => expect(bibtexUrl("https://e.org/{a}#b_c%20 d")).toBe("https://e.org/%7Ba%7D#b_c%20%20d"));

  it("tells keys apart", () => expect(keysOf(["Süd-Liste", "sud liste", "!!"])).toEqual(["sud-liste", "sud-liste-2", "source"]));
});

describe("CSL-JSON", () => {
  it("is a list of items with dates in parts", () => {
    const items = JSON.parse(FORMS.csl.make(CITED, WORDS)) as Record<string, unknown>[];
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ type: "webpage", URL: CITED.link, version: "0.1.0", author: [{ literal: "Verbund" }] });
    expect(items[1]).toMatchObject({ title: CITED.sources[0]!.title, issued: { "date-parts": [[2021, 5, 1]] }, accessed: { "date-parts": [[2026, 11, 20]] } });
    expect(items[2]).toMatchObject({ id: "list-2", title: "Second line" });
  });
});
