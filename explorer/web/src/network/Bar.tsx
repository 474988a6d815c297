import { chosen, change, networkState, type ColourBy, type SizeBy } from "../state/state";
import { Icon, type IconName } from "../ui/Icon";
import { plural, t } from "../words";
import { beginPath, expand, hide, meant, pin, showAgain } from "./actions";
import { cursor, tool } from "./session";

/** What can be done with the picture and with what is marked in it. */
export function Bar() {
  const { hidden, expand: expanded, pinned, path } = networkState.value;
  void [chosen.value, cursor.value];
  const ids = meant();
  const all = (list: readonly string[]): boolean => ids.length > 0 && ids.every((id) => list.includes(id));
  return (
    <div class="net-bar" role="toolbar" aria-label={t("network.tools")}>
      <Tool icon="lasso" name={t("network.lasso")} isOn={tool.value === "lasso"} onClick={() => (tool.value = tool.value === "lasso" ? "" : "lasso")} />
      <Tool icon="path" name={t("network.path")} isOn={tool.value === "path" || path.length > 0} onClick={beginPath} />
      <span class="net-rule" aria-hidden="true" />
      <Tool icon="expand" name={t("network.expand")} isOn={all(expanded)} isOff={ids.length === 0} onClick={() => expand(ids)} />
      <Tool icon="pin" name={t("network.pin")} isOn={all(Object.keys(pinned))} isOff={ids.length === 0} onClick={() => pin(ids)} />
      <Tool icon="hide" name={t("network.hide")} isOff={ids.length === 0} onClick={() => hide(ids)} />
      {hidden.length > 0 && <button type="button" class="button plain" onClick={showAgain}><Icon name="eye" />{plural(hidden.length, "network.again.one", "network.again.many")}</button>}
      <span class="net-space" />
      <Looks />
    </div>
  );
}

interface ToolProps {
  icon: IconName;
  name: string;
  isOn?: boolean;
  isOff?: boolean;
  onClick: () => void;
}

export function Tool({ icon, name, isOn, isOff, onClick }: ToolProps) {
  return (
    <button type="button" class="button icon-only" aria-label={name} title={name} aria-pressed={isOn} disabled={isOff} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

const SIZES: readonly SizeBy[] = ["links", "amount", "same"];
const COLOURS: readonly ColourBy[] = ["community", "type"];

function Looks() {
  const { sizeBy, colourBy, context } = networkState.value;
  const close = (event: KeyboardEvent & { currentTarget: HTMLDetailsElement }): void => {
    if (event.key !== "Escape" || !event.currentTarget.open) return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary")?.focus();
  };
  return (
    <details class="net-looks" onKeyDown={close}>
      <summary class="button plain">{t("network.looks")}<Icon name="down" /></summary>
      <div class="net-card net-looks-body">
        <Choice label={t("network.colour")} now={colourBy} choices={COLOURS.map((one) => [one, t(`network.colour.${one}`)])} onChoose={(one) => change({ network: { colourBy: one } })} />
        <Choice label={t("network.size")} now={sizeBy} choices={SIZES.map((one) => [one, t(`network.size.${one}`)])} onChoose={(one) => change({ network: { sizeBy: one } })} />
        <label class="net-check"><input type="checkbox" checked={context} onChange={() => change({ network: { context: !context } })} />{t("network.context")}</label>
      </div>
    </details>
  );
}

interface ChoiceProps<Name extends string> {
  label: string;
  now: Name;
  choices: [Name, string][];
  onChoose: (name: Name) => void;
}

function Choice<Name extends string>({ label, now, choices, onChoose }: ChoiceProps<Name>) {
  return (
    <div role="group" aria-label={label}>
      <span class="label">{label}</span>
      <div class="net-choices">
        {choices.map(([name, text]) => <button key={name} type="button" class="button" aria-pressed={name === now} onClick={() => onChoose(name)}>{text}</button>)}
      </div>
    </div>
  );
}
