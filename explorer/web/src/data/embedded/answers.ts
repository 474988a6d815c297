import { SourceError } from "../source";
import type { Answer, Consortium, PartnerRequest, Partners, WhyNot } from "../types";
import type { Language } from "./catalogue";
import { nameKey } from "./key";
import { say } from "./refusals";

interface Spoken<T> {
  de: T;
  en: T;
}

/** What an answer was asked for: a thing and a region (null for none), each with all that it is called. */
interface Asked {
  thing: string[];
  region: string[] | null;
}

/** Answers that were given when the file was written (explorer/snapshot_answers.py). */
export interface Given {
  partners: (Asked & { limit: number; answer: Spoken<Partners> })[];
  whyNot: (Asked & { name: string[]; answer: Spoken<WhyNot> })[];
  consortium: (Asked & { rules: string; answer: Spoken<Consortium> })[];
  questions: Record<string, Spoken<Answer>>;
}

/** Who could work together, and what the questions find, as far as a file knows it. */
export class Answers {
  constructor(private readonly given: Given, private readonly language: () => Language) {}

  partners(request: PartnerRequest): Partners {
    const one = isPlain(request) ? this.given.partners.find((asked) => isMeant(asked, request.thing, request.in)) : undefined;
    if (!one) throw this.refused();
    const answer = one.answer[this.language()];
    return { ...answer, query: { ...answer.query, limit: request.limit }, candidates: answer.candidates.slice(0, request.limit) };
  }

  whyNot(request: PartnerRequest, name: string): WhyNot {
    const one = isPlain(request) ? this.given.whyNot.find((asked) => isMeant(asked, request.thing, request.in) && isCalled(asked.name, name)) : undefined;
    if (!one) throw this.refused("why");
    return one.answer[this.language()];
  }

  consortium(thing: string, rules: string, region: string): Consortium {
    const one = this.given.consortium.find((asked) => asked.rules === rules && isMeant(asked, thing, region));
    if (!one) throw this.refused("consortium");
    return one.answer[this.language()];
  }

  ask(name: string, parameters: Record<string, string>): Answer {
    const spoken = this.given.questions[name];
    if (!spoken || Object.values(parameters).some((value) => value.trim())) throw new SourceError(say("question", this.language()));
    return spoken[this.language()];
  }

  /** Names of the questions whose answers the file holds. */
  get questions(): Set<string> {
    return new Set(Object.keys(this.given.questions));
  }

  private refused(what: "partners" | "why" | "consortium" = "partners"): SourceError {
    const language = this.language();
    const held = [...new Set(this.held(what).map((one) => one.label[language]))];
    return new SourceError(say(held.length ? what : "none", language, { held: held.slice(0, 12).join("; ") }), held.slice(0, 12));
  }

  private held(what: "partners" | "why" | "consortium"): { label: Spoken<string> }[] {
    const asked: Asked[] = what === "partners" ? this.given.partners : what === "why" ? this.given.whyNot : this.given.consortium;
    const label = ({ thing, region }: Asked, at: number): string => (thing[at] ?? thing[0]!) + (region ? ` · ${region[at] ?? region[0]!}` : "");
    return asked.map((one) => ({ label: { de: label(one, 1), en: label(one, 2) } }));
  }
}

/** Whether nothing is asked beyond a thing and a region. */
function isPlain(request: PartnerRequest): boolean {
  const { near, theme, programme, kind, role, known, type, match, diverse } = request;
  const isEmpty = [near, role, type, match].every((text) => text === "") && [theme, programme, kind].every((list) => list.length === 0);
  return isEmpty && !known && !diverse && request.radius === null;
}

function isMeant(asked: Asked, thing: string, region: string): boolean {
  return isCalled(asked.thing, thing) && (asked.region ? isCalled(asked.region, region) : !region.trim());
}

function isCalled(names: readonly string[], text: string): boolean {
  return names.includes(text) || names.slice(1).some((name) => nameKey(name) === nameKey(text));
}
