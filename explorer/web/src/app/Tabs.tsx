import type { IconName } from "../ui/Icon";
import { Icon } from "../ui/Icon";

interface Tab<Name extends string> {
  name: Name;
  label: string;
  icon?: IconName;
}

interface Props<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  now: Name;
  onChoose: (name: Name) => void;
  /** Prefix of the ids of what the tabs show: `${controls}-${name}`. */
  controls: string;
}

/** Tabs as WAI-ARIA describes them: one stop for the tab key, arrows between them. */
export function Tabs<Name extends string>({ label, tabs, now, onChoose, controls }: Props<Name>) {
  const move = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.name === now);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length]!;
    onChoose(next.name);
    document.getElementById(`${controls}-tab-${next.name}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          class="tab"
          id={`${controls}-tab-${tab.name}`}
          aria-selected={tab.name === now}
          aria-controls={controls}
          tabIndex={tab.name === now ? 0 : -1}
          onClick={() => onChoose(tab.name)}
        >
          {tab.icon && <Icon name={tab.icon} />}
          {tab.label}
        </button>
      ))}
    </div>
  );
}
