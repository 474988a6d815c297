import { t } from "../words";
import { widened } from "./wide";

/** Gives the tools half of the page, or takes it back. */
export function Widen() {
  return (
    <button type="button" class="button plain widen" onClick={() => (widened.value = !widened.value)}>
      {t(widened.value ? "sparql.narrow" : "sparql.widen")}
    </button>
  );
}
