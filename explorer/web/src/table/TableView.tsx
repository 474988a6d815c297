import { t } from "../words";

export function TableView() {
  return <p class="muted">{t("table.title")}</p>;
}
