export const table = {
  "table.title": { de: "Tabelle", en: "Table" },
} as const;
