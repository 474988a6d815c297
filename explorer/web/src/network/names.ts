import { kinds } from "../words/kinds";
import type { Community } from "./palette";
import { t, type Word } from "../words";

/** The name of a community of the legend. */
export function communityName(one: Community, rank: number): string {
  if (one.number < 0) return t("network.rest");
  return one.name || t("network.community", { n: rank + 1 });
}

/** The name of a class, of one or of many; a class without one is called as it is. */
export function kindName(type: string, many = false): string {
  const word = `${many ? "kinds" : "kind"}.${type}`;
  return word in kinds ? t(word as Word) : type;
}
