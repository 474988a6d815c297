import { t } from "../words";

export function SparqlPanel() {
  return <p class="muted">{t("sparql.title")}</p>;
}
