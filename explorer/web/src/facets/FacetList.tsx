import { useRef, useState } from "preact/hooks";
import type { FacetName, FacetValue } from "../data/types";
import { filter } from "../state/state";
import { Icon } from "../ui/Icon";
import { kindNames } from "../ui/kindName";
import { number, t } from "../words";
import { Choice } from "./Choice";
import { Find } from "./Find";
import { found, open, turnOpen } from "./model";
import { type Branch, steady, tree } from "./tree";

/** Values beyond this are folded, and can be searched. */
const FEW = 8;

/** The values of a facet: a list, or a tree that opens. */
export function FacetList({ facet }: { facet: FacetName }) {
  const box = useRef<HTMLDivElement>(null);
  const order = useRef<string[]>([]);
  const [isWhole, setWhole] = useState(false);
  const given = (found.value?.facets[facet] ?? []).map((one) => (facet === "type" ? { ...one, label: kindNames(one.value) } : one));
  const isInUse = box.current?.contains(document.activeElement) ?? false;
  const values = isInUse ? steady(order.current, given) : given;
  order.current = values.map((one) => one.value);
  const branches = tree(values);
  const most = Math.max(0, ...branches.map((one) => one.value.count));
  const shown = isWhole || branches.length <= FEW + 2 ? branches : branches.filter((one, at) => at < FEW || isHeld(one, filter.value[facet]));
  const left = branches.length - shown.length;
  return (
    <div ref={box} class="values">
      {(given.length > FEW || filter.value[facet].length > 0) && <Find facet={facet} values={values} most={most} />}
      {branches.length === 0 && <p class="muted none">{t("facets.none")}</p>}
      <Level facet={facet} branches={shown} most={most} />
      {left > 0 && <button type="button" class="button plain" onClick={() => setWhole(true)}>{t("facets.more", { n: number(left) })}</button>}
      {isWhole && branches.length > FEW + 2 && <button type="button" class="button plain" onClick={() => setWhole(false)}>{t("facets.less")}</button>}
    </div>
  );
}

function isHeld({ value, children }: Branch, chosen: readonly string[]): boolean {
  return chosen.includes(value.value) || children.some((child) => isHeld(child, chosen));
}

function Level({ facet, branches, most }: { facet: FacetName; branches: readonly Branch[]; most: number }) {
  const isTree = branches.some(({ value, children }) => (value.hasMore ?? false) || children.length > 0);
  return (
    <ul class={isTree ? "tree" : undefined}>
      {branches.map(({ value, children }) => {
        const canOpen = value.hasMore === true || children.length > 0;
        const isOpen = open.value.includes(value.value);
        return (
          <li key={value.value}>
            <Choice facet={facet} value={value} most={most}>
              {canOpen ? <Opener value={value} isOpen={isOpen} /> : isTree && <span class="leaf" />}
            </Choice>
            {isOpen && children.length > 0 && <Level facet={facet} branches={children} most={most} />}
            {isOpen && children.length === 0 && <p class="muted none">{t("facets.opening")}</p>}
          </li>
        );
      })}
    </ul>
  );
}

function Opener({ value, isOpen }: { value: FacetValue; isOpen: boolean }) {
  return (
    <button
      type="button"
      class="opener"
      aria-expanded={isOpen}
      aria-label={t(isOpen ? "facets.close" : "facets.open", { name: value.label })}
      onClick={() => turnOpen(value.value)}
    >
      <Icon name={isOpen ? "down" : "right"} />
    </button>
  );
}
