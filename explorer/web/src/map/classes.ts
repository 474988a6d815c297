/** A class of values: `from` is in it, `to` (the next class's beginning, or the largest value of all) bounds it. */
export interface ValueClass {
  from: number;
  to: number;
}

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10];

/**
 * At most `most` classes with round bounds and about as many values in each.
 * Few different values are classes of their own; values that are not positive are in none.
 */
export function classesOf(values: readonly number[], most = 6): ValueClass[] {
  const sorted = values.filter((value) => value > 0).sort((one, other) => one - other);
  const different = [...new Set(sorted)];
  const largest = different.at(-1);
  if (largest === undefined) return [];
  const bounds = different.length <= most ? different : roundBounds(sorted, different, most);
  return bounds.map((from, at) => ({ from, to: bounds[at + 1] ?? largest }));
}

function roundBounds(sorted: number[], different: number[], most: number): number[] {
  const whole = sorted.every(Number.isInteger);
  const bounds = [different[0]!];
  for (let at = 1; at < most; at += 1) {
    const cut = round(sorted[Math.floor((at * sorted.length) / most)]!, whole);
    const before = bounds.at(-1)!;
    const isFilled = sorted.some((value) => value >= before && value < cut) && cut <= different.at(-1)!;
    if (cut > before && isFilled) bounds.push(cut);
  }
  return bounds;
}

function round(value: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const near = STEPS.map((step) => step * power).filter((step) => !whole || Number.isInteger(step));
  return near.reduce((best, step) => (Math.abs(step - value) < Math.abs(best - value) ? step : best), near[0]!);
}

/** The place of a value's class; -1 for a value in none. */
export function classAt(classes: readonly ValueClass[], value: number | null): number {
  if (value === null || value <= 0) return -1;
  return classes.findLastIndex(({ from }) => value >= from);
}
