import { z } from "zod";
import { audiences, level, slug, text, topicId } from "./vocabulary.ts";

const parameter = z.union([
  z
    .strictObject({ from: z.number(), to: z.number(), step: z.number().gt(0) })
    .refine((p) => p.from <= p.to, "from must not exceed to"),
  z.strictObject({ choices: z.array(z.union([z.number(), text])).min(1) }),
]);

export const family = z
  .strictObject({
    id: slug,
    topic: topicId,
    audiences,
    level,
    kind: z.enum(["single", "numeric", "order", "multiple"]),
    generator: slug,
    parameters: z.record(z.string(), parameter),
    settings: z.array(z.record(z.string(), text)).min(2),
    stem: text,
    answer: z.strictObject({
      text: text.regex(/\{answer\}/, "must contain {answer}"),
      unit: text.optional(),
      decimals: z.int().min(0).max(4).optional(),
      tolerance: z.number().gt(0).optional(),
    }),
    right: text,
    mistakes: z.record(slug, z.strictObject({ tempting: text, wrong: text })),
    tables: z.record(z.string(), z.record(z.string(), text)).optional(),
    options: z.int().min(3).max(6).optional(),
  })
  .refine((f) => f.kind === "order" || Object.keys(f.mistakes).length >= (f.kind === "numeric" ? 2 : 3), {
    error: "needs at least three named mistakes (two where numeric)",
  })
  .refine((f) => f.kind !== "numeric" || (f.answer.unit !== undefined && f.answer.tolerance !== undefined), {
    error: "a numeric family needs a unit and a tolerance",
  });
export type Family = z.infer<typeof family>;
