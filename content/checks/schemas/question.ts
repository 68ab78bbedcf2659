import { z } from "zod";
import { audiences, lessonId, level, text, topicId } from "./vocabulary.ts";

const correctOption = z.strictObject({ text, correct: z.literal(true), right: text });
const wrongOption = z.strictObject({ text, correct: z.literal(false), mistake: text, tempting: text, wrong: text });
const option = z.discriminatedUnion("correct", [correctOption, wrongOption]);
export type Option = z.infer<typeof option>;

const keys = (options: Option[]): number => options.filter((o) => o.correct).length;
const different = (options: { text: string }[]): boolean =>
  new Set(options.map((o) => o.text.toLowerCase())).size === options.length;

/** Fields that every question has; a practice question may also name the lesson to reread, an exam question its enemies. */
const common = {
  id: z.string().regex(/^[px]-[a-z0-9-]+-\d+[a-e]?$/, "must be p- or x-, the topic with hyphens, and a number"),
  audiences,
  level,
  lesson: lessonId.optional(),
  enemies: z.array(z.string()).optional(),
};

const single = z.strictObject({
  ...common,
  kind: z.literal("single"),
  stem: text,
  options: z
    .array(option)
    .min(3)
    .max(5)
    .refine((o) => keys(o) === 1, "must have exactly one correct option")
    .refine(different, "has two options alike"),
});

const multiple = z.strictObject({
  ...common,
  kind: z.literal("multiple"),
  stem: text.regex(/\b(choose|select|which) (two|three|four)\b/i, 'must say how many, as "Choose two."'),
  options: z
    .array(option)
    .min(4)
    .max(6)
    .refine((o) => keys(o) >= 2 && keys(o) < o.length, "must have two or more correct options and at least one wrong")
    .refine(different, "has two options alike"),
});

const order = z
  .strictObject({
    ...common,
    kind: z.literal("order"),
    stem: text,
    items: z
      .array(z.strictObject({ text, right: text }))
      .min(3)
      .max(7)
      .refine(different, "has two items alike"),
    mistakes: z.array(z.strictObject({ order: z.array(z.int().min(1)), tempting: text, wrong: text })).min(1),
  })
  .refine(
    (q) =>
      q.mistakes.every(
        (m) =>
          [...m.order].sort((a, b) => a - b).join() === q.items.map((_, i) => i + 1).join() &&
          m.order.some((item, i) => item !== i + 1),
      ),
    "each mistake's order must hold every item's number once and differ from the right order",
  );

const match = z.strictObject({
  ...common,
  kind: z.literal("match"),
  stem: text,
  pairs: z
    .array(z.strictObject({ left: text, right: text, why: text }))
    .min(3)
    .max(6)
    .refine((p) => new Set(p.map((x) => x.left)).size === p.length, "has two left sides alike")
    .refine((p) => new Set(p.map((x) => x.right)).size === p.length, "has two right sides alike"),
  spare: z
    .array(z.strictObject({ right: text, tempting: text, wrong: text }))
    .max(2)
    .default([]),
});

const numeric = z
  .strictObject({
    ...common,
    kind: z.literal("numeric"),
    stem: text,
    answer: z.strictObject({ value: z.number(), tolerance: z.number().min(0), unit: text }),
    right: text,
    mistakes: z.array(z.strictObject({ value: z.number(), tempting: text, wrong: text })).min(2),
  })
  .refine(
    (q) => q.mistakes.every((m) => Math.abs(m.value - q.answer.value) > q.answer.tolerance),
    "a mistake lies within the tolerance of the answer",
  );

const cloze = z
  .strictObject({
    ...common,
    kind: z.literal("cloze"),
    stem: text,
    gaps: z
      .array(
        z.strictObject({
          options: z
            .array(option)
            .min(3)
            .max(5)
            .refine((o) => keys(o) === 1, "each gap must have exactly one correct option")
            .refine(different, "has two options alike"),
        }),
      )
      .min(1)
      .max(5),
  })
  .refine(
    (q) => [...q.stem.matchAll(/\{\{(\d+)\}\}/g)].map((m) => m[1]).join() === q.gaps.map((_, i) => i + 1).join(),
    "the stem's {{1}}, {{2}} … must match the gaps in number and order",
  );

const plain = z.discriminatedUnion("kind", [single, multiple, order, match, numeric, cloze]);
export type PlainQuestion = z.infer<typeof plain>;

const caseSet = z.strictObject({
  ...common,
  kind: z.literal("case-set"),
  case: text,
  questions: z.array(plain).min(2).max(5),
});

export const question = z.discriminatedUnion("kind", [...plain.options, caseSet]);
export type Question = z.infer<typeof question>;

export const questionFile = z.strictObject({ topic: topicId, questions: z.array(question).min(1) });
