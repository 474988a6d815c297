import { describe, expect, it } from "vitest";
import { NO_EMPHASIS, emphasisOf } from "./emphasis";
import { exampleField } from "./example";
import { labelsOf, shortened } from "./labels";
import { caught, isInside, type Point } from "./lasso";
import { lookOf, type Tokens } from "./looks";
import { COMMUNITY_COLOURS, communitiesOf, membersOf, mix, OTHER_COLOUR, rgb } from "./palette";
import { pictureOf } from "./picture";
import { escaped, svgOf } from "./svg";
import type { View } from "./view";

const TOKENS: Tokens = { isDark: false, ground: [255, 255, 255], text: [0, 0, 0], muted: [90, 90, 90], mark: [200, 60, 10], accent: [0, 90, 160], strong: [60, 70, 80] };
const WISHES = { sizeBy: "links", colourBy: "community", hidden: new Set<string>(), tokens: TOKENS } as const;
const VIEW: View = { scaleX: 10, scaleY: -10, left: 200, top: 200, width: 400, height: 400, pixelRatio: 1 };
const HOSTILE = `<script>alert("x")</script> & ' \u0000\ud800 ]]>`;

describe("colours", () => {
  it("go to the ten largest communities, grey to the rest", () => {
    const field = exampleField(Array.from({ length: 200 }, (_, i) => [i, 0] as const), []);
    field.network.nodes.community = field.network.nodes.id.map((_, i) => Math.floor(Math.sqrt(i)));
    const found = communitiesOf(field.network);
    expect(found.map(({ colour }) => colour)).toEqual([...COMMUNITY_COLOURS, OTHER_COLOUR]);
    expect(found[0]!.number).toBe(13);
    expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(200);
    expect(membersOf(field.network, found, -1)).toHaveLength(found.at(-1)!.count);
  });

  it("are all different", () => {
    expect(new Set([...COMMUNITY_COLOURS, OTHER_COLOUR]).size).toBe(11);
  });

  it.each([["#fff", [255, 255, 255]], ["#0072b2", [0, 114, 178]], ["rgb(1, 2, 3)", [1, 2, 3]], ["", [128, 128, 128]]] as const)("reads %s", (text, colour) => {
    expect(rgb(text)).toEqual(colour);
  });

  it("mixes", () => {
    expect(mix([0, 0, 0], [100, 200, 50], 0.5)).toEqual([50, 100, 25]);
  });
});

describe("the lasso", () => {
  const horseshoe: Point[] = [[0, 0], [10, 0], [10, 10], [7, 10], [7, 3], [3, 3], [3, 10], [0, 10]];
  it.each([[[1, 5], true], [[5, 5], false], [[8, 9], true], [[5, 1], true], [[11, 5], false]] as [Point, boolean][])("has %j inside: %s", (point, isIn) => {
    expect(isInside(point, horseshoe)).toBe(isIn);
  });

  it("catches what is inside", () => {
    const field = exampleField([[1, 5], [5, 5], [8, 9]], []);
    expect(caught(field, horseshoe)).toEqual([0, 2]);
    expect(caught(field, [[0, 0], [1, 1]])).toEqual([]);
  });
});

describe("names", () => {
  it("never cover one another", () => {
    const field = exampleField(Array.from({ length: 60 }, (_, i) => [(i % 8) * 2 - 8, Math.floor(i / 8) * 2 - 8] as const), []);
    const look = lookOf(field, WISHES);
    const boxes = labelsOf(field, look, VIEW, { ...NO_EMPHASIS.names, measure: (text) => text.length * 6, blocked: [] }).map((label) => {
      const [x, y] = [field.x[label.node]! * VIEW.scaleX + VIEW.left + label.dx, field.y[label.node]! * VIEW.scaleY + VIEW.top + label.dy];
      return [x, y - 8, x + label.width, y + 8] as const;
    });
    expect(boxes.length).toBeGreaterThan(4);
    for (const [i, one] of boxes.entries()) for (const other of boxes.slice(i + 1)) expect(one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1]).toBe(true);
  });

  it.each([["short", 10, "short"], ["two long words here", 12, "two long…"], ["ungebrochenerlangername", 8, "ungebro…"]])("shortens %s", (name, most, text) => {
    expect(shortened(name, most)).toBe(text);
  });
});

describe("the SVG document", () => {
  const field = exampleField([[0, 0], [5, 5], [-5, 2], [90, 90]], [[0, 1], [1, 2], [0, 3]], [HOSTILE, "B"]);
  field.network.relations[0]!.label = HOSTILE;
  field.network.communities[0] = HOSTILE;
  const text = svgOf(pictureOf(field, lookOf(field, WISHES), VIEW, NO_EMPHASIS));

  it("is well-formed and keeps hostile text as text", () => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect(text).not.toContain("<script");
    expect(text).not.toContain("\u0000");
    expect(text).toContain("&lt;script&gt;");
  });

  it("leaves out what is not seen", () => {
    expect(text).not.toContain("Thing 3");
    expect(text).toContain(">B<");
  });

  it("escapes", () => {
    expect(escaped(`<a href='x'>"&"</a>`)).toBe("&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
  });
});

describe("what stands out", () => {
  const field = exampleField([[0, 0], [5, 5], [-5, 2], [9, 9]], [[0, 1], [1, 2], [0, 3]]);
  const calm = { hovered: -1, hoveredLink: -1, lit: null, communities: [], way: [], overlay: null, chosen: [], focus: "", cursor: "", hiddenRelations: new Set<string>() };

  it("is nothing at first", () => {
    expect(emphasisOf(field, calm).front).toMatchObject({ nodes: [], edges: [], ringed: [], fade: 1 });
  });

  it("is a thing under the pointer with its neighbours, and not hidden relations", () => {
    const { front, names } = emphasisOf(field, { ...calm, hovered: 1, hiddenRelations: new Set(["r1"]) });
    expect([...front.nodes].sort()).toEqual([0, 1, 2]);
    expect(front.edges).toEqual([0]);
    expect(front.fade).toBeLessThan(1);
    expect([...names.strong]).toEqual([1]);
  });

  it("is a way, with its steps", () => {
    const thing = (id: string) => ({ id, label: id, type: "Project" });
    const { front } = emphasisOf(field, { ...calm, way: [{ from: thing("n2"), relation: "r1", label: "", backwards: true, to: thing("n1"), sources: [] }] });
    expect(front).toMatchObject({ nodes: [2, 1], edges: [1], isWay: true });
  });

  it("is what is marked, with rings", () => {
    expect(emphasisOf(field, { ...calm, chosen: ["n0", "n3", "unknown"] }).front).toMatchObject({ ringed: [0, 3], edges: [2] });
  });
});
