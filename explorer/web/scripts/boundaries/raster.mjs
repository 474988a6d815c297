/** Areas as numbers on a grid: filling polygons, and tidying what came out in scattered pieces. */

/** A grid of cells `size` km wide; `left` and `top` are whole numbers of cells from the origin of the plane. */
export function gridOver([left, top, right, bottom], size) {
  const grid = { size, left: Math.floor(left / size), top: Math.floor(top / size) };
  grid.width = Math.ceil(right / size) - grid.left;
  grid.height = Math.ceil(bottom / size) - grid.top;
  grid.cells = new Uint16Array(grid.width * grid.height);
  return grid;
}

/** Writes a number into the cells whose middle lies in the rings (even-odd). */
export function fill(grid, rings, number) {
  const crossings = new Map();
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at += 1) cross(grid, ring[at - 1], ring[at], crossings);
  }
  for (const [row, columns] of crossings) {
    columns.sort((one, other) => one - other);
    for (let at = 0; at + 1 < columns.length; at += 2) {
      const from = Math.max(0, Math.ceil(columns[at] - 0.5));
      const to = Math.min(grid.width - 1, Math.ceil(columns[at + 1] - 0.5) - 1);
      if (from <= to) grid.cells.fill(number, row * grid.width + from, row * grid.width + to + 1);
    }
  }
}

function cross(grid, one, other, crossings) {
  const [x1, y1] = [one[0] / grid.size - grid.left, one[1] / grid.size - grid.top];
  const [x2, y2] = [other[0] / grid.size - grid.left, other[1] / grid.size - grid.top];
  const first = Math.max(0, Math.ceil(Math.min(y1, y2) - 0.5));
  const last = Math.min(grid.height - 1, Math.ceil(Math.max(y1, y2) - 0.5) - 1);
  for (let row = first; row <= last; row += 1) {
    const column = x1 + ((row + 0.5 - y1) * (x2 - x1)) / (y2 - y1);
    const columns = crossings.get(row);
    if (columns) columns.push(column);
    else crossings.set(row, [column]);
  }
}

/** The number at a point of the plane, or of the nearest cell with one within `reach` cells; 0 where there is none. */
export function numberAt(grid, [x, y], reach = 0) {
  const column = Math.floor(x / grid.size) - grid.left;
  const row = Math.floor(y / grid.size) - grid.top;
  for (let ring = 0; ring <= reach; ring += 1) {
    for (let dy = -ring; dy <= ring; dy += 1) {
      for (let dx = -ring; dx <= ring; dx += Math.abs(dy) === ring ? 1 : 2 * ring || 1) {
        const inside = column + dx >= 0 && column + dx < grid.width && row + dy >= 0 && row + dy < grid.height;
        const number = inside ? grid.cells[(row + dy) * grid.width + column + dx] : 0;
        if (number) return number;
      }
    }
  }
  return 0;
}

/** Gives small pieces that lie apart from the rest of their region to the neighbour they share most with; islets go. */
export function tidy(grid, { share, islet }) {
  const { pieces, pieceOf } = piecesOf(grid);
  const largest = new Map();
  for (const piece of pieces) largest.set(piece.number, Math.max(largest.get(piece.number) ?? 0, piece.size));
  const small = pieces.filter((piece) => piece.size < largest.get(piece.number) * share);
  const wanted = new Map(small.map((piece) => [piece.at, neighbourOf(piece, islet)]));
  for (let cell = 0; cell < grid.cells.length; cell += 1) {
    const number = grid.cells[cell] && wanted.get(pieceOf[cell]);
    if (number !== undefined && number !== -1 && grid.cells[cell]) grid.cells[cell] = number;
  }
}

/** Joins areas that touch only at a corner, so that no outline meets itself. */
export function join({ cells, width }) {
  for (let cell = 0; cell + width + 1 < cells.length; cell += 1) {
    const [one, right, below, across] = [cells[cell], cells[cell + 1], cells[cell + width], cells[cell + width + 1]];
    if (!one || !right || !below || !across) continue;
    if (one === across && one !== right && one !== below) cells[cell + 1] = one;
    else if (right === below && right !== one && right !== across) cells[cell + width + 1] = right;
  }
}

function piecesOf(grid) {
  const pieceOf = new Int32Array(grid.cells.length).fill(-1);
  const pieces = [];
  const stack = [];
  for (let start = 0; start < grid.cells.length; start += 1) {
    if (!grid.cells[start] || pieceOf[start] !== -1) continue;
    const piece = { at: pieces.length, number: grid.cells[start], size: 0, beside: new Map() };
    pieces.push(piece);
    pieceOf[start] = piece.at;
    stack.push(start);
    while (stack.length) {
      const cell = stack.pop();
      piece.size += 1;
      for (const next of around(grid, cell)) {
        const number = grid.cells[next];
        if (number === piece.number) {
          if (pieceOf[next] === -1) {
            pieceOf[next] = piece.at;
            stack.push(next);
          }
        } else if (number) {
          piece.beside.set(number, (piece.beside.get(number) ?? 0) + 1);
        }
      }
    }
  }
  return { pieces, pieceOf };
}

/** The cells above, below, left and right that are on the grid. */
function around(grid, cell) {
  const column = cell % grid.width;
  const found = [];
  if (column > 0) found.push(cell - 1);
  if (column < grid.width - 1) found.push(cell + 1);
  if (cell >= grid.width) found.push(cell - grid.width);
  if (cell + grid.width < grid.cells.length) found.push(cell + grid.width);
  return found;
}

/** What a piece becomes: a neighbour's number, 0 for an islet, -1 to stay an island. */
function neighbourOf(piece, islet) {
  const [most] = [...piece.beside].sort((one, other) => other[1] - one[1]);
  if (most) return most[0];
  return piece.size < islet ? 0 : -1;
}
