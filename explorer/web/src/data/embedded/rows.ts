import type { Row, SortKey, TablePage } from "../types";
import type { TableRequest } from "../source";
import { type Catalogue, type Language, NONE, numbersOf } from "./catalogue";
import type { Selection } from "./selection";

/** Rows in an order; what has no value comes last (graph/catalogue/rows.py). */
export function page(catalogue: Catalogue, selection: Selection, request: TableRequest, language: Language): TablePage {
  const numbers = ordered(catalogue, selection, request.sort, request.descending, language);
  const offset = Math.max(request.offset, 0);
  return { found: numbers.length, offset, rows: numbers.slice(offset, offset + Math.max(request.limit, 0)).map((at) => row(catalogue, at, language)) };
}

/** The numbers of the things that are found, in an order, those with equal values by label. */
export function ordered(catalogue: Catalogue, selection: Selection, sort: SortKey, descending: boolean, language: Language): number[] {
  const value = valueOf(catalogue, selection, sort, language);
  const label = catalogue.order(language);
  const isFalling = sort === "score" ? !descending : descending; // the best first
  return numbersOf(selection.holds)
    .map((at): [number, number] => [at, value(at)])
    .sort(([a, one], [b, other]) => {
      if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other)) || label[a]! - label[b]!;
      return (isFalling ? other - one : one - other) || label[a]! - label[b]!;
    })
    .map(([at]) => at);
}

function valueOf(catalogue: Catalogue, selection: Selection, sort: SortKey, language: Language): (at: number) => number {
  const { block } = catalogue;
  const order = catalogue.order(language);
  const through = (numbers: Int32Array, then: (number: number) => number) => (at: number) => (numbers[at] === NONE ? NaN : then(numbers[at]!));
  switch (sort) {
    case "label": return (at) => order[at]!;
    case "score": return (at) => (selection.score ?? catalogue.links)[at]!;
    case "region":
    case "programme": return through(block.ints(`main.${sort}`), (number) => order[number]!);
    case "start": return through(block.ints("first"), (number) => number);
    case "end": return through(block.ints("last"), (number) => number);
    case "amount": return (at) => block.floats("amount")[at]!;
    default: return (at) => block.ints(sort)[at]!;
  }
}

/** The row of a thing by its number. */
export function row(catalogue: Catalogue, at: number, language: Language): Row {
  const { block, about } = catalogue;
  const currency = block.ints("currency")[at]!;
  return {
    ...catalogue.thing(at, language),
    region: catalogue.label(block.ints("main.region")[at]!, language),
    programme: catalogue.label(block.ints("main.programme")[at]!, language),
    start: catalogue.date(block.ints("first")[at]!),
    end: catalogue.date(block.ints("last")[at]!),
    amount: currency === NONE ? null : block.floats("amount")[at]!,
    currency: currency === NONE ? "" : about.currencies[currency]!,
    links: catalogue.links[at]!,
    sources: [...catalogue.row("source.by_thing", at)].map((place) => catalogue.value("source", place)),
  };
}
