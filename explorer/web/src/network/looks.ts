import type { Network } from "../data/types";
import type { ColourBy, SizeBy } from "../state/state";
import type { Field } from "./field";
import { colours, linesOf, type LineStyle, mix, type Rgb, rgb } from "./palette";
import { radii, weights } from "./radii";
import { shapeNumber } from "./shapes";

/** Colours of the page that the picture uses; read anew when the theme changes. */
export interface Tokens {
  isDark: boolean;
  ground: Rgb;
  text: Rgb;
  muted: Rgb;
  mark: Rgb;
  accent: Rgb;
  strong: Rgb;
}

/** How everything looks: what does not change while one looks around. */
export interface Look {
  tokens: Tokens;
  radius: Float32Array;
  largest: number;
  shape: Uint8Array;
  fill: Rgb[];
  lines: LineStyle[];
  line: Rgb[];
  /** Relations that are not drawn. */
  hidden: ReadonlySet<string>;
}

export interface LookWishes {
  sizeBy: SizeBy;
  colourBy: ColourBy;
  hidden: ReadonlySet<string>;
  tokens: Tokens;
}

export function lookOf(field: Field, wishes: LookWishes): Look {
  const { network } = field;
  const radius = radii(field.x, field.y, weights(network, wishes.sizeBy));
  const shapes = network.types.map(shapeNumber);
  const lines = linesOf(network);
  return {
    tokens: wishes.tokens, radius, largest: radius.reduce((most, one) => Math.max(most, one), 1e-9),
    shape: Uint8Array.from(network.nodes.type, (type) => shapes[type]!),
    fill: fills(network, wishes), lines, line: lines.map((line) => onGround(rgb(line.colour), wishes.tokens)), hidden: wishes.hidden,
  };
}

/** Lines lighter on a dark ground, where middle tones would drown. */
function onGround(colour: Rgb, tokens: Tokens): Rgb {
  return tokens.isDark ? mix(colour, [255, 255, 255], 0.35) : colour;
}

function fills(network: Network, wishes: LookWishes): Rgb[] {
  const named = new Map<string, readonly [Rgb, Rgb]>();
  return colours(network, wishes.colourBy).map((text, i) => {
    let pair = named.get(text);
    if (!pair) {
      const full = rgb(text);
      named.set(text, (pair = [mix(full, wishes.tokens.ground, 0.55), full]));
    }
    // What is only linked to the selection is paler than the selection.
    return pair[network.nodes.matched[i] ? 1 : 0];
  });
}

export function tokensOf(element: Element): Tokens {
  const style = getComputedStyle(element);
  const read = (name: string): Rgb => rgb(style.getPropertyValue(name) || "#808080");
  const ground = read("--ground");
  return {
    ground, text: read("--text"), muted: read("--muted"), mark: read("--mark"), accent: read("--accent"), strong: read("--edge-strong"),
    isDark: ground[0] + ground[1] + ground[2] < 384,
  };
}
