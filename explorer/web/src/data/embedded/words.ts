import type { Block } from "./archive";
import type { About } from "./about";
import { nameKey } from "./key";

const EXACT = 4;
const BEGINNING = 3;
const WITHIN = 2;
const ALIKE = 1;
const INSIDE = 3; // letters of a word that is sought inside others: fewer are in nearly all
const SHORT = 4; // letters from which one typing error is forgiven …
const LONG = 8; // … and two
const DIGIT = /[0-9]/;

/** Things by the words of their names, forgiving about umlauts, accents, case and typing errors (graph/catalogue/words.py). */
export class Words {
  private readonly list: string[];
  private readonly row: Int32Array;
  private readonly column: Int32Array;

  constructor(block: Block<About>, private readonly things: number) {
    this.list = block.texts("word");
    this.row = block.ints("word.by_value.row");
    this.column = block.ints("word.by_value.column");
  }

  /** How well each thing has all the words of a text, 0 where it has not; null for a text without a letter. */
  found(text: string): Float32Array | null {
    const keys = [...new Set(nameKey(text).split(" "))].filter(Boolean).sort((a, b) => b.length - a.length);
    if (keys.length === 0) return null;
    const asWritten = this.all(keys, false);
    return keys.length === 1 || asWritten.some((one) => one > 0) ? asWritten : this.all(keys, true);
  }

  /** Forgiving: errors are looked for in each word, and not only in those that nothing has. */
  private all(keys: readonly string[], isForgiving: boolean): Float32Array {
    const total = new Float32Array(this.things);
    const meant = new Uint8Array(this.things).fill(1);
    for (const key of keys) {
      this.scores(key, isForgiving).forEach((score, at) => {
        if (score === 0) meant[at] = 0;
        total[at]! += score;
      });
    }
    return total.map((score, at) => (meant[at] ? score : 0));
  }

  private scores(key: string, isForgiving: boolean): Float32Array {
    const score = new Float32Array(this.things);
    const low = this.bisect(key);
    const high = this.bisect(`${key}\uffff`);
    const within = key.length < INSIDE ? [] : [...this.list.keys()].filter((at) => this.list[at]!.includes(key));
    if (key.length >= SHORT && !DIGIT.test(key) && (isForgiving || (low === high && within.length === 0))) {
      for (const at of this.alike(key, !isForgiving)) this.take(score, at, ALIKE);
    }
    for (const at of within) this.take(score, at, WITHIN);
    for (let at = low; at < high; at++) this.take(score, at, BEGINNING);
    if (low < high && this.list[low] === key) this.take(score, low, EXACT);
    return score;
  }

  private take(score: Float32Array, word: number, value: number): void {
    for (let i = this.row[word]!; i < this.row[word + 1]!; i++) {
      const thing = this.column[i]!;
      if (score[thing]! < value) score[thing] = value;
    }
  }

  private bisect(key: string): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The words that are, or begin with, what is a typing error away, or the nearest of them. */
  private alike(key: string, isNearest: boolean): number[] {
    const most = key.length < LONG ? 1 : 2;
    let best = most;
    let found: number[] = [];
    this.list.forEach((word, at) => {
      // Another digit is another number, and no typing error.
      if (word.length < key.length - most || DIGIT.test(word)) return;
      const distance = distanceOfBeginning(key, word, best);
      if (distance > best) return;
      if (isNearest && distance < best) {
        found = [];
        best = distance;
      }
      found.push(at);
    });
    return found;
  }
}

/**
 * The fewest letters to change, add, drop or swap with the next one, from a text to a beginning of a word that is at
 * most one letter longer or shorter (optimal string alignment); `most` + 1 where there are more than that.
 */
export function distanceOfBeginning(text: string, word: string, most: number): number {
  const width = Math.min(word.length, text.length + 1);
  let before = new Uint8Array(width + 1);
  let last = Uint8Array.from({ length: width + 1 }, (_, j) => j);
  let now = new Uint8Array(width + 1);
  for (let i = 1; i <= text.length; i++) {
    now[0] = i;
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = text[i - 1] === word[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, now[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && text[i - 1] === word[j - 2] && text[i - 2] === word[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      now[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, last, now] = [last, now, before];
  }
  let best = most + 1;
  for (let j = Math.max(0, Math.min(text.length - 1, width)); j <= width; j++) best = Math.min(best, last[j]!);
  return best;
}
