import type { Row } from "../data/types";
import { ThingButton } from "../details/ThingButton";
import { t } from "../words";

/** The thing that is looked at, where its row is not here to scroll to. */
export function Apart({ of }: { of: { row: Row; isOutside: boolean } | null }) {
  if (!of) return null;
  return (
    <span class="apart">
      <span class="muted">{t(of.isOutside ? "table.outside" : "table.elsewhere")}</span>
      <ThingButton thing={of.row} />
    </span>
  );
}
