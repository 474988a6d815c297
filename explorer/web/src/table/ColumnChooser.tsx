import { useState } from "preact/hooks";
import { useDismiss } from "../app/dismiss";
import { Icon } from "../ui/Icon";
import { t } from "../words";
import { type Column, COLUMNS, type ColumnName, picked } from "./columns";

/** Which columns are shown; the name always is. */
export function ColumnChooser({ shown }: { shown: readonly Column[] }) {
  const [isOpen, setOpen] = useState(false);
  const box = useDismiss<HTMLDivElement>(isOpen, () => setOpen(false));
  const names = shown.map((column) => column.name);
  const turn = (name: ColumnName): void => {
    picked.value = names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
  };
  return (
    <div class="chooser" ref={box}>
      <button type="button" class="button plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("table.columns")}<Icon name="down" />
      </button>
      {isOpen && (
        <fieldset class="popover">
          <legend class="hidden">{t("table.columns")}</legend>
          {COLUMNS.map(({ name }) => (
            <label key={name} class="choice">
              <input type="checkbox" checked={names.includes(name)} disabled={name === "label"} onChange={() => turn(name)} />
              {t(`table.column.${name}`)}
            </label>
          ))}
          <button type="button" class="button" disabled={picked.value === null} onClick={() => (picked.value = null)}>{t("table.columns.fit")}</button>
        </fieldset>
      )}
    </div>
  );
}
