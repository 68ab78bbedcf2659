import type { FastifyRequest } from "fastify";
import type { Open } from "../db/transaction.ts";
import { claimKey, hashRequest, keepAnswer } from "../http/idempotency.ts";

/**
 * Runs what a visitor without an account sends, once for each `Idempotency-Key`: a repeat gets the first answer, unsealed
 * by the key, byte for byte.
 * @param subjectId what the visitors share, such as the form: a key is one within it.
 */
export async function once<T>(
  tx: Open,
  request: FastifyRequest,
  subjectId: string,
  input: unknown,
  now: Date,
  run: () => Promise<T>,
): Promise<T> {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string") return run();
  const owner = { actor: subjectId };
  const earlier = await claimKey(tx, owner, key, hashRequest(request.method, request.url, input), now, true);
  if (earlier) return JSON.parse(earlier.body) as T;
  const answer = await run();
  await keepAnswer(tx, owner, key, { status: 200, body: JSON.stringify(answer) }, true);
  return answer;
}
