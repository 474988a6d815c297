import { t } from "../words";

export function PartnersPanel() {
  return <p class="muted">{t("partners.title")}</p>;
}
