import { checkAnswers } from "@throughline/domain/intake/form-answers";
import type { FormDraft, Question } from "./form-fields.tsx";

/**
 * What is wrong with a form before it is sent, by field (`email`, `answers.<question id>`); empty where nothing is. The server
 * holds it against the same rules again.
 */
export function formProblems(questions: readonly Question[], draft: FormDraft): Record<string, string> {
  const problems: Record<string, string> = {};
  if (draft.title.trim() === "") problems["title"] = "Say in a few words what you need";
  Object.assign(problems, checkAnswers(questions, answersNow(questions, draft)).problems);
  if (draft.name.trim() === "") problems["name"] = "Tell us who asks";
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim()))
    problems["email"] = "An email address, such as name@example.org";
  return problems;
}

/** The answers to the questions the form asks now, what is empty left out: a draft may be older than the form. */
export function answersNow(questions: readonly Question[], draft: FormDraft): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap(({ id }) => {
      const answer = draft.answers[id]?.trim() ?? "";
      return answer === "" ? [] : [[id, answer] as const];
    }),
  );
}
