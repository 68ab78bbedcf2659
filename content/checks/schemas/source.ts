import { z } from "zod";
import { text } from "./vocabulary.ts";

const address = z.url({ protocol: /^https?$/ });

/** A factual claim: its text was opened (then where, and what it says), or it rests on general knowledge of the field. */
export const claim = z
  .strictObject({
    says: text,
    checked: z.enum(["opened", "general"]),
    /** Where the text was read: an address, or `repository owner/name, path`. */
    at: z.union([address, z.string().regex(/^repository [\w.-]+\/[\w.-]+, \S+$/)]).optional(),
    found: text.optional(),
    /** What the first draft had wrong. */
    corrected: text.optional(),
  })
  .refine((c) => c.checked === "general" || (c.at !== undefined && c.found !== undefined), {
    error: "an opened claim needs `at` (where it was read) and `found` (what it says)",
  })
  .refine((c) => c.checked === "opened" || c.found === undefined, {
    error: "`found` belongs to an opened claim",
  });

export const source = z.strictObject({
  author: text,
  title: text,
  year: z.int().min(1700).max(2026),
  where: text.optional(),
  url: address.optional(),
  claims: z.array(claim).min(1),
});
export type Source = z.infer<typeof source>;
