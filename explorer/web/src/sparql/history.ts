const KEY = "verbund.queries";
const MOST = 25;

/** Queries that were run in this tab, the last one first. */
export function earlier(): string[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** Remember a query until the tab is closed. */
export function remember(query: string): void {
  const list = [query, ...earlier().filter((one) => one !== query)].slice(0, MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Storage is off or full: there is simply no history.
  }
}

/** The first lines that say something, for a list. */
export function titleOf(query: string): string {
  const lines = query.split("\n").map((one) => one.trim());
  const comment = lines.find((one) => /^#[^+]/.test(one));
  const said = lines.filter((one) => one && !/^(?:#|PREFIX\b|BASE\b)/i.test(one)).join(" ");
  return (comment ? comment.replace(/^#\s*/, "") : said).slice(0, 80);
}
