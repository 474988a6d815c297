import { signal } from "@preact/signals";
import { SourceError } from "../data/source";
import type { Row, TablePage } from "../data/types";

export const PAGE = 100;
/** Pages that are kept: 20,000 rows. */
const MOST_PAGES = 200;

export type AskPage = (offset: number, limit: number, signal: AbortSignal) => Promise<TablePage>;

/** The rows of one order of one selection, fetched a page at a time where they are wanted. */
export class Pages {
  readonly found = signal<number | null>(null);
  readonly rows = signal<ReadonlyMap<number, Row[]>>(new Map());
  readonly loading = signal(false);
  readonly error = signal<SourceError | null>(null);
  private readonly under = new Map<number, { controller: AbortController; done: Promise<void> }>();

  constructor(private readonly ask: AskPage) {}

  at(index: number): Row | undefined {
    return this.rows.value.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** The place of a thing among the rows that are here; -1 where it is not. */
  placeOf(id: string): number {
    for (const [page, rows] of this.rows.peek()) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Fetch what rows from first to last need; `only` gives up pages that nobody looks at any more. */
  async want(first: number, last: number, only = false): Promise<void> {
    const from = Math.floor(Math.max(0, first) / PAGE);
    const to = Math.floor(Math.max(0, last) / PAGE);
    if (only) this.giveUp(from, to);
    const asked: Promise<void>[] = [];
    for (let page = from; page <= to; page++) asked.push(this.fetch(page));
    await Promise.all(asked);
  }

  /** Ids of rows, fetched where they are not here yet. */
  async ids(numbers: number[]): Promise<string[]> {
    await this.want(numbers[0] ?? 0, numbers.at(-1) ?? 0);
    return numbers.map((at) => this.at(at)?.id).filter((id) => id !== undefined);
  }

  again = (): void => {
    this.error.value = null;
    void this.want(0, 0);
  };

  close(): void {
    for (const { controller } of this.under.values()) controller.abort();
    this.under.clear();
  }

  private fetch(page: number): Promise<void> {
    if (this.rows.peek().has(page)) return Promise.resolve();
    const known = this.under.get(page);
    if (known) return known.done;
    const controller = new AbortController();
    const done = this.take(page, controller);
    this.under.set(page, { controller, done });
    this.loading.value = true;
    return done;
  }

  private async take(page: number, controller: AbortController): Promise<void> {
    try {
      const answer = await this.ask(page * PAGE, PAGE, controller.signal);
      if (controller.signal.aborted) return;
      this.keep(page, answer);
      this.error.value = null;
    } catch (reason) {
      if (controller.signal.aborted) return;
      this.error.value = reason instanceof SourceError ? reason : new SourceError(reason instanceof Error ? reason.message : String(reason));
    } finally {
      if (this.under.get(page)?.controller === controller) this.under.delete(page);
      this.loading.value = this.under.size > 0;
    }
  }

  private keep(page: number, answer: TablePage): void {
    const rows = new Map(this.rows.peek());
    rows.set(page, answer.rows);
    if (rows.size > MOST_PAGES) rows.delete(rows.keys().next().value!);
    this.found.value = answer.found;
    this.rows.value = rows;
  }

  private giveUp(from: number, to: number): void {
    for (const [page, { controller }] of this.under) {
      if (page >= from && page <= to) continue;
      controller.abort();
      this.under.delete(page);
    }
  }
}
