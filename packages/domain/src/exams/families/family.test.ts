import { describe, expect, test } from "vitest";
import { drawQuestion, isRefusal, type Draft, type DrawnQuestion, type Generator } from "./family.ts";
import type { FamilyTemplate } from "./template.ts";

const template: FamilyTemplate = {
  id: "doubling",
  topic: "flow/wip",
  level: "apply",
  kind: "single",
  generator: "doubling",
  parameters: { n: { from: 10, to: 90, step: 10 } },
  settings: [{ desk: "A desk in Lima" }, { desk: "A desk in Oslo" }],
  stem: "{desk} doubles {n}. What comes out?",
  answer: { text: "{answer} files", unit: "files", decimals: 1, tolerance: 0.5 },
  right: "Twice {n} is {answer}; {half} would be half.",
  mistakes: {
    halved: { tempting: "Two is in both.", wrong: "{chosen} is half of {n}, not {answer}." },
    kept: { tempting: "It is in the text.", wrong: "{chosen} is what went in." },
    squared: { tempting: "Two again.", wrong: "{chosen} is a square." },
    lost: { tempting: "Zero is simple.", wrong: "Nothing is lost." },
  },
};
const n = (drawn: Record<string, unknown>): number => Number(drawn["n"]);
const doubling: Generator = (_random, drawn): Draft => ({
  given: { n: n(drawn) },
  working: { half: n(drawn) / 2 },
  answer: 2 * n(drawn),
  wrong: [
    { mistake: "halved", answer: n(drawn) / 2 },
    { mistake: "kept", answer: n(drawn) },
    { mistake: "squared", answer: n(drawn) ** 2 },
    { mistake: "lost", answer: 0 },
  ],
});

function drawn(seed: number, t: FamilyTemplate = template, g: Generator = doubling): DrawnQuestion {
  const question = drawQuestion(t, g, seed);
  if (isRefusal(question)) throw new Error(`refused: ${question.detail}`);
  return question;
}

describe("drawing a question from a family", () => {
  test("the same seed gives the same question, and other seeds give others", () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(new Set(Array.from({ length: 60 }, (_, seed) => drawn(seed).stem)).size).toBeGreaterThan(10);
  });

  test("one option is the key, amounts stand in ascending order, every option carries its reason", () => {
    for (let seed = 0; seed < 50; seed++) {
      const { options, key } = drawn(seed);
      expect(options).toHaveLength(4);
      expect(options.filter((o) => o.correct).map((o) => o.text)).toEqual([
        `${Number(key).toLocaleString("en")} files`,
      ]);
      const amounts = options.map((o) => Number.parseFloat(o.text.replace(",", "")));
      expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
      for (const o of options) expect(o.correct ? o.right : o.tempting && o.wrong).toBeTruthy();
    }
  });

  test("a mistake that lands within tolerance of the key is refused as ambiguous; outside it is kept", () => {
    const nearly =
      (gap: number): Generator =>
      (random, parameters) => {
        const draft = doubling(random, parameters);
        if (isRefusal(draft)) return draft;
        return { ...draft, wrong: [...draft.wrong, { mistake: "lost", answer: Number(draft.answer) + gap }] };
      };
    expect(drawQuestion(template, nearly(0.5), 1)).toMatchObject({ refused: "ambiguous" });
    expect(drawQuestion(template, nearly(0.6), 1)).not.toHaveProperty("refused");
  });

  test("two mistakes that come to the same leave one option, and too few options refuse the draw", () => {
    const same: Generator = (random, parameters) => {
      const draft = doubling(random, parameters);
      if (isRefusal(draft)) return draft;
      return { ...draft, wrong: [draft.wrong[0], draft.wrong[0], draft.wrong[1]].flatMap((w) => w ?? []) };
    };
    expect(drawQuestion(template, same, 1)).toMatchObject({ refused: "too_few" });
    expect(drawn(1, { ...template, options: 3 }, same).options).toHaveLength(3);
  });

  test("a generator's own refusal comes through", () => {
    const unfair: Generator = () => ({ refused: "out_of_range", detail: "use above 1" });
    expect(drawQuestion(template, unfair, 1)).toEqual({ refused: "out_of_range", detail: "use above 1" });
  });

  test("content that does not fit its generator is an error that names the family and the gap", () => {
    expect(() => drawn(1, { ...template, stem: "{desk} and {nothing}" })).toThrow(/doubling.*\{nothing\}/);
    expect(() => drawn(1, { ...template, mistakes: {} })).toThrow(/doubling.*no words/);
    const { tolerance: _, ...loose } = template.answer;
    expect(() => drawn(1, { ...template, answer: loose })).toThrow(/needs a tolerance/);
    const broken: Generator = () => ({ given: { n: 1 }, answer: Number.NaN, wrong: [{ mistake: "kept", answer: 1 }] });
    expect(() => drawn(1, template, broken)).toThrow(/NaN/);
  });

  test("a numeric question has the rounded value, its tolerance, and mistakes outside it", () => {
    const question = drawn(3, { ...template, kind: "numeric" });
    expect(question.answer).toMatchObject({ value: question.key, tolerance: 0.5, unit: "files" });
    for (const m of question.mistakes) expect(Math.abs(m.value - Number(question.key))).toBeGreaterThan(0.5);
  });

  test("a set of labels fills a multiple question, and rows become a table under their headings", () => {
    const rows: Generator = () => ({
      given: {
        n: 1,
        files: [
          { name: "A", days: 1250, hidden: 1 },
          { name: "B", days: 3.5, hidden: 2 },
        ],
      },
      answer: ["A", "B"],
      wrong: [
        { mistake: "kept", answer: "C" },
        { mistake: "lost", answer: "D" },
        { mistake: "halved", answer: "A" },
      ],
    });
    const t: FamilyTemplate = {
      ...template,
      kind: "multiple",
      stem: "Choose two.\n\n{files}",
      right: "{answer}",
      answer: { text: "{answer}" },
      tables: { files: { name: "File", days: "Age (days)" } },
    };
    const question = drawn(1, t, rows);
    expect(question.stem).toContain("| File | Age (days) |\n| --- | --: |\n| A | 1,250 |\n| B | 3.5 |");
    expect(question.stem).not.toContain("hidden");
    expect(
      question.options
        .filter((o) => o.correct)
        .map((o) => o.text)
        .sort(),
    ).toEqual(["A", "B"]);
    expect(question.options).toHaveLength(4);
  });
});
