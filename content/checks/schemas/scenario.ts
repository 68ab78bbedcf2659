import { z } from "zod";
import { text, topicId } from "./vocabulary.ts";

export const scenario = z.looseObject({
  id: text,
  number: z.int().min(1).max(8),
  title: text,
  topics: z.array(topicId).min(1),
});
export type Scenario = z.infer<typeof scenario>;
