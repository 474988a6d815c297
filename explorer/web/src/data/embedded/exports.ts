import { strToU8, zipSync } from "fflate";
import type { ExportFormat } from "../source";
import type { Filter, Row } from "../types";
import { type Catalogue, type Language } from "./catalogue";
import { network } from "./links";
import { ordered, row } from "./rows";
import { Selection } from "./selection";

const COLUMNS = ["id", "label", "type", "region", "programme", "start", "end", "amount", "currency", "links", "sources"] as const;
const MEDIA: Record<ExportFormat, string> = {
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  gexf: "application/gexf+xml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

type Value = string | number | null;

/** What a filter finds, for other programs. */
export function exported(catalogue: Catalogue, filter: Filter, format: ExportFormat, language: Language): Blob {
  const selection = new Selection(catalogue, filter);
  const rows = (): Row[] => ordered(catalogue, selection, "label", false, language).map((at) => row(catalogue, at, language));
  const { sources, version } = catalogue.about;
  switch (format) {
    case "csv": return blob([csv(rows())], format);
    case "xlsx": return blob([xlsx(rows())], format);
    case "json": return blob([JSON.stringify({ query: { filter, language }, rows: rows(), sources, version }, null, 2)], format);
    case "gexf": return blob([gexf(catalogue, selection, language)], format);
  }
}

function blob(parts: BlobPart[], format: ExportFormat): Blob {
  return new Blob(parts, { type: MEDIA[format] });
}

function values(one: Row): Value[] {
  return COLUMNS.map((name) => (name === "sources" ? one.sources.join(" ") : one[name]));
}

/** RFC 4180, with the mark by which spreadsheet programs know UTF-8. */
function csv(rows: readonly Row[]): string {
  return `\ufeff${[[...COLUMNS], ...rows.map(values)].map((line) => `${line.map(quoted).join(",")}\r\n`).join("")}`;
}

/** A text that a spreadsheet program would take for a formula gets an apostrophe, which makes it a text. */
export function quoted(value: Value): string {
  if (typeof value === "number") return String(value);
  const text = value === null ? "" : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Text of XML: markup is escaped, and characters that XML 1.0 does not have are left out. */
function xml(text: string): string {
  // eslint-disable-next-line no-control-regex -- just these are meant
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "");
  return allowed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** GEXF 1.3 with the places that things have in the picture. */
function gexf(catalogue: Catalogue, selection: Selection, language: Language): string {
  const drawn = network(catalogue, selection, { filter: selection.filter, context: false, expand: [], limit: Infinity }, language);
  const { nodes, edges } = drawn;
  const node = nodes.id.map((id, at) => {
    const type = drawn.types[nodes.type[at]!]!;
    const place = Number.isFinite(nodes.x[at]) ? `<viz:position x="${nodes.x[at]!}" y="${nodes.y[at]!}"/>` : "";
    return `<node id="${xml(id)}" label="${xml(nodes.label[at]!)}"><attvalues><attvalue for="type" value="${xml(type)}"/></attvalues>${place}</node>`;
  });
  const edge = edges.source.map((from, at) => {
    const relation = drawn.relations[edges.relation[at]!]!;
    return `<edge id="${at}" source="${xml(nodes.id[from]!)}" target="${xml(nodes.id[edges.target[at]!]!)}" label="${xml(relation.label)}"/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    '<graph defaultedgetype="directed"><attributes class="node"><attribute id="type" title="type" type="string"/></attributes>',
    `<nodes>${node.join("\n")}</nodes>`,
    `<edges>${edge.join("\n")}</edges>`,
    "</graph></gexf>\n",
  ].join("\n");
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const LONGEST = 32_767; // characters that a cell may hold

/** A workbook of one sheet (ECMA-376) with its first row frozen. */
function xlsx(rows: readonly Row[]): Uint8Array<ArrayBuffer> {
  const lines = [[...COLUMNS], ...rows.map(values)].map((line: Value[], at) => `<row r="${at + 1}">${line.map((value, column) => cell(value, column, at + 1)).join("")}</row>`);
  const view = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const parts = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${KINDS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KINDS}.worksheet+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Verbund" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}">${view}<sheetData>${lines.join("")}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(HEAD + text)])));
}

function cell(value: Value, column: number, line: number): string {
  if (value === null || value === "") return "";
  const place = `${String.fromCharCode(65 + column)}${line}`;
  if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(value.slice(0, LONGEST))}</t></is></c>`;
}
