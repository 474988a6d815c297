"use strict";
/* The tables: sorted by any column, narrowed by search and filter. */

class Tables {
  constructor(lang) {
    this.collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
    this.tables = [...document.querySelectorAll(".tables table")];
    for (const table of this.tables) {
      table.querySelectorAll("thead button").forEach((button, column) => {
        button.addEventListener("click", () => this.sort(table, column));
      });
    }
  }

  rows(table) {
    return [...table.tBodies[0].rows].filter((row) => !row.classList.contains("no-row"));
  }

  sort(table, column) {
    const heads = [...table.tHead.rows[0].cells];
    const rising = heads[column].getAttribute("aria-sort") !== "ascending";
    heads.forEach((head, number) => {
      head.setAttribute("aria-sort", number !== column ? "none" : rising ? "ascending" : "descending");
    });
    const sign = rising ? 1 : -1;
    const keys = new Map(this.rows(table).map((row) => [row, row.cells[column].textContent.trim()]));
    const sorted = [...keys.keys()].sort((a, b) => this.compare(keys.get(a), keys.get(b), sign));
    table.tBodies[0].prepend(...sorted);
  }

  /* Empty cells come last, whichever way the column is sorted. */
  compare(a, b, sign) {
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    return sign * this.collator.compare(a, b);
  }

  /* Shows the rows for which the test of their table holds; counts them in the caption. */
  narrow(tests, countWords) {
    for (const table of this.tables) {
      const rows = this.rows(table);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !tests[table.id](row);
        if (!row.hidden) shown += 1;
      }
      table.querySelector(".no-row").hidden = shown > 0;
      table.caption.querySelector(".count").textContent =
        shown === rows.length ? String(shown) : countWords.replace("{n}", shown).replace("{all}", rows.length);
    }
  }

  mark(selected) {
    for (const row of document.querySelectorAll("#things tr[data-node]")) {
      row.classList.toggle("chosen", Number(row.dataset.node) === selected);
    }
  }
}
