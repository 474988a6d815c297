export const questions = {
  "questions.title": { de: "Fragen", en: "Questions" },
} as const;
