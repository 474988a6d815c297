import { t } from "../words";

export function MapView() {
  return <p class="muted">{t("map.title")}</p>;
}
