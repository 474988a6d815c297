import { computed } from "@preact/signals";
import { revision, source } from "../data/current";
import type { Answer, Question } from "../data/types";
import { resource } from "../state/resource";
import { panel, questionState } from "../state/state";
import { isAsked, sent } from "./form";

let isWanted = false;

/** All questions; asked for only once somebody opens them. */
export const questionList = resource<Question[]>((signal) => {
  isWanted ||= panel.value === "questions" || panel.value === "sparql" || questionState.value.name !== "";
  return revision.value && isWanted ? source().questions(signal) : null;
});

// As text, so that only another question or other values wake those who depend on it.
const askedKey = computed(() => JSON.stringify(isAsked(questionState.value.parameters) ? questionState.value : null));

export const questionAnswer = resource<Answer>((signal) => {
  const asked = JSON.parse(askedKey.value) as { name: string; parameters: Record<string, string> } | null;
  return revision.value && asked?.name ? source().ask(asked.name, sent(asked.parameters), signal) : null;
});

export const questionNow = computed(() => questionList.value.value?.find((one) => one.name === questionState.value.name) ?? null);
