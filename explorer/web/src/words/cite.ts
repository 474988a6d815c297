export const cite = {
  "cite.title": { de: "Zitieren", en: "Cite" },
} as const;
