import type { ComponentChildren } from "preact";
import type { FacetName, FacetValue } from "../data/types";
import { filter, toggle } from "../state/state";
import { Mark } from "../ui/Mark";
import { number } from "../words";

interface Props {
  facet: FacetName;
  value: Pick<FacetValue, "value" | "label"> & { count: number | null };
  /** The greatest count of the list: the length of a full bar. */
  most: number;
  children?: ComponentChildren;
}

/** A value with a box to tick, its count, and a quiet bar. */
export function Choice({ facet, value, most, children }: Props) {
  const isOn = filter.value[facet].includes(value.value);
  const share = value.count === null ? 0 : Math.min(1, value.count / Math.max(1, most));
  return (
    <div class={value.count === 0 && !isOn ? "value none" : "value"}>
      {children}
      <label>
        <input type="checkbox" checked={isOn} onChange={() => toggle(facet, value.value)} />
        {facet === "type" && <Mark type={value.value} />}
        <span class="name" title={value.label}>{value.label}</span>
        {value.count !== null && <span class="count">{number(value.count)}</span>}
        <span class="bar-of" aria-hidden="true" style={{ "--share": share }} />
      </label>
    </div>
  );
}
