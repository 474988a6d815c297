import { computed } from "@preact/signals";
import { revision, source } from "../data/current";
import type { Candidate, PartnerRequest, Partners } from "../data/types";
import { resource } from "../state/resource";
import { INITIAL, partnersState } from "../state/state";

/** The request without what is asked beside it, so that "why not" does not ask for partners again. */
export function requestOf(parts: PartnerRequest & { name?: string; rules?: string }): PartnerRequest {
  const request: PartnerRequest & { name?: string; rules?: string } = { ...parts };
  delete request.name;
  delete request.rules;
  return request;
}

/** Whether place and radius go together; a request without the other half is an error of no use. */
export function isComplete(request: PartnerRequest): boolean {
  return (request.near === "") === (request.radius === null);
}

/** How many options beside thing and region differ from the start. */
export function optionsSet(request: PartnerRequest): number {
  const initial = requestOf(INITIAL.partners);
  const isSet = (key: keyof PartnerRequest): boolean => JSON.stringify(request[key]) !== JSON.stringify(initial[key]);
  return (Object.keys(initial) as (keyof PartnerRequest)[]).filter((key) => key !== "thing" && key !== "in" && isSet(key)).length;
}

// As text, so that only a change of the request itself wakes those who depend on it.
const requestKey = computed(() => JSON.stringify(requestOf(partnersState.value)));
const whyNotKey = computed(() => partnersState.value.name);
const rulesKey = computed(() => partnersState.value.rules);

const request = (): PartnerRequest | null => {
  const found = JSON.parse(requestKey.value) as PartnerRequest;
  return revision.value && found.thing && isComplete(found) ? found : null;
};

export const partnersAnswer = resource<Partners>((signal) => {
  const asked = request();
  return asked && source().partners(asked, signal);
});

export const whyNotAnswer = resource((signal) => {
  const asked = request();
  return asked && whyNotKey.value ? source().whyNot(asked, whyNotKey.value, signal) : null;
});

export const consortiumAnswer = resource((signal) => {
  const asked = request();
  return asked && rulesKey.value ? source().consortium(asked.thing, rulesKey.value, asked.in, signal) : null;
});

/** Weights of a candidate's reasons added up by kind, the largest first. */
export function byKind(candidate: Pick<Candidate, "reasons">): { kind: string; weight: number }[] {
  const sums = new Map<string, number>();
  for (const { kind, weight } of candidate.reasons) sums.set(kind, (sums.get(kind) ?? 0) + weight);
  return [...sums].map(([kind, weight]) => ({ kind, weight })).sort((one, other) => other.weight - one.weight);
}

/** The request with a suggested name in the place of the one that the message complains about. */
export function corrected(parts: PartnerRequest & { name: string; rules: string }, message: string, suggestion: string): Partial<PartnerRequest & { name: string }> {
  const isMeant = (value: string): boolean => value !== "" && message.includes(value);
  for (const key of ["name", "in", "near", "role", "thing"] as const) if (isMeant(parts[key])) return { [key]: suggestion };
  for (const key of ["theme", "programme", "kind"] as const) {
    if (parts[key].some(isMeant)) return { [key]: parts[key].map((one) => (isMeant(one) ? suggestion : one)) };
  }
  return { thing: suggestion };
}
