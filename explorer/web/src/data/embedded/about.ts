import type { Question, SourceInfo, Status } from "../types";

/** A text in both languages. */
export interface Both {
  de: string;
  en: string;
}

/** What the first block says of itself, in words (explorer/snapshot.py writes it). */
export interface About {
  form: number;
  /** When the file was written, as a date. */
  made: string;
  version: string;
  types: string[];
  actors: string[];
  roles: string[];
  levels: string[];
  currencies: string[];
  relations: (Both & { id: string; iri: string; name: string })[];
  typeNames: Record<string, Both>;
  roleNames: Record<string, Both>;
  /** Names of the communities by their number. */
  communities: Both[];
  macro: { id: string; codes: string[]; definition: Record<string, string> }[];
  sources: SourceInfo[];
  status: { de: Status; en: Status };
  questions: { de: Question[]; en: Question[] };
  /** How many of the things found have facts in the file, where not all have. */
  told: number;
}
