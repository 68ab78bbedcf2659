import { NoAnswer, Refused } from "@throughline/contract/client";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { RefusedInput } from "@throughline/domain/numbers/refused-input";
import { WrongUsage } from "./arguments.ts";
import { harmless } from "./printing.ts";

/** What a script can tell by the exit code. */
export const exitCodes = { done: 0, refused: 1, wrongUsage: 2, noAnswer: 3, failed: 4 } as const;

/** The server said no, or what was asked for did not come about, in one sentence. */
export class NotDone extends Error {
  override readonly name = "NotDone";
}

/** A failure as a sentence for the person and a code for the script. */
export function tellFailure(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof WrongUsage) return { text: harmless(error.message), code: exitCodes.wrongUsage };
  // A file or a number that the engine cannot work with; the message says where and what to do.
  if (error instanceof ReadRefusal || error instanceof RefusedInput)
    return { text: harmless(error.message), code: exitCodes.wrongUsage };
  if (error instanceof NotDone) return { text: error.message, code: exitCodes.refused };
  if (error instanceof Refused) {
    const { code, detail, title, fields = {} } = error.problem;
    const lines = Object.entries(fields).map(([name, message]) => `  --${name}: ${message}`);
    const hint = code === "signed_out" ? " Set THROUGHLINE_KEY, or connect: throughline connect URL KEY" : "";
    return {
      text:
        harmless(`${detail ?? title} (${code}).${hint}`).replace("..", ".") +
        (lines.length > 0 ? `\n${lines.map(harmless).join("\n")}` : ""),
      code: exitCodes.refused,
    };
  }
  if (error instanceof NoAnswer)
    return {
      text: `${error.message}. Is the server running, and is THROUGHLINE_URL right?`,
      code: exitCodes.noAnswer,
    };
  if (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOENT" || error.code === "EACCES" || error.code === "EISDIR")
  )
    return { text: error.message, code: exitCodes.wrongUsage };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: exitCodes.failed };
}
