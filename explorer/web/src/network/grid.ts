/** Points in square cells, so that those near a place are found without looking at all. */
export interface Grid {
  cell: number;
  left: number;
  top: number;
  columns: number;
  rows: number;
  /** Where the points of each cell begin in `points`. */
  begins: Uint32Array;
  points: Uint32Array;
}

const POINTS_PER_CELL = 2;

export function gridOf(x: Float32Array, y: Float32Array): Grid {
  const [left, right] = extent(x);
  const [top, bottom] = extent(y);
  const width = Math.max(right - left, 1e-9);
  const height = Math.max(bottom - top, 1e-9);
  const cell = Math.max(Math.sqrt((width * height * POINTS_PER_CELL) / Math.max(x.length, 1)), Math.max(width, height) / 1000);
  const columns = Math.floor(width / cell) + 1;
  const rows = Math.floor(height / cell) + 1;
  const begins = new Uint32Array(columns * rows + 1);
  const places = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i += 1) {
    const place = Math.floor((x[i]! - left) / cell) + columns * Math.floor((y[i]! - top) / cell);
    places[i] = place;
    begins[place + 1]! += 1;
  }
  for (let place = 0; place < columns * rows; place += 1) begins[place + 1]! += begins[place]!;
  const next = begins.slice();
  const points = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i += 1) points[next[places[i]!]!++] = i;
  return { cell, left, top, columns, rows, begins, points };
}

/** Call back with each point in the cells that a square around a place touches. */
export function near(grid: Grid, x: number, y: number, reach: number, found: (point: number) => void): void {
  const within = (value: number, most: number): number => Math.min(Math.max(Math.floor(value), 0), most);
  const firstColumn = within((x - reach - grid.left) / grid.cell, grid.columns - 1);
  const lastColumn = within((x + reach - grid.left) / grid.cell, grid.columns - 1);
  const firstRow = within((y - reach - grid.top) / grid.cell, grid.rows - 1);
  const lastRow = within((y + reach - grid.top) / grid.cell, grid.rows - 1);
  for (let row = firstRow; row <= lastRow; row += 1) {
    const end = grid.begins[row * grid.columns + lastColumn + 1]!;
    for (let k = grid.begins[row * grid.columns + firstColumn]!; k < end; k += 1) found(grid.points[k]!);
  }
}

export function extent(values: Iterable<number>): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : [0, 0];
}
