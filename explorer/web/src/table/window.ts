/** Which rows a scrolled list has to hold: arithmetic only, in pixels. */
export interface Heights {
  rows: number;
  row: number;
  /** What unfolded rows take up below themselves, by row. */
  extra: ReadonlyMap<number, number>;
}

/** Browsers cut elements that are higher than some 17 million pixels; beyond this, scrolling is scaled. */
export const HIGHEST = 10_000_000;

export function height({ rows, row, extra }: Heights): number {
  let sum = rows * row;
  for (const [at, more] of extra) if (at < rows) sum += more;
  return sum;
}

/** Where a row begins. */
export function top({ row, extra }: Heights, index: number): number {
  let sum = index * row;
  for (const [at, more] of extra) if (at < index) sum += more;
  return sum;
}

/** The row that covers a place; the first or last one for places outside. */
export function rowAt(heights: Heights, y: number): number {
  const unfolded = [...heights.extra].filter(([at]) => at < heights.rows).sort(([a], [b]) => a - b);
  let above = 0;
  for (const [at, more] of unfolded) {
    if (y - above < (at + 1) * heights.row) break;
    if (y - above < (at + 1) * heights.row + more) return at;
    above += more;
  }
  return clamp(Math.floor((y - above) / heights.row), 0, Math.max(0, heights.rows - 1));
}

export interface Window {
  first: number;
  last: number;
  /** To be added to `top` of a row: what scaling moves the rows by. */
  shift: number;
}

/** The rows in sight, with some before and after; `last` is included, -1 where there are none. */
export function sight(heights: Heights, scrolled: number, view: number, around = 8): Window {
  if (heights.rows === 0) return { first: 0, last: -1, shift: 0 };
  const y = unscaled(heights, scrolled, view);
  const first = Math.max(0, rowAt(heights, y) - around);
  const last = Math.min(heights.rows - 1, rowAt(heights, y + Math.max(view, heights.row)) + around);
  return { first, last, shift: scrolled - y };
}

/** The height that the list is given. */
export function drawn(heights: Heights): number {
  return Math.min(height(heights), HIGHEST);
}

/** How far to scroll so that a row is in sight; null where it is already. */
export function scrollTo(heights: Heights, scrolled: number, view: number, index: number): number | null {
  const y = unscaled(heights, scrolled, view);
  const from = top(heights, index);
  const to = from + heights.row;
  if (from < y) return scaled(heights, from, view);
  return to > y + view ? scaled(heights, to - view, view) : null;
}

function unscaled(heights: Heights, scrolled: number, view: number): number {
  const whole = height(heights);
  if (whole <= HIGHEST) return scrolled;
  return (scrolled / Math.max(1, HIGHEST - view)) * (whole - view);
}

function scaled(heights: Heights, y: number, view: number): number {
  const whole = height(heights);
  if (whole <= HIGHEST) return y;
  return (y / Math.max(1, whole - view)) * (HIGHEST - view);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
