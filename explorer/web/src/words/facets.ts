export const facets = {
  "facets.title": { de: "Auswahl", en: "Selection" },
} as const;
