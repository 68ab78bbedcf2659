import type { Problem, RefusalCode } from "@throughline/contract/refusals";
import { refusals } from "@throughline/contract/refusals";

/** Beside the code: a sentence for the person, messages per field, the current state of what is stale, facts. */
export type RefusalDetail = Partial<Pick<Problem, "detail" | "fields" | "current" | "facts">>;

/** An expected "no". Thrown, so that the transaction around it rolls back; turned into an answer in one place. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly more: RefusalDetail;
  constructor(code: RefusalCode, more: RefusalDetail | string = {}) {
    super(code);
    this.code = code;
    this.more = typeof more === "string" ? { detail: more } : more;
  }

  problem(requestId: string): Problem {
    const [status, title] = refusals[this.code];
    return { type: `/api/docs#${this.code}`, title, status, code: this.code, ...this.more, request: requestId };
  }
}

/** For what can only be missing through a defect of ours. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There should be ${what}`);
  return value;
}
