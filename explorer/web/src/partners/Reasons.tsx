import type { Reason, SourceInfo } from "../data/types";
import { look } from "../state/state";
import { isIri, nameOf } from "../ui/names";
import { Unfold } from "../ui/Unfold";
import { number, t } from "../words";
import { bySource, placeIn } from "./cited";
import { wordOr } from "./wording";

/** What a kind of reason is called; one without a word of its own by its name. */
export function kindWord(kind: string): string {
  return wordOr(`partners.kind.${kind}`, kind);
}

export const points = (value: number): string => number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A length for a value out of `most`. */
export function Bar({ value, most = 1 }: { value: number; most?: number }) {
  return <span class="rating" aria-hidden="true"><span style={{ width: `${(100 * Math.min(value, most)) / (most || 1)}%` }} /></span>;
}

/** Reasons with their weights, each unfolding to its path and sources. */
export function Reasons({ reasons, sources }: { reasons: Reason[]; sources: SourceInfo[] }) {
  const most = Math.max(...reasons.map((one) => one.weight), 0.001);
  return (
    <ul class="reasons">
      {reasons.map((reason, index) => (
        <li key={index}>
          <span class="reason-weight">+{points(reason.weight)}</span>
          <Bar value={reason.weight} most={most} />
          <Unfold kind="reason-text" summary={<><span class="hidden">{kindWord(reason.kind)}: </span>{reason.text}</>}>
            <Way path={reason.path} />
            <Cited reason={reason} sources={sources} />
          </Unfold>
        </li>
      ))}
    </ul>
  );
}

function Way({ path }: { path: string[] }) {
  return (
    <ol class="way">
      {path.map((iri, index) => (
        <li key={index}>
          {isIri(iri) && !iri.includes("/ns#") ? <button type="button" class="linkish" onClick={() => look(iri)}>{nameOf(iri)}</button> : nameOf(iri)}
        </li>
      ))}
    </ol>
  );
}

function Cited({ reason, sources }: { reason: Reason; sources: SourceInfo[] }) {
  const titles = new Map(sources.map((one) => [one.id, one.title]));
  return (
    <ul class="cited" aria-label={t("partners.sources")}>
      {bySource(reason.sources).map(({ source, places }) => (
        <li key={source}>
          {titles.get(source) ?? nameOf(source)}
          {places.map((place, index) => (
            <span key={index} class="muted">
              {place.where && ` · ${placeIn(place.where)}`}
              {place.certainty !== "explicit" && place.certainty && ` (${certainty(place.certainty)})`}
              {place.note && ` – ${place.note}`}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function certainty(name: string): string {
  return wordOr(`partners.certainty.${name}`, name);
}
