"use strict";
/* Words over the picture, in screen pixels: the important ones first, and none over another. Zoomed in to full
   size every name has room, since the places were worked out so. */

const NAME_SIZE = 13;
const NAME_LINE = 16;
const WORD_SIZE = 11.5;
const FEW_LINES = 45; // up to so many lines their words are shown without asking
const CHIEF_NAMES = 14; // at most so many always stand in the picture
// Where a name may stand: below as planned, else right, left, above, or at a corner of its node.
const WAYS = [[0, 1], [1, 0], [-1, 0], [0, -1], [1, 1], [-1, 1], [1, -1], [-1, -1]];

class Labels {
  constructor(picture) {
    this.picture = picture;
    this.lines = picture.data.nodes.map(({ label }) => label.split("\n"));
    this.widths = new Map();
    const rank = picture.data.nodes.map(({ id, degree }) => ({ id, degree }));
    this.order = rank.sort((a, b) => b.degree - a.degree || a.id - b.id).map(({ id }) => id);
    this.chief = new Set(this.order.slice(0, Math.min(CHIEF_NAMES, this.order.length / 12)));
  }

  draw(ctx) {
    const { network, container, colours } = this.picture;
    const ratio = ctx.canvas.width / container.clientWidth;
    this.scale = network.getScale();
    this.taken = [];
    this.family = getComputedStyle(document.body).fontFamily;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.strokeStyle = colours.ground;
    const places = network.getPositions();
    const shown = this.order.filter((id) => this.picture.isShown(id));
    this.spots = new Map(shown.map((id) => [id, network.canvasToDOM(places[id])]));
    for (const id of shown) if (this.picture.isProminent(id)) this.taken.push(this.shapeBox(id));
    const names = this.byImportance(shown);
    // Names of a few neighbours can step aside for the words of their lines; those of many come first.
    const around = this.picture.neighbours[this.picture.state.selected]?.size ?? 0;
    const before = around > 8 ? around + 1 : 1;
    for (const id of names.slice(0, before)) this.name(ctx, id);
    this.words(ctx, true);
    for (const id of names.slice(before)) this.name(ctx, id);
    this.words(ctx, false);
    ctx.restore();
  }

  byImportance(ids) {
    const { state, data, neighbours } = this.picture;
    const weight = (id) => {
      if (id === state.selected) return 5;
      if (id === state.hover) return 4;
      if (state.selected !== null) return neighbours[state.selected].has(id) ? 3 : 0;
      if (state.hits !== null) return state.hits.has(id) ? 3 : 0;
      return id === data.focus ? 3 : 1;
    };
    const weights = new Map(ids.map((id) => [id, weight(id)]));
    return ids.filter((id) => weights.get(id) > 0).sort((a, b) => weights.get(b) - weights.get(a));
  }

  shapeBox(id) {
    const { x, y } = this.spots.get(id);
    const radius = this.picture.radius(id);
    const weight = this.chief.has(id) ? 1000 : this.picture.data.nodes[id].degree + 1;
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, size: weight };
  }

  font(id) {
    const strong = id === this.picture.data.focus || id === this.picture.state.selected;
    return `${strong ? 650 : 450} ${NAME_SIZE}px ${this.family}`;
  }

  width(ctx, text) {
    const key = ctx.font + text;
    if (!this.widths.has(key)) this.widths.set(key, ctx.measureText(text).width);
    return this.widths.get(key);
  }

  /* Where there is room; the few best connected may cover lesser nodes, or a dense middle would have no names. */
  name(ctx, id) {
    ctx.font = this.font(id);
    const lines = this.lines[id];
    const wide = Math.max(...lines.map((line) => this.width(ctx, line)));
    const high = lines.length * NAME_LINE;
    const { x, y } = this.spots.get(id);
    const away = this.picture.radius(id) * 1.2 + 3;
    const boxes = WAYS.map(([right, down]) => {
      const middle = x + right * (wide / 2 + (down === 0 ? away : 0.7 * away));
      const centre = y + down * (high / 2 + (right === 0 ? away : 0.3 * away));
      const half = { x: wide / 2, y: high / 2 };
      return { left: middle - half.x, right: middle + half.x, top: centre - half.y, bottom: centre + half.y, side: right };
    });
    const box = boxes.find((place) => this.isFree(place) && this.isWhole(place, x)) ?? this.leastCovered(id, boxes);
    if (!box) return;
    this.taken.push(box);
    ctx.textAlign = ["right", "center", "left"][box.side + 1];
    ctx.lineWidth = 4;
    ctx.fillStyle = this.picture.colours.text;
    const edge = [box.right, (box.left + box.right) / 2, box.left][box.side + 1];
    lines.forEach((line, number) => this.write(ctx, line, edge, box.top + (number + 0.5) * NAME_LINE));
  }

  leastCovered(id, boxes) {
    const { state, data } = this.picture;
    if (id === state.selected || id === state.hover) return boxes[0];
    if (id !== data.focus && !this.chief.has(id)) return null;
    const costs = boxes.map((box) => this.taken.filter((other) => this.meet(box, other))
      .reduce((sum, other) => sum + (other.size ?? 1000), 0));
    const least = Math.min(...costs);
    return least < 1000 ? boxes[costs.indexOf(least)] : null;
  }

  /* The words of relations: those of the selected or pointed-at node or line, or all when there is room. */
  words(ctx, asked) {
    const { data, state, network, colours } = this.picture;
    const about = (id, { from, to }) =>
      id === state.hoverLine || [from, to].includes(state.selected) || [from, to].includes(state.hover);
    const all = state.selected === null && (data.edges.length <= FEW_LINES || network.getScale() > 0.95);
    ctx.font = `italic 400 ${WORD_SIZE}px ${this.family}`;
    ctx.textAlign = "center";
    ctx.lineWidth = 4;
    ctx.fillStyle = asked ? colours.text : colours.muted;
    data.edges.forEach((edge, id) => {
      if (!edge.label || !this.spots.has(edge.from) || !this.spots.has(edge.to)) return;
      if (about(id, edge) === asked && (asked || all)) this.word(ctx, edge, id === state.hoverLine);
    });
  }

  word(ctx, { from, to, label }, must) {
    const start = this.spots.get(from);
    const end = this.spots.get(to);
    const half = this.width(ctx, label) / 2;
    if (!must && Math.hypot(end.x - start.x, end.y - start.y) < half) return;
    for (const part of [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74]) {
      const x = start.x + (end.x - start.x) * part;
      const y = start.y + (end.y - start.y) * part;
      const box = { left: x - half - 2, right: x + half + 2, top: y - 8, bottom: y + 8 };
      if (!must && !this.isFree(box)) continue;
      this.taken.push(box);
      this.write(ctx, label, x, y);
      return;
    }
  }

  write(ctx, text, x, y) {
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }

  isFree(box) {
    return !this.taken.some((other) => this.meet(box, other));
  }

  /* A name is not cut off by the window, unless its node lies beyond it too. */
  isWhole(box, x) {
    const { clientWidth } = this.picture.container;
    return (box.left >= 0 && box.right <= clientWidth) || x < 0 || x > clientWidth;
  }

  meet(one, other) {
    return one.right > other.left && one.left < other.right && one.bottom > other.top && one.top < other.bottom;
  }
}
