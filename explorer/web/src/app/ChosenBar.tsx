import { change, chosen, narrow } from "../state/state";
import { plural, t } from "../words";

/** How many things are marked, and what can be done with them. */
export function ChosenBar() {
  const count = chosen.value.length;
  return (
    <div class="chosen" role="status">
      {count > 0 && (
        <>
          <span class="count">{plural(count, "shell.chosen.one", "shell.chosen.many")}</span>
          {count > 1 && <button type="button" class="button plain" onClick={() => narrow({ ids: chosen.value })}>{t("shell.chosen.only")}</button>}
          <button type="button" class="button plain" onClick={() => change({ chosen: [] })}>{t("shell.chosen.none")}</button>
        </>
      )}
    </div>
  );
}
