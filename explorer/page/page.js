"use strict";
/* The page: one state (selection, search, hidden kinds), and everything that shows or changes it. */

/* The same key that the rows carry: case, accents and the spelling of umlauts do not count. */
function nameKey(text) {
  const plain = text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{Mn}/gu, "");
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return words.replace(/([aou])e(?=[^aeiou ]|$)/g, "$1");
}

class Page {
  constructor() {
    this.data = JSON.parse(document.getElementById("network").textContent);
    this.words = this.data.words;
    this.state = { selected: null, hover: null, hoverLine: null, hits: null, hiddenKinds: new Set() };
    this.hitNumber = -1;
    this.find = (id) => document.getElementById(id);
    this.details = new Details(this.data, this.words);
    this.tables = new Tables(this.data.lang);
    this.picture = new Picture(this.find("picture"), this.data, this.state);
    this.listenToControls();
    this.listenToPicture();
    this.listenToKeys();
    this.listenToTheme();
    this.openAsAsked();
  }

  listenToControls() {
    this.find("search").addEventListener("input", () => this.search());
    this.find("search").form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.nextHit();
    });
    for (const box of document.querySelectorAll("[data-kind][type=checkbox]")) {
      box.addEventListener("change", () => this.filter());
    }
    this.find("kinds-all")?.addEventListener("click", () => this.toggleKinds());
    this.find("clear").addEventListener("click", () => this.select(null));
    const zooms = { in: () => this.picture.zoomBy(1.4), out: () => this.picture.zoomBy(1 / 1.4), fit: () => this.picture.fit() };
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", zooms[button.dataset.zoom]);
    }
    document.addEventListener("click", (event) => this.followRow(event));
  }

  /* A name anywhere, or any other place in a row of the tables, leads to its node in the picture. */
  followRow(event) {
    if (event.target.closest("a, thead, caption")) return;
    const row = event.target.closest("tbody tr");
    const go = event.target.closest("[data-go]") ?? row?.querySelector("[data-go]");
    if (!go) return;
    this.select(Number(go.dataset.go));
    this.picture.show(this.state.selected);
    if (row) this.bringPictureIntoView();
  }

  bringPictureIntoView() {
    const box = this.picture.container.getBoundingClientRect();
    if (box.bottom < 160 || box.top > innerHeight - 160) this.picture.container.scrollIntoView({ block: "nearest" });
  }

  listenToPicture() {
    const { network, container } = this.picture;
    network.on("click", ({ nodes }) => this.select(nodes.length ? nodes[0] : null));
    network.on("hoverNode", ({ node, event }) => this.hover({ hover: node }, event));
    network.on("blurNode", () => this.hover({ hover: null }));
    network.on("hoverEdge", ({ edge }) => this.hover({ hoverLine: edge }));
    network.on("blurEdge", () => this.hover({ hoverLine: null }));
    container.addEventListener("pointerleave", () => this.hover({ hover: null, hoverLine: null }));
    network.on("dragStart", () => { this.find("tip").hidden = true; });
    // The wheel scrolls the page until the picture is asked for: by a click into it, or with Ctrl.
    container.addEventListener("wheel", (event) => {
      const zooms = event.ctrlKey || event.metaKey || container.contains(document.activeElement);
      if (!zooms) event.stopPropagation();
      this.find("wheel").hidden = zooms;
      clearTimeout(this.wheelTimer);
      this.wheelTimer = setTimeout(() => { this.find("wheel").hidden = true; }, 1500);
    }, { capture: true, passive: true });
    container.addEventListener("pointerdown", () => container.focus({ preventScroll: true }));
    new ResizeObserver(() => this.picture.network.redraw()).observe(container);
  }

  hover(change, event) {
    Object.assign(this.state, change);
    this.picture.container.classList.toggle("pointing", this.state.hover !== null);
    if ("hover" in change) this.tip(change.hover, event);
    this.picture.network.redraw();
  }

  tip(id, event) {
    const tip = this.find("tip");
    tip.hidden = id === null;
    if (id === null) return;
    tip.replaceChildren(...this.details.tip(id));
    const { clientX, clientY } = event;
    const left = clientX + 18 + tip.offsetWidth < innerWidth ? clientX + 18 : clientX - 18 - tip.offsetWidth;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${Math.max(8, Math.min(clientY + 14, innerHeight - tip.offsetHeight - 8))}px`;
  }

  listenToKeys() {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.reset();
    });
    const { picture } = this;
    const keys = {
      ArrowLeft: () => picture.pan(-1, 0), ArrowRight: () => picture.pan(1, 0), ArrowUp: () => picture.pan(0, -1),
      ArrowDown: () => picture.pan(0, 1), "+": () => picture.zoomBy(1.4), "-": () => picture.zoomBy(1 / 1.4), 0: () => picture.fit(),
    };
    picture.container.addEventListener("keydown", (event) => {
      if (!(event.key in keys) || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      keys[event.key]();
    });
  }

  listenToTheme() {
    const root = document.documentElement;
    const repaint = () => {
      this.picture.readColours();
      this.picture.recolour();
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    addEventListener("beforeprint", () => {
      root.dataset.theme = "light";
      repaint();
    });
    addEventListener("afterprint", () => {
      delete root.dataset.theme;
      repaint();
    });
  }

  /* A link may name a thing (#node=…); else the page opens on its focus. */
  openAsAsked() {
    const asked = new URLSearchParams(location.hash.slice(1)).get("node");
    const id = asked === null ? -1 : this.data.ids.indexOf(asked);
    if (id >= 0) {
      this.select(id);
      this.picture.show(id);
    } else if (this.data.focus !== null) {
      this.describe(this.data.focus);
    }
    requestAnimationFrame(() => { document.documentElement.dataset.state = "ready"; });
  }

  select(id) {
    if (id === this.state.selected) return;
    if (id !== null && !this.picture.isShown(id)) this.showKindOf(id);
    this.state.selected = id;
    this.describe(id ?? this.data.focus);
    this.find("clear").hidden = id === null;
    this.tables.mark(id);
    this.picture.recolour();
    this.say(id === null ? this.words.cleared : this.words.selected.replace("{name}", () => this.details.name(id))
      .replace("{n}", () => this.details.count(id)));
    const hash = id === null ? " " : `#${new URLSearchParams({ node: this.data.ids[id] })}`;
    history.replaceState(null, "", hash === " " ? location.pathname + location.search : hash);
  }

  describe(id) {
    const chosen = this.find("chosen");
    this.find("hint").hidden = id !== null;
    chosen.hidden = id === null;
    chosen.replaceChildren(...(id === null ? [] : this.details.panel(id)));
    this.find("detail").scrollTop = 0;
  }

  say(text) {
    this.find("status").textContent = text;
  }

  search() {
    const asked = nameKey(this.find("search").value).split(" ").filter(Boolean);
    // "Südost" finds "Süd-Ost" too.
    const holds = (key) => asked.every((word) => key.includes(word)) || key.replaceAll(" ", "").includes(asked.join(""));
    const rows = [...document.querySelectorAll("#things tr[data-node]")];
    const hits = rows.filter((row) => holds(row.dataset.key)).map((row) => Number(row.dataset.node));
    this.state.hits = asked.length ? new Set(hits) : null;
    this.hitNumber = -1;
    if (asked.length && this.state.selected !== null) this.select(null);
    this.countHits();
    this.narrow();
    this.picture.recolour();
  }

  shownHits() {
    return this.state.hits === null ? [] : [...this.state.hits].filter((id) => this.picture.isShown(id));
  }

  countHits() {
    const { no_hit: none, hit, hits } = this.words;
    const count = this.shownHits().length;
    const word = count === 0 ? none : count === 1 ? hit : hits;
    this.find("hits").textContent = this.state.hits === null ? "" : word.replace("{n}", count);
  }

  nextHit() {
    const hits = this.shownHits();
    if (hits.length === 0) return;
    this.hitNumber = (this.hitNumber + 1) % hits.length;
    this.select(hits[this.hitNumber]);
    this.picture.show(hits[this.hitNumber]);
    this.find("hits").textContent = this.words.hit_of.replace("{i}", this.hitNumber + 1).replace("{n}", hits.length);
  }

  boxes() {
    return [...document.querySelectorAll("[data-kind][type=checkbox]")];
  }

  toggleKinds() {
    const some = this.boxes().some((box) => box.checked);
    for (const box of this.boxes()) box.checked = !some;
    this.filter();
  }

  showKindOf(id) {
    this.boxes()[this.picture.kindOf[id]].checked = true;
    this.filter();
  }

  filter() {
    const off = this.boxes().filter((box) => !box.checked).map((box) => Number(box.dataset.kind));
    this.state.hiddenKinds = new Set(off);
    const { selected } = this.state;
    if (selected !== null && !this.picture.isShown(selected)) this.select(null);
    this.nameToggle(off.length === this.boxes().length ? this.words.all : this.words.none);
    this.countHits();
    this.narrow();
    this.picture.update();
  }

  nameToggle(word) {
    const button = this.find("kinds-all");
    if (!button) return;
    button.textContent = word;
    button.setAttribute("aria-label", `${button.closest("fieldset").querySelector("legend").textContent}: ${word}`);
  }

  narrow() {
    const { hits } = this.state;
    const shown = (id) => this.picture.isShown(id);
    this.tables.narrow({
      things: ({ dataset }) => shown(Number(dataset.node)) && (hits === null || hits.has(Number(dataset.node))),
      relations: ({ dataset }) => {
        const ends = [Number(dataset.start), Number(dataset.end)];
        return ends.every(shown) && (hits === null || ends.some((id) => hits.has(id)));
      },
    }, this.words.shown);
  }

  /* Escape: nothing selected, nothing searched for, the whole picture; the filters stay as they are ticked. */
  reset() {
    this.find("tip").hidden = true;
    this.find("search").value = "";
    this.select(null);
    this.search();
    this.picture.fit();
  }
}

window.verbund = new Page();
