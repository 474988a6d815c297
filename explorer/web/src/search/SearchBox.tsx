import { t } from "../words";

export function SearchBox() {
  return <p class="muted">{t("facets.title")}</p>;
}
