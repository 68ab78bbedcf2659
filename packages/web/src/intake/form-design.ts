import type { Channel } from "@throughline/contract/channels";
import { questionProblems } from "@throughline/domain/intake/form-questions";
import type { Question } from "./form-fields.tsx";
import { slugProblem } from "./form-address.ts";

/** What a designer changes before saving, and the revision it started from. */
export interface FormDesign {
  readonly revision: number;
  readonly name: string;
  readonly slug: string;
  readonly introduction: string;
  readonly firstResponseHours: number;
  readonly questions: readonly Question[];
}

export const designOf = (channel: Channel): FormDesign => ({
  revision: channel.revision,
  name: channel.name,
  slug: channel.slug,
  introduction: channel.introduction,
  firstResponseHours: channel.firstResponseHours,
  questions: channel.questions,
});

/** Each kind of question as its designer reads it. */
export const questionKinds: Readonly<Record<Question["kind"], string>> = {
  line: "One line",
  text: "Several lines",
  number: "Number",
  date: "Day",
  choice: "Choice",
  link: "Link",
};

/** As it is stored: without empty ends, and with choices only where they are offered. */
export const tidied = (design: FormDesign): FormDesign => ({
  ...design,
  name: design.name.trim(),
  slug: design.slug.trim(),
  questions: design.questions.map((question) => ({
    ...question,
    label: question.label.trim(),
    help: question.help.trim(),
    choices:
      question.kind === "choice"
        ? question.choices.map((choice) => choice.trim()).filter((choice) => choice !== "")
        : [],
  })),
});

/** Whether saving would change anything. */
export const isSameDesign = (a: FormDesign, b: FormDesign): boolean =>
  JSON.stringify({ ...tidied(a), revision: 0 }) === JSON.stringify({ ...tidied(b), revision: 0 });

/** What is wrong, by field (`name`, `questions.2.label`); empty where all is well. */
export function designProblems(design: FormDesign): Record<string, string> {
  const { name, slug, firstResponseHours, questions } = tidied(design);
  const problems: Record<string, string> = { ...questionProblems(questions) };
  if (name === "") problems["name"] = "Give the form a name";
  const address = slugProblem(slug);
  if (address !== null) problems["slug"] = address;
  if (!Number.isInteger(firstResponseHours) || firstResponseHours < 1 || firstResponseHours > 2000)
    problems["firstResponseHours"] = "A whole number of hours, from 1 to 2000";
  for (const [at, { label }] of questions.entries())
    if (label === "") problems[`questions.${at}.label`] = "Write the question";
  return problems;
}

/** The questions with one of them at another place; places outside are taken as the nearest one. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, taken);
  return next;
}
