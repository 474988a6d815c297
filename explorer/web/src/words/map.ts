export const map = {
  "map.title": { de: "Karte", en: "Map" },
} as const;
