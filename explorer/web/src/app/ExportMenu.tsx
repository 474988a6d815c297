import { t } from "../words";

export function ExportMenu() {
  return <p class="muted">{t("table.title")}</p>;
}
