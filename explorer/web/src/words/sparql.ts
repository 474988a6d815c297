export const sparql = {
  "sparql.title": { de: "SPARQL", en: "SPARQL" },
  "sparql.widen": { de: "Breiter", en: "Wider" },
  "sparql.narrow": { de: "Schmaler", en: "Narrower" },
} as const;
