import { SHAPES } from "../kinds";
import type { Entry, Picture } from "./picture";

export const LEGEND_WIDTH = 220;
export const LEGEND_LINE = 18;
const FAMILY = "system-ui, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/** Text that is safe between tags and in quotes; what XML does not allow at all is left out. */
export function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must go
  const allowed = text.replace(/[\ud800-\udfff]/gu, "\ufffd").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return allowed.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
}

/** The picture as one SVG document that needs nothing else. */
export function svgOf(picture: Picture): string {
  const { width, height } = sizeOf(picture);
  const n = (value: number): string => String(Math.round(value * 100) / 100);
  const lines = picture.lines.map(({ from, to, colour, width: broad, alpha, dash }) =>
    `<line x1="${n(from[0])}" y1="${n(from[1])}" x2="${n(to[0])}" y2="${n(to[1])}" stroke="${colour}" stroke-width="${n(broad)}" stroke-opacity="${n(alpha)}"${dashed(dash)}/>`);
  const marks = picture.marks.map(({ x, y, radius, shape, fill, edge, name }) =>
    `<path d="${SHAPES[shape]}" transform="translate(${n(x)} ${n(y)}) scale(${n(radius)})" fill="${fill}" stroke="${edge}" stroke-width="${n(1 / radius)}"><title>${escaped(name)}</title></path>`);
  const names = picture.names.map(({ x, y, text }) => `<text x="${n(x)}" y="${n(y)}" dominant-baseline="central">${escaped(text)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img" font-family="${FAMILY}" font-size="12">`,
    `<title>${escaped(picture.title)}</title>`,
    `<rect width="100%" height="100%" fill="${picture.ground}"/>`,
    `<clipPath id="seen"><rect width="${n(picture.width)}" height="${n(picture.height)}"/></clipPath>`,
    `<g clip-path="url(#seen)"><g>${lines.join("")}</g><g fill-rule="evenodd">${marks.join("")}</g></g>`,
    `<g fill="${picture.text}" stroke="${picture.ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${names.join("")}</g>`,
    `<g fill="${picture.text}" transform="translate(${n(picture.width)} 0)">${picture.legend.map(entry).join("")}</g>`,
    "</svg>\n",
  ].join("\n");
}

/** The size with the legend beside it. */
export function sizeOf(picture: Picture): { width: number; height: number } {
  return { width: picture.width + LEGEND_WIDTH, height: Math.max(picture.height, (picture.legend.length + 2) * LEGEND_LINE) };
}

function entry({ text, isHeading, shape, colour, dash }: Entry, row: number): string {
  const y = (row + 1.5) * LEGEND_LINE;
  const sign = shape
    ? `<path d="${SHAPES[shape]}" transform="translate(16 ${y}) scale(5)" fill="${colour}" fill-rule="evenodd"/>`
    : colour ? `<line x1="8" x2="24" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"${dashed(dash ?? [])}/>` : "";
  return `${sign}<text x="${isHeading ? 8 : 32}" y="${y}" dominant-baseline="central"${isHeading ? ' font-weight="600"' : ""}>${escaped(text)}</text>`;
}

function dashed(dash: readonly number[]): string {
  return dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
}
