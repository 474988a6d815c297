"use strict";
/* What is known of one thing, taken from its rows in the tables: they hold all text, escaped once. */

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

class Details {
  constructor(data, words) {
    this.words = words;
    this.rows = new Map();
    for (const row of document.querySelectorAll("#things tr[data-node]")) this.rows.set(Number(row.dataset.node), row);
    this.relations = data.nodes.map(() => []);
    for (const row of document.querySelectorAll("#relations tr[data-start]")) this.addRelation(row);
  }

  addRelation(row) {
    const start = Number(row.dataset.start);
    const end = Number(row.dataset.end);
    this.relations[start].push({ row, way: "→", other: end });
    if (end !== start) this.relations[end].push({ row, way: "←", other: start });
  }

  name(id) {
    return this.rows.get(id).querySelector("th").textContent;
  }

  count(id) {
    const number = this.relations[id].length;
    return `${number} ${number === 1 ? this.words.relation : this.words.relations}`;
  }

  cell(id, name) {
    return this.rows.get(id).querySelector(`.${name}`).cloneNode(true);
  }

  head(id) {
    const kind = element("p", "kind");
    kind.append(...this.cell(id, "type").firstElementChild.childNodes);
    return [kind, element("h3", "", this.name(id))];
  }

  list(id, name) {
    const list = this.cell(id, name).querySelector("ul");
    return list ? [list] : [];
  }

  tip(id) {
    const facts = this.list(id, "facts");
    const sources = this.list(id, "sources");
    for (const list of facts) list.className = "facts";
    for (const list of sources) list.className = "sources";
    return [...this.head(id), ...facts, ...sources, element("p", "more", this.count(id))];
  }

  panel(id) {
    const parts = [...this.head(id)];
    for (const list of this.list(id, "facts")) {
      list.className = "facts";
      parts.push(list);
    }
    parts.push(element("h4", "title", this.words.relations), ...this.groups(id));
    for (const list of this.list(id, "sources")) {
      list.className = "sources";
      parts.push(element("h4", "title", this.words.sources), list);
    }
    const jump = element("button", "quiet", this.words.in_table);
    jump.type = "button";
    jump.addEventListener("click", () => this.rows.get(id).querySelector("button").focus());
    parts.push(jump);
    return parts;
  }

  /* The relations by their word and direction: "Programm → HORIZONT", "← Programm: Lindenhof, …". */
  groups(id) {
    const groups = new Map();
    for (const { row, way, other } of this.relations[id]) {
      const word = row.querySelector(".verb").textContent;
      const key = `${way} ${word}`;
      if (!groups.has(key)) groups.set(key, { way, word, others: new Map() });
      groups.get(key).others.set(other, [...row.querySelectorAll(".sources li")].map((item) => item.textContent));
    }
    if (groups.size === 0) return [element("p", "help", this.words.no_relation)];
    return [...groups.values()].map((group) => this.group(group));
  }

  group({ way, word, others }) {
    const part = element("div", "group");
    const head = element("p", "verb");
    head.append(element("span", "way", way), " ", element("bdi", "", word));
    if (others.size > 3) head.append(" ", element("span", "count", String(others.size)));
    const list = element("ul");
    for (const [other, sources] of others) {
      const item = element("li");
      const button = element("button");
      button.type = "button";
      button.dataset.go = String(other);
      button.append(this.rows.get(other).querySelector("svg").cloneNode(true), element("bdi", "", this.name(other)));
      if (sources.length) button.title = sources.join("\n");
      item.append(button);
      list.append(item);
    }
    part.append(head, list);
    return part;
  }
}
