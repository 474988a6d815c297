export const details = {
  "details.title": { de: "Fakten", en: "Facts" },
} as const;
