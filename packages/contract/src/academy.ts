import { z } from "zod";
import { endpoint } from "./endpoint.ts";

const lessonSummary = z.object({
  id: z.string(),
  title: z.string(),
  objective: z.string(),
  minutes: z.number(),
  audiences: z.array(z.string()),
});

export const listLessons = endpoint({
  method: "GET",
  path: "/lessons",
  summary: "The body of knowledge: domains, topics, lessons",
  access: "academy.read",
  output: z.object({
    domains: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        topics: z.array(z.object({ id: z.string(), title: z.string(), lessons: z.array(lessonSummary) })),
      }),
    ),
  }),
  refusals: [],
});

export const readLesson = endpoint({
  method: "GET",
  path: "/lessons/:lesson",
  summary: "One lesson, as Markdown",
  access: "academy.read",
  params: z.strictObject({ lesson: z.string().max(200) }),
  output: lessonSummary.extend({
    domain: z.string(),
    topic: z.string(),
    body: z.string(),
    sources: z.array(z.string()),
    previous: z.string().nullable(),
    next: z.string().nullable(),
  }),
  refusals: ["not_found"],
});
