export const partners = {
  "partners.title": { de: "Partner", en: "Partners" },
} as const;
