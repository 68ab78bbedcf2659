import type { QuestionInFile } from "./read-content.ts";
import type { Option, PlainQuestion } from "./schemas/question.ts";

/** A question as it is counted and checked: a case set gives one for each of its questions, with the case before the stem. */
export interface FlatQuestion {
  file: string;
  topic: string;
  id: string;
  /** The id of the case set it belongs to, or its own. */
  set: string;
  audiences: string[];
  level: string;
  /** Case and stem together. */
  told: string;
  question: PlainQuestion;
}

export function flatQuestions(questions: QuestionInFile[]): FlatQuestion[] {
  return questions.flatMap(({ file, topic, question }): FlatQuestion[] =>
    question.kind === "case-set"
      ? question.questions.map((part) => ({
          file,
          topic,
          id: part.id,
          set: question.id,
          audiences: part.audiences,
          level: part.level,
          told: `${question.case}\n\n${part.stem}`,
          question: part,
        }))
      : [
          {
            file,
            topic,
            id: question.id,
            set: question.id,
            audiences: question.audiences,
            level: question.level,
            told: question.stem,
            question,
          },
        ],
  );
}

/** The option lists of a question: one for a choice, one for each gap of a cloze, none for the other kinds. */
export function optionLists(question: PlainQuestion): Option[][] {
  if (question.kind === "single" || question.kind === "multiple") return [question.options];
  return question.kind === "cloze" ? question.gaps.map((gap) => gap.options) : [];
}

/** Every piece of text a candidate would choose from. */
export function choosable(question: PlainQuestion): string[] {
  if (question.kind === "order") return question.items.map((item) => item.text);
  if (question.kind === "match") return question.pairs.flatMap((pair) => [pair.left, pair.right]);
  return optionLists(question).flatMap((options) => options.map((o) => o.text));
}
