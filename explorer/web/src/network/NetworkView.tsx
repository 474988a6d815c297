import { t } from "../words";

export function NetworkView() {
  return <p class="muted">{t("network.title")}</p>;
}
