import { batch, computed, effect, signal } from "@preact/signals";
import { source, revision } from "../data/current";
import type { Row } from "../data/types";
import { change, chosen, filter, focus, lang, tableState } from "../state/state";
import { number, t } from "../words";
import { between } from "./keys";
import { PAGE, Pages } from "./pages";

/** Marking more at once would make addresses too long for any server. */
const MOST_MARKED = 1000;
/** Up to so many rows are looked through for the thing that another view looks at. */
const MOST_LOOKED_THROUGH = 3000;

/** What the table shows and where its reader is in it. */
export class TableModel {
  readonly pages = signal<Pages | null>(null);
  readonly loading = signal(false);
  readonly active = signal(0);
  readonly unfolded = signal<ReadonlySet<string>>(new Set());
  /** Measured heights of what is unfolded, by id. */
  readonly measured = signal<ReadonlyMap<string, number>>(new Map());
  /** The thing that is looked at, where it is not among the rows that are here. */
  readonly apart = signal<{ row: Row; isOutside: boolean } | null>(null);
  readonly said = signal("");
  /** Rises when the list is to begin at its top again, and when a row is to be brought into sight. */
  readonly restart = signal(0);
  readonly reveal = signal<number | null>(null);
  readonly extra = computed(() => this.heightsOfUnfolded());
  private anchor = 0;
  private shownFor = "";

  /** Follow the selection; gives what ends that. */
  start(): () => void {
    const stops = [effect(() => this.follow()), effect(() => this.seek())];
    return () => stops.forEach((stop) => stop());
  }

  private follow(): () => void {
    const request = { filter: filter.value, ...tableState.value };
    const from = source();
    const key = JSON.stringify([request, lang.value]);
    const coming = new Pages((offset, limit, signal) => from.table({ ...request, offset, limit }, signal));
    this.loading.value = true;
    void coming.want(0, 0).then(() => this.show(coming, key));
    return () => coming.close();
  }

  private show(coming: Pages, key: string): void {
    if (coming.found.value === null && !coming.error.value) return;
    batch(() => {
      this.loading.value = false;
      this.pages.value = coming;
      const isSame = key === this.shownFor;
      this.shownFor = key;
      if (isSame) return;
      this.active.value = 0;
      this.anchor = 0;
      this.restart.value += 1;
    });
  }

  /** Bring what another view looks at into sight, or show it apart. */
  private seek(): (() => void) | undefined {
    const id = focus.value;
    const pages = this.pages.value;
    void revision.value;
    this.apart.value = null;
    if (!id || !pages) return undefined;
    const controller = new AbortController();
    void this.find(id, pages, controller.signal);
    return () => controller.abort();
  }

  private async find(id: string, pages: Pages, signal: AbortSignal): Promise<void> {
    const rows = pages.found.peek() ?? 0;
    for (let from = 0; pages.placeOf(id) < 0 && from < Math.min(rows, PAGE); from += PAGE) await pages.want(from, from);
    if (pages.placeOf(id) < 0) {
      const own = await this.alone(id, signal);
      if (signal.aborted) return;
      if (own && !own.isOutside && rows <= MOST_LOOKED_THROUGH) await this.lookThrough(id, pages, rows, signal);
      if (this.focusIsGone(id)) return;
      if (pages.placeOf(id) < 0) {
        this.apart.value = own;
        return;
      }
    }
    const at = pages.placeOf(id);
    batch(() => {
      this.active.value = at;
      this.reveal.value = at;
    });
  }

  private focusIsGone(id: string): boolean {
    return focus.peek() !== id;
  }

  private async lookThrough(id: string, pages: Pages, rows: number, signal: AbortSignal): Promise<void> {
    for (let from = 0; from < rows && pages.placeOf(id) < 0 && !signal.aborted; from += PAGE) await pages.want(from, from);
  }

  /** The row of one thing, in the selection or beside it. */
  private async alone(id: string, signal: AbortSignal): Promise<{ row: Row; isOutside: boolean } | null> {
    const request = { ...tableState.peek(), offset: 0, limit: 1 };
    const now = filter.peek();
    try {
      const isKept = now.ids.length === 0 || now.ids.includes(id);
      const inside = isKept ? await source().table({ ...request, filter: { ...now, ids: [id] } }, signal) : null;
      if (inside?.rows[0]) return { row: inside.rows[0], isOutside: false };
      const all = Object.fromEntries(Object.entries(now).map(([key, value]) => [key, Array.isArray(value) ? [] : typeof value === "string" ? "" : null]));
      const outside = await source().table({ ...request, filter: { ...(all as unknown as typeof now), ids: [id] } }, signal);
      return outside.rows[0] ? { row: outside.rows[0], isOutside: true } : null;
    } catch {
      return null; // the views say what is wrong with the source
    }
  }

  // ------------------------------------------------------------------ moving and marking

  go(to: number): void {
    batch(() => {
      this.active.value = to;
      this.reveal.value = to;
    });
  }

  mark(at: number): void {
    const row = this.pages.peek()?.at(at);
    if (!row) return;
    this.anchor = at;
    const now = chosen.peek();
    change({ chosen: now.includes(row.id) ? now.filter((id) => id !== row.id) : [...now, row.id] });
  }

  /** Mark everything from where marking began to a row. */
  async extend(to: number): Promise<void> {
    this.go(to);
    const pages = this.pages.peek();
    if (!pages) return;
    const ids = await pages.ids(between(this.anchor, to).slice(0, MOST_MARKED));
    change({ chosen: ids }, "same");
  }

  /** Mark the page of rows that has the focus. */
  async markPage(): Promise<void> {
    const pages = this.pages.peek();
    if (!pages) return;
    const first = Math.floor(this.active.peek() / PAGE) * PAGE;
    const last = Math.min(first + PAGE, pages.found.peek() ?? 0) - 1;
    if (last < first) return;
    const ids = await pages.ids(between(first, last));
    change({ chosen: ids });
    this.said.value = t("table.marked.all", { n: number(ids.length) });
  }

  begin(at: number): void {
    this.anchor = at;
    this.active.value = at;
  }

  // ------------------------------------------------------------------ unfolding

  unfold(id: string, isOpen = !this.unfolded.peek().has(id)): void {
    const open = new Set(this.unfolded.peek());
    if (isOpen) open.add(id);
    else open.delete(id);
    this.unfolded.value = open;
  }

  measure(id: string, height: number): void {
    if (this.measured.peek().get(id) === height) return;
    this.measured.value = new Map(this.measured.peek()).set(id, height);
  }

  private heightsOfUnfolded(): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    const pages = this.pages.value;
    if (!pages || this.unfolded.value.size === 0) return found;
    for (const [page, rows] of pages.rows.value) {
      rows.forEach((row, at) => {
        if (this.unfolded.value.has(row.id)) found.set(page * PAGE + at, this.measured.value.get(row.id) ?? 0);
      });
    }
    return found;
  }
}
