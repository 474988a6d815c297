/** Where a key moves the row that has the focus; null where the key does not move it. */
export function moved(key: string, now: number, rows: number, page: number): number | null {
  const to = {
    ArrowDown: now + 1, ArrowUp: now - 1, PageDown: now + page, PageUp: now - page, Home: 0, End: rows - 1,
  }[key];
  return to === undefined || rows === 0 ? null : Math.min(rows - 1, Math.max(0, to));
}

/** Numbers from one row to another, both included, in ascending order. */
export function between(one: number, other: number): number[] {
  const first = Math.min(one, other);
  return Array.from({ length: Math.abs(one - other) + 1 }, (_, step) => first + step);
}
