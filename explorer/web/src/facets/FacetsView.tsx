import { t } from "../words";

export function FacetsView() {
  return <p class="muted">{t("facets.title")}</p>;
}
