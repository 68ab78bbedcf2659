/** The threads the engine answers in. */
import { type MessagePort, workerData } from "node:worker_threads";
import { RefusedInput } from "@throughline/domain/numbers/refused-input";
import type { RefusalCode } from "@throughline/contract/refusals";
import { openPool } from "../db/pool.ts";
import { inTransaction, type Read } from "../db/transaction.ts";
import { refusalOfDatabase } from "../http/refusal-of-database.ts";
import { Refusal, type RefusalDetail } from "../http/refusal.ts";
import { answers, type Context, type QuestionName } from "./questions.ts";

export interface Asked {
  readonly question: QuestionName;
  readonly input: unknown;
  readonly progress: MessagePort;
}

export type Replied =
  | { readonly kind: "answer"; readonly answer: unknown }
  | { readonly kind: "refused"; readonly code: RefusalCode; readonly more: RefusalDetail };

const { databaseUrl } = workerData as { readonly databaseUrl: string };
const pool = openPool({ url: databaseUrl, max: 1, name: "throughline engine" });

/** Reads in one read-only transaction of the organization, on the thread's own connection. */
const read: Context["read"] = <T>(organizationId: string, work: (tx: Read) => Promise<T>) =>
  inTransaction(pool, { organizationId, readOnly: true }, () => {}, work);

export async function reply({ question, input, progress }: Asked): Promise<Replied> {
  try {
    const answer = answers[question] as (input: unknown, context: Context) => Promise<unknown>;
    return { kind: "answer", answer: await answer(input, { read, progress: (share) => progress.postMessage(share) }) };
  } catch (error) {
    // Errors of other classes lose theirs on the way to the main thread: what can be told is told here.
    const refusal = error instanceof Refusal ? error : refusalOfDatabase(error as Error);
    if (refusal && refusal.code !== "failed") return { kind: "refused", code: refusal.code, more: refusal.more };
    // The engine's own refusals name what was wrong with the figures it was given.
    if (error instanceof RefusedInput)
      return {
        kind: "refused",
        code: "not_enough_history",
        more: { detail: error.message, facts: { reason: error.code } },
      };
    throw error;
  } finally {
    progress.close();
  }
}
