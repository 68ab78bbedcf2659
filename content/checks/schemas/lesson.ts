import { z } from "zod";
import { source } from "./source.ts";
import { audiences, DOMAINS, lessonId, text, topicId } from "./vocabulary.ts";
import { WIDGET_NAMES } from "./widgets.ts";

export const frontMatter = z.strictObject({
  id: lessonId,
  title: text,
  domain: z.enum(DOMAINS),
  topic: topicId,
  objective: text,
  minutes: z.int().min(4).max(20),
  audiences,
  widget: z.strictObject({ name: z.enum(WIDGET_NAMES), parameters: z.record(z.string(), z.unknown()) }).optional(),
  sources: z.array(source).min(1),
  next: z.array(lessonId).min(1),
});
export type FrontMatter = z.infer<typeof frontMatter>;

export const HEADINGS = [
  "The situation",
  "The idea",
  "Worked example",
  "How it fails",
  "In a project and in ongoing work",
  "Check",
  "Where next",
] as const;
