const SIGNS: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
};

/** Text as a value in braces of BibTeX: what TeX would obey is escaped; other letters stay, as in UTF-8 files. */
export function bibtexText(text: string): string {
  return text.replace(/[\\{}$&#%_^~]/g, (sign) => SIGNS[sign]!);
}

/** An address as a value of `url`, which is read as it is; only what would end the value is percent-encoded. */
export function bibtexUrl(address: string): string {
  return address.replace(/[\\{}\s"^`|<>]/g, (sign) => encodeURIComponent(sign));
}
