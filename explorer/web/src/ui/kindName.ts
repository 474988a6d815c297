import { KINDS } from "../kinds";
import { t, type Word } from "../words";

/** What a class is called: "Projekt"; a class without a name of its own as it is written. */
export function kindName(type: string): string {
  return type in KINDS ? t(`kind.${type}` as Word) : type;
}

/** What several of a class are called: "Projekte". */
export function kindNames(type: string): string {
  return type in KINDS ? t(`kinds.${type}` as Word) : type;
}
