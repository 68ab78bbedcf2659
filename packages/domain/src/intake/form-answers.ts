import { dayNumber } from "../time/civil-date.ts";
import { RefusedInput } from "../numbers/refused-input.ts";
import type { Question } from "./form-questions.ts";

export type Answer = string | number;

/** A question as it was when it was answered, with the answer. */
export interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

export interface CheckedAnswers {
  /** In the order of the questions; what was left empty is left out. */
  readonly answered: readonly Answered[];
  /** One message per field (`answers.<question id>`); empty where all is well. */
  readonly problems: Readonly<Record<string, string>>;
}

const lineCharacters = 500;

/** Holds a visitor's answers, by question id, against a form's questions. */
export function checkAnswers(
  questions: readonly Question[],
  answers: Readonly<Record<string, Answer>>,
): CheckedAnswers {
  const problems: Record<string, string> = {};
  const known = new Set(questions.map((question) => question.id));
  for (const id of Object.keys(answers))
    if (!known.has(id)) problems[`answers.${id}`] = "This form does not ask that; load it again, it has changed";
  const answered: Answered[] = [];
  for (const question of questions) {
    const given = answers[question.id];
    const value = typeof given === "string" ? given.trim() : given;
    if (value === undefined || value === "") {
      if (question.required) problems[`answers.${question.id}`] = "Please answer this";
      continue;
    }
    const read = readAnswer(question, value);
    if ("problem" in read) problems[`answers.${question.id}`] = read.problem;
    else answered.push({ question, answer: read.answer });
  }
  return { answered, problems };
}

type Reading = { readonly answer: Answer } | { readonly problem: string };

function readAnswer(question: Question, value: Answer): Reading {
  if (question.kind === "number") {
    const number = typeof value === "number" ? value : Number(value.replace(",", "."));
    return Number.isFinite(number) ? { answer: number } : { problem: "Give a number, such as 12 or 3.5" };
  }
  if (typeof value === "number") return readAnswer(question, String(value));
  switch (question.kind) {
    case "text":
      return { answer: value };
    case "line":
      if (/[\n\r]/.test(value)) return { problem: "Give one line of text" };
      return value.length <= lineCharacters ? { answer: value } : { problem: `At most ${lineCharacters} characters` };
    case "date":
      return isDate(value) ? { answer: value } : { problem: "Give a day, such as 2026-03-14" };
    case "choice":
      return question.choices.includes(value) ? { answer: value } : { problem: "Choose one of the answers offered" };
    case "link":
      return /^https?:\/\/[^\s/?#]+[^\s]*$/i.test(value)
        ? { answer: value }
        : { problem: "Give an address that starts with http:// or https://" };
  }
}

function isDate(text: string): boolean {
  try {
    return Number.isFinite(dayNumber(text));
  } catch (error) {
    if (error instanceof RefusedInput) return false;
    throw error;
  }
}
