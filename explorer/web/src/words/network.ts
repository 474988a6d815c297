export const network = {
  "network.title": { de: "Netz", en: "Network" },
} as const;
