import { z } from "zod";
import { WIDGET_NAMES } from "./widgets.ts";
import { AUDIENCES, DOMAINS, lessonId, slug, text, topicId } from "./vocabulary.ts";

const planned = z.strictObject({
  id: lessonId,
  title: text,
  objective: text,
  widget: z.enum(WIDGET_NAMES).optional(),
});

const topic = z.strictObject({
  id: topicId,
  title: text,
  summary: text,
  audiences: z.record(z.enum(AUDIENCES), z.strictObject({ knows: text, can: text })),
  lessons: z.array(planned).min(1),
});

export const knowledgeMap = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  changes: z.array(z.strictObject({ version: text, date: z.iso.date(), what: text })).min(1),
  audiences: z.array(z.strictObject({ id: z.enum(AUDIENCES), title: text, credential: text })).length(5),
  principles: z
    .array(z.strictObject({ id: slug, statement: text, because: text, lessons: z.array(lessonId).min(1) }))
    .min(8),
  domains: z
    .array(z.strictObject({ id: z.enum(DOMAINS), title: text, summary: text, topics: z.array(topic).min(5).max(8) }))
    .length(6),
});
export type KnowledgeMap = z.infer<typeof knowledgeMap>;
