/** How each class of thing looks; the same as in the pages of `verbund draw` (explorer/kinds.py, which a test holds to). */
export interface Kind {
  /** Fill, and outline on a light and on a dark ground. */
  fill: string;
  edge: string;
  darkEdge: string;
  /** Name of a path in SHAPES. */
  shape: keyof typeof SHAPES;
}

/** Paths in the unit circle. */
export const SHAPES = {
  circle: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
  square: "M-0.88 -0.88L0.88 -0.88L0.88 0.88L-0.88 0.88Z",
  diamond: "M0.00 -1.18L1.18 0.00L0.00 1.18L-1.18 0.00Z",
  star: "M0.00 -1.20L0.32 -0.44L1.14 -0.37L0.52 0.17L0.71 0.97L0.00 0.55L-0.71 0.97L-0.52 0.17L-1.14 -0.37L-0.32 -0.44Z",
  triangle: "M0.00 -1.10L1.12 0.84L-1.12 0.84Z",
  wedge: "M0.00 1.10L1.12 -0.84L-1.12 -0.84Z",
  hexagon: "M1.08 0.00L0.54 0.94L-0.54 0.94L-1.08 0.00L-0.54 -0.94L0.54 -0.94Z",
  pentagon: "M0.00 -1.10L1.05 -0.34L0.65 0.89L-0.65 0.89L-1.05 -0.34Z",
  octagon: "M0.96 0.40L0.40 0.96L-0.40 0.96L-0.96 0.40L-0.96 -0.40L-0.40 -0.96L0.40 -0.96L0.96 -0.40Z",
  plus: "M-.4 -1.08H.4V-.4H1.08V.4H.4V1.08H-.4V.4H-1.08V-.4H-.4Z",
  ring: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0ZM.42 0A.42 .42 0 1 0 -.42 0A.42 .42 0 1 0 .42 0Z",
  page: "M-0.68 -1.00L0.68 -1.00L0.68 1.00L-0.68 1.00Z",
  bar: "M-1.15 -0.50L1.15 -0.50L1.15 0.50L-1.15 0.50Z",
  bow: "M-1.10 -0.85L0.00 0.00L1.10 -0.85L1.10 0.85L0.00 0.00L-1.10 0.85Z",
  pin: "M0 1.2L-.86 .02A.98 .98 0 1 1 .86 .02Z",
} as const;

export const KINDS: Record<string, Kind> = {
  Project: { fill: "#0072b2", edge: "#00507d", darkEdge: "#7cc4f0", shape: "circle" },
  Organisation: { fill: "#e69f00", edge: "#946600", darkEdge: "#ffd27a", shape: "square" },
  Programme: { fill: "#009e73", edge: "#006b4e", darkEdge: "#6fe0bf", shape: "diamond" },
  Initiative: { fill: "#d55e00", edge: "#963f00", darkEdge: "#ffab73", shape: "star" },
  Need: { fill: "#d55e00", edge: "#963f00", darkEdge: "#ffab73", shape: "ring" },
  Event: { fill: "#cc79a7", edge: "#8f4270", darkEdge: "#f3bcd9", shape: "triangle" },
  Theme: { fill: "#56b4e9", edge: "#1a74a8", darkEdge: "#b5e1fb", shape: "hexagon" },
  TargetGroup: { fill: "#f0e442", edge: "#857c00", darkEdge: "#fff9a8", shape: "wedge" },
  Region: { fill: "#9a8c7c", edge: "#62574b", darkEdge: "#d6cabc", shape: "pentagon" },
  Venue: { fill: "#9a8c7c", edge: "#62574b", darkEdge: "#d6cabc", shape: "pin" },
  Output: { fill: "#7a6fc4", edge: "#4a3f94", darkEdge: "#c3bbf5", shape: "plus" },
  Grant: { fill: "#009e73", edge: "#006b4e", darkEdge: "#6fe0bf", shape: "octagon" },
  Participation: { fill: "#e69f00", edge: "#946600", darkEdge: "#ffd27a", shape: "bow" },
  Figure: { fill: "#7a6fc4", edge: "#4a3f94", darkEdge: "#c3bbf5", shape: "bar" },
  Source: { fill: "#8b939c", edge: "#555d66", darkEdge: "#cbd2d9", shape: "page" },
};

const OTHER: Kind = { fill: "#8b939c", edge: "#555d66", darkEdge: "#cbd2d9", shape: "circle" };

/** The look of a class; one that has none of its own is a grey circle. */
export function kindOf(type: string): Kind {
  return KINDS[type] ?? OTHER;
}
