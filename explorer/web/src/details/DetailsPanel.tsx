import { t } from "../words";

export function DetailsPanel() {
  return <p class="muted">{t("details.title")}</p>;
}
