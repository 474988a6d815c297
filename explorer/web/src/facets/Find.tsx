import { useEffect, useState } from "preact/hooks";
import { source } from "../data/current";
import type { FacetName, FacetValue } from "../data/types";
import { filter, lang } from "../state/state";
import { fold } from "../search/letters";
import { t } from "../words";
import { Choice } from "./Choice";
import { learn, SEARCHED } from "./labels";

type Found = Pick<FacetValue, "value" | "label"> & { count: number | null };

const MOST = 8;

/** Find a value in a facet by its name, also one that is not among those shown, with its count. */
export function Find({ facet, values, most }: { facet: FacetName; values: readonly FacetValue[]; most: number }) {
  const [text, setText] = useState("");
  const [elsewhere, setElsewhere] = useState<Found[]>([]);
  const name = t("facets.find", { facet: t(`facets.${facet}`) });
  const wanted = fold(text.trim());
  const here = wanted === "" ? [] : values.filter((one) => fold(one.label).includes(wanted));
  const now = filter.value;
  const language = lang.value;
  useEffect(() => {
    const types = SEARCHED[facet];
    if (wanted === "" || !types) {
      setElsewhere([]);
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void lookUp(facet, text, types, controller.signal).then((found) => !controller.signal.aborted && setElsewhere(found));
    }, 120);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, facet, now, language]);
  const known = new Set(here.map((one) => one.value));
  const shown: Found[] = [...here, ...elsewhere.filter((one) => !known.has(one.value))].slice(0, MOST + 4);
  return (
    <div class="find">
      <input type="search" class="field" aria-label={name} placeholder={name} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      {wanted !== "" && (
        <div class="finds" role="group" aria-label={name}>
          {shown.length === 0 && <p class="muted none" role="status">{t("facets.find.none")}</p>}
          {shown.map((one) => <Choice key={one.value} facet={facet} value={one} most={most} />)}
        </div>
      )}
    </div>
  );
}

/** Hits with the number of things that the value would give; those that would give none come last. */
async function lookUp(facet: FacetName, text: string, types: string[], signal: AbortSignal): Promise<Found[]> {
  try {
    const hits = await source().search(text.trim(), MOST, types, signal);
    const counts = await Promise.all(hits.map((hit) => count(facet, hit.id, signal)));
    const found = hits.map((hit, at) => ({ value: hit.id, label: hit.label, count: counts[at] ?? null }));
    learn(found);
    return [...found.filter((one) => one.count !== 0), ...found.filter((one) => one.count === 0)];
  } catch {
    return []; // the values that are here are still searched
  }
}

async function count(facet: FacetName, value: string, signal: AbortSignal): Promise<number | null> {
  try {
    const asked = { filter: { ...filter.peek(), [facet]: [value] }, sort: "links" as const, descending: true, offset: 0, limit: 1 };
    return (await source().table(asked, signal)).found;
  } catch {
    return null;
  }
}
