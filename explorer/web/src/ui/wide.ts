import { computed, signal } from "@preact/signals";
import { panel } from "../state/state";

/** Whether the reader wants more room for answers. */
export const widened = signal(false);

/** Whether the tools take half of the page now; only those that have tables or an editor do. */
export const wide = computed(() => widened.value && panel.value !== "details" && panel.value !== "cite");
