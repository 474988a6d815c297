import { number, t, type Word } from "../words";

const NAMES = ["row", "rows", "line", "col", "sheet", "page"] as const;

/** A place in a source in words: "char=10,20" as "Zeichen 11–20", "sheet=A&row=5" as "Blatt „A“, Zeile 5". */
export function whereText(where: string): string {
  return where.split(/[&;](?=[a-z]+=)/).map(part).filter(Boolean).join(", ");
}

function part(text: string): string {
  const [, name, given] = /^([a-z]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || given === undefined) return readable(text);
  const value = readable(given);
  if (name === "char") {
    const [from, to] = value.split(",").map(Number);
    // RFC 5147 counts the gaps between characters; people count the characters.
    return from === undefined || to === undefined || Number.isNaN(from + to) ? text : t("details.where.char", { from: number(from + 1), to: number(to) });
  }
  if (name === "row" && value.includes("-")) return t("details.where.rows", { n: value.replace("-", "–") });
  return (NAMES as readonly string[]).includes(name) ? t(`details.where.${name}` as Word, { n: value }) : `${name} ${value}`;
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
