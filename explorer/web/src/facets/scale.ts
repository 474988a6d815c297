/** Places on a slider, 0 to `steps`, and the values that they stand for. */
export interface Scale {
  steps: number;
  value: (place: number) => number;
  place: (value: number) => number;
}

/** One step a year; `until` is included. */
export function yearScale(since: number, until: number): Scale {
  return { steps: until - since, value: (place) => since + place, place: (value) => clamp(value - since, until - since) };
}

/** One step a bar, however wide: what is spaced by powers stays readable. `edges` ascend. */
export function barScale(edges: readonly number[]): Scale {
  const steps = Math.max(0, edges.length - 1);
  return {
    steps,
    value: (place) => edges[clamp(Math.round(place), steps)] ?? 0,
    place: (value) => {
      const above = edges.findIndex((edge) => edge > value);
      if (above === 0 || steps === 0) return 0;
      if (above < 0) return steps;
      const [from, to] = [edges[above - 1]!, edges[above]!];
      return above - 1 + (value - from) / (to - from);
    },
  };
}

/** A bar at its place on a scale; `isIn` where it is chosen. */
export interface Bar { from: number; to: number; count: number; isIn: boolean }

/** The bars of a histogram at their places on a scale. */
export function bars(edges: readonly number[], counts: readonly number[], scale: Scale, isIn: (from: number, to: number) => boolean): Bar[] {
  return counts.map((count, at) => {
    const from = edges[at]!;
    const to = edges[at + 1] ?? from;
    return { from: scale.place(from), to: scale.place(to), count, isIn: isIn(from, to) };
  });
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
