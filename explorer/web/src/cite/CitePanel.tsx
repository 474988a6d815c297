import { t } from "../words";

export function CitePanel() {
  return <p class="muted">{t("cite.title")}</p>;
}
