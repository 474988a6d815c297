import { t } from "../words";

export function QuestionsPanel() {
  return <p class="muted">{t("questions.title")}</p>;
}
