import type { ComponentChildren } from "preact";
import type { Resource } from "../state/resource";
import { isNarrowed, filter, narrow, NO_FILTER } from "../state/state";
import { t } from "../words";

/** A quiet bar that shows that an answer is under way; the old one stays visible below it. */
export function Loading({ when }: { when: boolean }) {
  return when ? <div class="loading" role="status"><span class="hidden">{t("shell.loading")}</span></div> : null;
}

/** What went wrong, in words, and a button to try again. */
export function Problem({ of }: { of: Resource<unknown> }) {
  const error = of.error.value;
  if (!error) return null;
  return (
    <div class="notice problem" role="alert">
      <strong>{t("shell.error")}</strong>
      <p>{error.message}</p>
      {error.suggestions.length > 0 && <p>{t("shell.suggestions", { names: error.suggestions.join(", ") })}</p>}
      <button type="button" class="button" onClick={of.again}>{t("shell.again")}</button>
    </div>
  );
}

/** That nothing was found, and the way out. */
export function Empty({ children }: { children?: ComponentChildren }) {
  return (
    <div class="notice empty">
      <strong>{t("shell.empty")}</strong>
      <p>{children ?? t("shell.empty.hint")}</p>
      {isNarrowed(filter.value) && (
        <button type="button" class="button" onClick={() => narrow(NO_FILTER)}>{t("shell.reset")}</button>
      )}
    </div>
  );
}
