import { signal } from "@preact/signals";
import { SourceError } from "../data/source";
import { t } from "../words";

/** What is being saved, was saved, or could not be. */
export const saving = signal<{ state: "running" | "done" | "failed"; text: string } | null>(null);

/** "verbund-netz-2013-06-17.png" */
export function fileName(part: string, ending: string, at: Date = new Date()): string {
  const date = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
  return ["verbund", part, date].filter(Boolean).join("-") + `.${ending}`;
}

/** Make a file and give it to the reader; says how that goes. */
export async function save(name: string, make: () => Promise<Blob>): Promise<void> {
  saving.value = { state: "running", text: t("export.running", { name }) };
  try {
    give(await make(), name);
    const done = { state: "done", text: t("export.done", { name }) } as const;
    saving.value = done;
    setTimeout(() => saving.value === done && (saving.value = null), 4000);
  } catch (reason) {
    const why = reason instanceof SourceError || reason instanceof Error ? reason.message : String(reason);
    saving.value = { state: "failed", text: t("export.failed", { name, reason: why }) };
  }
}

function give(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
