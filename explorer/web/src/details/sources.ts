import { status } from "../data/current";

/** The title of a source by its id; the end of the id where the source says none. */
export function sourceTitle(id: string): string {
  const known = status.value.value?.sources.find((one) => one.id === id);
  return known?.title ?? id.split("/").at(-1)!;
}
