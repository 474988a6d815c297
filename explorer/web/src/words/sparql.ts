export const sparql = {
  "sparql.title": { de: "SPARQL", en: "SPARQL" },
} as const;
