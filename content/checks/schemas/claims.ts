import { z } from "zod";
import { source } from "./source.ts";
import { text } from "./vocabulary.ts";

/** Sources of claims made outside lessons; `in` is the file that makes them. */
export const claims = z.strictObject({ sources: z.array(source.extend({ in: text })) });
