import { describe, expect, test } from "vitest";
import { designProblems, isSameDesign, moved, tidied, type FormDesign } from "./form-design.ts";

const design = (more: Partial<FormDesign> = {}): FormDesign => ({
  revision: 1,
  name: "Ask the desk",
  slug: "ask",
  introduction: "",
  firstResponseHours: 8,
  questions: [],
  ...more,
});
const question = (more: Partial<FormDesign["questions"][number]> = {}): FormDesign["questions"][number] => ({
  id: "0198c0de-0000-7000-8000-000000000001",
  label: "Where?",
  help: "",
  kind: "line",
  required: false,
  choices: [],
  ...more,
});

describe("a form's design", () => {
  test("is the same where only empty ends or the revision differ, and not where a word does", () => {
    expect(isSameDesign(design(), design({ revision: 4, name: "Ask the desk " }))).toBe(true);
    expect(isSameDesign(design(), design({ introduction: "Hello" }))).toBe(false);
  });

  test("names each field that is wrong", () => {
    expect(designProblems(design())).toEqual({});
    expect(
      Object.keys(
        designProblems(
          design({
            name: " ",
            slug: "Ask us",
            firstResponseHours: Number.NaN,
            questions: [question({ label: " " }), question({ id: "b", kind: "choice", choices: ["", "  "] })],
          }),
        ),
      ).toSorted(),
    ).toEqual(["firstResponseHours", "name", "questions.0.label", "questions.1.choices", "slug"]);
  });

  test("keeps choices only where they are offered, without empty lines", () => {
    const tidy = tidied(
      design({
        questions: [question({ choices: ["left over"] }), question({ kind: "choice", choices: [" Red ", "", "Blue"] })],
      }),
    );
    expect(tidy.questions.map(({ choices }) => choices)).toEqual([[], ["Red", "Blue"]]);
  });
});

test.each([
  [0, 2, "bca"],
  [2, 0, "cab"],
  [1, 1, "abc"],
  [0, 9, "bca"],
  [2, -3, "cab"],
  [7, 0, "abc"],
])("moving place %d to %d gives %s", (from, to, order) => {
  expect(moved(["a", "b", "c"], from, to).join("")).toBe(order);
});
