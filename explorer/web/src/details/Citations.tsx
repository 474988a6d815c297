import type { Citation, SourceInfo } from "../data/types";
import { day, t, type Word } from "../words";
import { webAddress } from "./values";
import { whereText } from "./where";

const CERTAINTIES: readonly string[] = ["explicit", "implied", "inferred"];

export function certaintyText(certainty: string): string {
  return CERTAINTIES.includes(certainty) ? t(`details.certainty.${certainty}` as Word) : certainty;
}

/** The places that a fact rests on. */
export function Citations({ citations, sources }: { citations: readonly Citation[]; sources: readonly SourceInfo[] }) {
  return (
    <ul class="citations" aria-label={t("details.sources.of")}>
      {citations.map((one, index) => {
        const about = sources.find((source) => source.id === one.source);
        const where = whereText(one.where);
        // Several places in one source name it once.
        const isNew = where === "" || citations[index - 1]?.source !== one.source;
        return (
          <li key={index}>
            {isNew && <><SourceTitle id={one.source} about={about} />{where && ", "}</>}
            {where && <span class="where">{where}</span>}
            {one.certainty && <span class="muted"> · {certaintyText(one.certainty)}</span>}
            {one.note && <span class="muted"> · {one.note}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** A source by its title; the title is a link where the source has an address on the web. */
export function SourceTitle({ id, about }: { id: string; about: SourceInfo | undefined }) {
  const title = about?.title ?? id;
  const address = about?.url ? webAddress(about.url) : null;
  if (!address) return <span>{title}</span>;
  return <a href={address} target="_blank" rel="noopener noreferrer" title={t("details.link", { name: address })}>{title}</a>;
}

/** All sources that an answer rests on, under the numbers that facts refer to. */
export function SourceList({ sources }: { sources: readonly SourceInfo[] }) {
  return (
    <ol class="source-list">
      {sources.map((one, index) => (
        <li key={one.id}>
          <span class="nr">{index + 1}</span>
          <span>
            <SourceTitle id={one.id} about={one} />
            <span class="about"> {about(one)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function about(one: SourceInfo): string {
  const parts = [
    one.publisher,
    one.published && t("details.published", { date: day(one.published) }),
    one.retrieved && t("details.retrieved", { date: day(one.retrieved) }),
    one.document && t("details.document", { name: one.document }),
    one.licence && t("details.licence", { name: one.licence }),
    one.sha256 && `SHA-256 ${one.sha256.slice(0, 12)}…`,
  ];
  return parts.filter(Boolean).join(" · ");
}
