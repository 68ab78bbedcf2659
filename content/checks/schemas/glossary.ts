import { z } from "zod";
import { slug, text, topicId } from "./vocabulary.ts";

export const term = z.strictObject({
  id: slug,
  term: text,
  definition: text,
  synonyms: z.array(text),
  not: text,
  example: text,
  topic: topicId,
  see: z.array(slug).default([]),
});

export const glossary = z.strictObject({ version: text, terms: z.array(term) });
