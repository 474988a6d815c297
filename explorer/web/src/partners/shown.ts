import type { Consortium, ConsortiumProposal, Partners, Thing } from "../data/types";
import { overlay } from "../state/overlay";
import { change } from "../state/state";
import { t } from "../words";

const asThing = ({ id, label, type }: Thing): Thing => ({ id, label, type });

let marked: unknown = null;

/** Highlight all candidates in every view, once for each answer: what the reader chooses after that stays. */
export function markOnce(answer: Partners): void {
  if (answer === marked) return;
  marked = answer;
  mark(answer);
}

/** Highlight all candidates in every view, and lay them over network and map. */
export function mark(answer: Partners): void {
  layCandidates(answer);
  change({ chosen: answer.candidates.map((one) => one.id) }, "same");
}

function seekerOf(query: Record<string, unknown>): Thing | null {
  const thing = query.thing as Thing | null | undefined;
  return thing?.id ? thing : null;
}

function layCandidates(answer: Partners): void {
  const seeker = seekerOf(answer.query);
  overlay.value = {
    title: seeker ? t("partners.for", { thing: seeker.label }) : t("partners.title"),
    nodes: [...(seeker ? [seeker] : []), ...answer.candidates].map(asThing),
    edges: seeker ? answer.candidates.map((one) => [seeker.id, one.id]) : [],
  };
}

/** Lay a proposed consortium over network and map, its lead linked to its partners. */
export function layConsortium(answer: Consortium, proposal: ConsortiumProposal): void {
  const lead = proposal.members.find((one) => one.role === "lead");
  const partners = proposal.members.filter((one) => one !== lead);
  overlay.value = {
    title: `${t("partners.consortium")}: ${answer.rules.title}`,
    nodes: proposal.members.map(asThing),
    edges: lead ? partners.map((one) => [lead.id, one.id]) : [],
  };
  change({ chosen: proposal.members.map((one) => one.id), show: "all" });
}

/** Take off what was laid over the views. */
export function layNothing(): void {
  marked = null;
  overlay.value = null;
}
