import { SearchBox } from "../search/SearchBox";
import { canRedo, canUndo, change, lang, redo, state, type Theme, undo } from "../state/state";
import { Icon, type IconName } from "../ui/Icon";
import { t, type Word } from "../words";
import { ExportMenu } from "./ExportMenu";
import { message, tell } from "./toast";

const THEMES: Record<Theme, { icon: IconName; next: Theme }> = {
  auto: { icon: "auto", next: "light" },
  light: { icon: "sun", next: "dark" },
  dark: { icon: "moon", next: "auto" },
};

async function share(): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  tell(t("shell.share.done"));
}

export function Header() {
  const theme = THEMES[state.value.theme];
  const other = lang.value === "de" ? "en" : "de";
  return (
    <header class="head">
      <h1 class="brand"><span class="sign" aria-hidden="true" />Verbund</h1>
      <div class="search-place"><SearchBox /></div>
      <div class="tools">
        <Tool icon="undo" word="shell.undo" onClick={undo} disabled={!canUndo.value} />
        <Tool icon="redo" word="shell.redo" onClick={redo} disabled={!canRedo.value} />
        <Tool icon="link" word="shell.share" onClick={() => void share()} />
        <ExportMenu />
        <Tool icon="print" word="shell.print" onClick={() => window.print()} />
        <Tool icon={theme.icon} word="shell.theme" state={t(`shell.theme.${state.value.theme}`)} onClick={() => change({ theme: theme.next }, "none")} />
        <button type="button" class="button plain language" lang={other} onClick={() => change({ lang: other }, "none")}>{t("shell.language")}</button>
      </div>
      <div class="toast" role="status">{message.value}</div>
    </header>
  );
}

interface ToolProps {
  icon: IconName;
  word: Word;
  state?: string;
  disabled?: boolean;
  onClick: () => void;
}

function Tool({ icon, word, state: now, disabled, onClick }: ToolProps) {
  const name = now ? `${t(word)}: ${now}` : t(word);
  return (
    <button type="button" class={`button icon-only tool-${icon}`} aria-label={name} title={name} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
