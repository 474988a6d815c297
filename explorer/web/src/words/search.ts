export const search = {
  "search.label": { de: "Suchen", en: "Search" },
  "search.placeholder": { de: "Projekt, Organisation, Thema, Ort …", en: "Project, organisation, theme, place …" },
  "search.clear": { de: "Suche leeren", en: "Clear search" },
  "search.hits": { de: "Treffer", en: "Hits" },
  "search.hits.one": { de: "{n} Treffer, Pfeiltasten zum Wählen", en: "{n} hit, arrow keys to choose" },
  "search.hits.many": { de: "{n} Treffer, Pfeiltasten zum Wählen", en: "{n} hits, arrow keys to choose" },
  "search.none": { de: "Kein Name passt auf „{text}“.", en: "No name matches “{text}”." },
  "search.none.hint": { de: "Gesucht wird in Namen und Kurznamen, auch bei Tippfehlern.", en: "Names and short names are searched, forgiving typing errors." },
  "search.also": { de: "auch: {name}", en: "also: {name}" },
  "search.keys": { de: "Enter zeigt die Fakten", en: "Enter shows the facts" },
} as const;
