import { expect, test } from "vitest";
import { checkAnswers } from "./form-answers.ts";
import { type Question, questionProblems } from "./form-questions.ts";

const ask = (kind: Question["kind"], more: Partial<Question> = {}): Question => ({
  id: kind,
  label: kind,
  help: "",
  kind,
  required: false,
  choices: [],
  ...more,
});

test.each<[Question["kind"], string | number, string | number]>([
  ["line", "  Room 12 ", "Room 12"],
  ["text", "two\nlines", "two\nlines"],
  ["number", "3,5", 3.5],
  ["number", 12, 12],
  ["line", 12, "12"],
  ["date", "2028-02-29", "2028-02-29"],
  ["choice", "red", "red"],
  ["link", "https://example.org/a?b=c", "https://example.org/a?b=c"],
])("%s takes %j as %j", (kind, given, kept) => {
  const { answered, problems } = checkAnswers([ask(kind, { choices: ["red", "blue"] })], { [kind]: given });
  expect(problems).toEqual({});
  expect(answered.map((row) => row.answer)).toEqual([kept]);
});

test.each<[Question["kind"], string | number]>([
  ["line", "two\nlines"],
  ["line", "x".repeat(501)],
  ["number", "a dozen"],
  ["date", "2026-02-29"],
  ["date", "tomorrow"],
  ["choice", "green"],
  ["link", "javascript:alert(1)"],
  ["link", "https://"],
])("%s refuses %j with a message on its field", (kind, given) => {
  const { answered, problems } = checkAnswers([ask(kind, { choices: ["red", "blue"] })], { [kind]: given });
  expect(Object.keys(problems)).toEqual([`answers.${kind}`]);
  expect(answered).toEqual([]);
});

test("what must be answered and is empty is named; what may stay empty is left out", () => {
  const { answered, problems } = checkAnswers([ask("line", { required: true }), ask("text")], { line: "  ", text: "" });
  expect(problems).toEqual({ "answers.line": "Please answer this" });
  expect(answered).toEqual([]);
});

test("an answer to a question the form does not hold is refused by its name", () => {
  expect(Object.keys(checkAnswers([], { gone: "x" }).problems)).toEqual(["answers.gone"]);
});

test("a form whose choice offers nothing, offers one twice, or repeats an id is refused", () => {
  expect(questionProblems([ask("choice")])).toEqual({ "questions.0.choices": "Give at least one choice" });
  expect(Object.keys(questionProblems([ask("choice", { choices: ["a", "a"] })]))).toEqual(["questions.0.choices"]);
  expect(Object.keys(questionProblems([ask("line"), ask("line")]))).toEqual(["questions.1.id"]);
  expect(questionProblems([ask("line"), ask("choice", { choices: ["a", "b"] })])).toEqual({});
});
