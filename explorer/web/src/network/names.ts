import { kinds } from "../words/kinds";
import { t, type Word } from "../words";

/** The name of a class, of one or of many; a class without one is called as it is. */
export function kindName(type: string, many = false): string {
  const word = `${many ? "kinds" : "kind"}.${type}`;
  return word in kinds ? t(word as Word) : type;
}
