import { filter, narrow, type Step } from "../state/state";
import { money, number, t } from "../words";
import { found, span } from "./model";
import { bars, barScale, yearScale } from "./scale";
import { NumberField, Span } from "./Span";

// The first move of a handle is a step that can be undone; those that follow at once belong to it.
let lastStep = 0;

function step(): Step {
  const now = Date.now();
  const is = now - lastStep < 1500 ? "same" : "own";
  lastStep = now;
  return is;
}

/** The years in which things ran, as a range. */
export function Period() {
  const { years } = span.value;
  const now = found.value;
  const { since, until } = filter.value;
  if (!years || !now) return <p class="muted none">{t("facets.none")}</p>;
  const [first, last] = years;
  // Handles stand on years, bars between them: the last bar ends where the last handle stands.
  const width = (last - first) / (last - first + 1);
  const drawn = now.years.map(([year, count]) => ({
    from: (year - first) * width, to: (year + 1 - first) * width, count, isIn: year >= (since ?? first) && year <= (until ?? last),
  }));
  return (
    <>
      {last > first && (
        <Span
          name={t("facets.period")} scale={yearScale(first, last)} say={String} from={since} to={until} bars={drawn}
          onChange={(from, to) => narrow({ since: from, until: to }, step())}
        />
      )}
      <div class="ends">
        <NumberField label={`${t("facets.period")} ${t("facets.from")}`} placeholder={String(first)} value={since} onChange={(value) => narrow({ since: value })} />
        <span aria-hidden="true">–</span>
        <NumberField label={`${t("facets.period")} ${t("facets.to")}`} placeholder={String(last)} value={until} onChange={(value) => narrow({ until: value })} />
      </div>
    </>
  );
}

/** Amounts of money, as a range whose steps grow. */
export function Amount() {
  const { edges, currency } = span.value;
  const now = found.value;
  const { min, max } = filter.value;
  if (edges.length === 0 || !now) return <p class="muted none">{t("facets.none")}</p>;
  const scale = barScale(edges);
  const isIn = (from: number, to: number): boolean => to > (min ?? -Infinity) && from < (max ?? Infinity);
  const drawn = now.amounts ? bars([...now.amounts.from, now.amounts.end], now.amounts.counts, scale, isIn) : [];
  const set = (parts: { min?: number | null; max?: number | null }, how: Step = "own"): void => {
    const both = { min, max, ...parts };
    narrow({ ...both, currency: both.min === null && both.max === null ? "" : currency }, how);
  };
  return (
    <>
      <Span
        name={t("facets.amount")} scale={scale} say={(value) => money(value, currency)} from={min} to={max} bars={drawn}
        onChange={(from, to) => set({ min: from, max: to }, step())}
      />
      <p class="scale-ends muted" aria-hidden="true"><span>{money(edges[0]!, currency)}</span><span>{money(edges.at(-1)!, currency)}</span></p>
      <div class="ends">
        <NumberField label={`${t("facets.amount")} ${t("facets.from")}`} placeholder={number(edges[0]!, { maximumFractionDigits: 0 })} value={min} onChange={(value) => set({ min: value })} />
        <span aria-hidden="true">–</span>
        <NumberField label={`${t("facets.amount")} ${t("facets.to")}`} placeholder={number(edges.at(-1)!, { maximumFractionDigits: 0 })} value={max} onChange={(value) => set({ max: value })} />
        <span class="muted">{currency}</span>
      </div>
    </>
  );
}
