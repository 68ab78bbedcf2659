import { z } from "zod";
import { text, topicId } from "./vocabulary.ts";

const coverage = z.enum(["covered", "partly", "not"]);

/** One line of an outside outline held against our topics. */
const row = z
  .strictObject({ theirs: text, coverage, topics: z.array(topicId), note: text })
  .refine(
    (r) => (r.coverage === "not") === (r.topics.length === 0),
    "topics are named exactly where something is covered",
  );

const outline = z.strictObject({
  id: z.enum(["pmp", "capm", "prince2-7"]),
  name: text,
  owner: text,
  edition: text,
  /** By task where the text of the outline was opened; by element of the method, or by domain, otherwise. */
  grain: z.enum(["task", "element", "domain"]),
  grainBecause: text,
  read: z.array(z.strictObject({ at: text, what: text })),
  domains: z
    .array(z.strictObject({ name: text, weightPercent: z.number().nullable(), rows: z.array(row).min(1) }))
    .min(1),
});

export const crosswalk = z.strictObject({
  version: text,
  notice: text,
  outlines: z.array(outline).length(3),
  /** The other way round: each of our topics, and where each outline touches it. */
  ours: z.array(
    z.strictObject({
      topic: topicId,
      pmp: coverage,
      capm: coverage,
      "prince2-7": coverage,
      note: text,
    }),
  ),
});
