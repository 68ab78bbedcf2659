import { z } from "zod";

export const AUDIENCES = ["knowledge-worker", "team-lead", "platform-professional", "designer", "leader"] as const;
export type Audience = (typeof AUDIENCES)[number];

export const DOMAINS = ["entry", "priority", "flow", "visibility", "scale", "projects"] as const;

export const audiences = z
  .array(z.enum(AUDIENCES))
  .min(1)
  .refine((list) => new Set(list).size === list.length, "names an audience twice");

export const level = z.enum(["recall", "apply", "analyse"]);

/** Text with something in it and no idle spaces at its ends. */
export const text = z
  .string()
  .min(1)
  .refine((said) => said === said.trim(), "starts or ends with a space");

const word = "[a-z0-9]+(?:-[a-z0-9]+)*";
export const topicId = z.string().regex(new RegExp(`^${word}/${word}$`), "must be <domain>/<topic>");
export const lessonId = z.string().regex(new RegExp(`^${word}/${word}/${word}$`), "must be <domain>/<topic>/<lesson>");
export const slug = z.string().regex(new RegExp(`^${word}$`), "must be lower-case words joined by hyphens");
