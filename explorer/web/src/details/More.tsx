import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import { number, t } from "../words";

interface Props<T> {
  items: readonly T[];
  first: number;
  /** Gives a list item with a key. */
  render: (item: T) => ComponentChild;
  class?: string;
}

/** So many are added with each press, so that a list of ten thousand never stands there at once. */
const STEP = 50;

/** A long list, folded behind "n more". */
export function More<T>({ items, first, render, class: name }: Props<T>) {
  const [shown, setShown] = useState(first);
  const most = first > 1 && items.length <= first + 1 ? items.length : shown;
  const left = items.length - most;
  return (
    <>
      <ul class={name}>{items.slice(0, most).map(render)}</ul>
      {left > 0 && <button type="button" class="button plain more-button" onClick={() => setShown(shown + STEP)}>{t("details.more", { n: number(left) })}</button>}
      {left <= 0 && shown > first && <button type="button" class="button plain more-button" onClick={() => setShown(first)}>{t("details.less")}</button>}
    </>
  );
}
