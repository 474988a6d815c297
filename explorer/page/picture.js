"use strict";
/* The picture. vis-network moves, zooms and finds what is under the pointer; nodes keep nearly the same size on
   the screen at every zoom, and words are drawn over them afterwards (labels.js), so that they can be read. */

class Picture {
  constructor(container, data, state) {
    this.container = container;
    this.data = data;
    this.state = state;
    this.paths = data.kinds.map((kind) => new Path2D(kind.shape));
    const kinds = new Map(data.kinds.map((kind, number) => [kind.name, number]));
    this.kindOf = data.nodes.map((node) => kinds.get(node.group));
    this.neighbours = data.nodes.map(() => new Set());
    for (const { from, to } of data.edges) {
      this.neighbours[from].add(to);
      this.neighbours[to].add(from);
    }
    this.readColours();
    if (container.clientHeight > 1.15 * container.clientWidth) this.standUpright();
    this.nodes = new vis.DataSet(data.nodes.map((node) => this.visNode(node)));
    this.edges = new vis.DataSet(data.edges.map(({ from, to, arrows }, id) => ({ id, from, to, arrows })));
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, {
      ...data.options,
      autoResize: true,
      edges: { ...data.options.edges, color: { color: this.colours.line, inherit: false } },
    });
    this.labels = new Labels(this);
    this.network.on("afterDrawing", (context) => this.labels.draw(context));
    this.network.on("zoom", () => this.zoomed());
    this.fit(false);
    this.recolour();
  }

  /* The places are worked out for a wide window; a telephone held upright shows them turned by a quarter. */
  standUpright() {
    for (const node of this.data.nodes) [node.x, node.y] = [node.y, node.x];
  }

  visNode({ id, x, y, size }) {
    return { id, x, y, size, shape: "custom", ctxRenderer: (call) => this.shape(call) };
  }

  /* On the screen a node shrinks more slowly than the distances between nodes when zooming out. */
  radius(id) {
    const scale = this.network.getScale();
    return this.data.nodes[id].size * scale ** (scale < 1 ? 0.5 : 0.35);
  }

  shape({ ctx, id, x, y }) {
    const radius = this.radius(id) / this.network.getScale();
    const drawNode = () => {
      const kind = this.kindOf[id];
      ctx.translate(x, y);
      if (id === this.state.selected || id === this.data.focus) this.halo(ctx, id, radius);
      ctx.scale(radius, radius);
      const faint = !this.isProminent(id);
      ctx.fillStyle = this.colours.ground;
      ctx.fill(this.paths[kind], "evenodd");
      ctx.globalAlpha = faint ? 0.16 : 1;
      ctx.fillStyle = this.colours.fill[kind];
      ctx.strokeStyle = this.colours.edge[kind];
      ctx.lineWidth = 1.5 / (radius * this.network.getScale());
      ctx.fill(this.paths[kind], "evenodd");
      ctx.stroke(this.paths[kind]);
    };
    return { drawNode, nodeDimensions: { width: radius * 2.3, height: radius * 2.3 } };
  }

  halo(ctx, id, radius) {
    const pixel = 1 / this.network.getScale();
    ctx.beginPath();
    ctx.arc(0, 0, radius * 1.2 + 4 * pixel, 0, 2 * Math.PI);
    ctx.lineWidth = (id === this.state.selected ? 3 : 1.5) * pixel;
    ctx.strokeStyle = id === this.state.selected ? this.colours.accent : this.colours.text;
    ctx.stroke();
  }

  /* Whether a node stands out: everything does until something is selected or searched for. */
  isProminent(id) {
    const { selected, hits } = this.state;
    if (selected !== null) return id === selected || this.neighbours[selected].has(id);
    return hits === null || hits.has(id);
  }

  isShown(id) {
    return !this.state.hiddenKinds.has(this.kindOf[id]);
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    const each = (name) => this.data.kinds.map((_, number) => read(`--${name}-${number}`));
    this.colours = {
      text: read("--text"), muted: read("--muted"), ground: read("--ground"), line: read("--edge-line"),
      faint: read("--edge-faint"), strong: read("--edge-strong"), accent: read("--accent"),
      fill: each("fill"), edge: each("edge"),
    };
  }

  /* Brings nodes and lines in step with the state: what is hidden, faint or strong. */
  update() {
    this.nodes.update(this.data.nodes.map(({ id }) => ({ id, hidden: !this.isShown(id) })));
    this.recolour();
  }

  recolour() {
    const { selected, hits } = this.state;
    this.edges.update(this.data.edges.map(({ from, to }, id) => {
      const strong = selected !== null && (from === selected || to === selected);
      const faint = selected !== null ? !strong : hits !== null && !(hits.has(from) || hits.has(to));
      const { strong: dark, faint: light, line } = this.colours;
      const colour = strong ? dark : faint ? light : line;
      return { id, hidden: !(this.isShown(from) && this.isShown(to)), color: { color: colour, hover: dark } };
    }));
    this.network.redraw();
  }

  /* Lines stay about one pixel wide. */
  zoomed() {
    const scale = this.network.getScale();
    const many = this.data.edges.length > 250 ? 0.8 : 1.1;
    this.network.setOptions({ edges: { width: many / scale ** 0.8, hoverWidth: 0.8 / scale ** 0.8 } });
  }

  /* Everything that is shown, around the focus if that does not make it much smaller. */
  fit(animate = true) {
    const shown = this.data.nodes.map(({ id }) => id).filter((id) => this.isShown(id));
    if (shown.length === 0) return;
    const places = Object.values(this.network.getPositions(shown));
    const [left, top] = ["x", "y"].map((axis) => Math.min(...places.map((place) => place[axis])));
    const [right, bottom] = ["x", "y"].map((axis) => Math.max(...places.map((place) => place[axis])));
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    const all = this.scaleFor(right - left, bottom - top);
    const focus = shown.includes(this.data.focus) ? this.network.getPosition(this.data.focus) : middle;
    const reach = (low, high, centre) => 2 * Math.max(high - centre, centre - low);
    const centred = this.scaleFor(reach(left, right, focus.x), reach(top, bottom, focus.y));
    if (centred > 0.8 * all) this.moveTo(focus, centred, animate);
    else this.moveTo(middle, all, animate);
  }

  /* The scale at which a span of places fills the window, with room at its rim for names. */
  scaleFor(width, height) {
    const { clientWidth, clientHeight } = this.container;
    const rim = Math.min(85, clientWidth / 6);
    return Math.min((clientWidth - 2 * rim) / (width + 1), (clientHeight - 110) / (height + 1), 1.3);
  }

  moveTo(position, scale, animate = true) {
    const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.moveTo({ position, scale, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
    if (still) this.zoomed();
    else this.network.once("animationFinished", () => this.zoomed());
  }

  /* Brings a node to the middle, so near that names can be read and so far that its neighbours are in sight. */
  show(id) {
    const centre = this.network.getPosition(id);
    const places = Object.values(this.network.getPositions([...this.neighbours[id]].filter((other) => this.isShown(other))));
    const reach = (axis) => 2 * Math.max(0, ...places.map((place) => Math.abs(place[axis] - centre[axis])));
    this.moveTo(centre, Math.min(Math.max(this.scaleFor(reach("x"), reach("y")), 0.4), 1));
  }

  pan(right, down) {
    const { x, y } = this.network.getViewPosition();
    const step = 80 / this.network.getScale();
    this.moveTo({ x: x + right * step, y: y + down * step }, this.network.getScale());
  }

  zoomBy(factor) {
    const scale = Math.min(Math.max(this.network.getScale() * factor, 0.05), 4);
    this.moveTo(this.network.getViewPosition(), scale);
  }
}
