/** A question of a form, as its designer wrote it. */
export interface Question {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly kind: "line" | "text" | "number" | "date" | "choice" | "link";
  readonly required: boolean;
  readonly choices: readonly string[];
}

/** What is wrong with a form's questions, by field (`questions.2.choices`); empty where nothing is. */
export function questionProblems(questions: readonly Question[]): Record<string, string> {
  const problems: Record<string, string> = {};
  const ids = new Set<string>();
  for (const [at, question] of questions.entries()) {
    if (ids.has(question.id)) problems[`questions.${at}.id`] = "Two questions have the same id";
    ids.add(question.id);
    if (question.kind !== "choice") continue;
    if (question.choices.length === 0) problems[`questions.${at}.choices`] = "Give at least one choice";
    else if (new Set(question.choices).size < question.choices.length)
      problems[`questions.${at}.choices`] = "A choice is listed twice";
  }
  return problems;
}
