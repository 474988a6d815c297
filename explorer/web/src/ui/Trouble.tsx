import type { SourceError } from "../data/source";
import { t } from "../words";
import "./fields.css";

interface Props {
  error: SourceError;
  /** Put one of the names that were suggested in the place of the one that was not understood. */
  onSuggestion?: (name: string) => void;
  again?: () => void;
}

/** What went wrong as the source says it, with what it suggests as buttons. */
export function Trouble({ error, onSuggestion, again }: Props) {
  return (
    <div class="trouble" role="alert">
      <strong>{t("shell.error")}</strong>
      <p>{error.message}</p>
      {onSuggestion && error.suggestions.length > 0 && (
        <div class="button-row">
          {error.suggestions.map((name) => <button key={name} type="button" class="button" onClick={() => onSuggestion(name)}>{name}</button>)}
        </div>
      )}
      {again && <button type="button" class="button" onClick={again}>{t("shell.again")}</button>}
    </div>
  );
}
