import { scopeOf } from "../flow/scope-of.ts";
import { handle, handleLater, type Handler } from "../http/handler.ts";
import { streamWork } from "./stream-work.ts";

/** 40,000 items are fitted twice in less. */
const baseLimitMs = 60_000;
const runLimitMs = 120_000;
const runsPerActor = 2;
const running = new Map<string, number>();

export const whatIfHandlers: readonly Handler[] = [
  handleLater("readWhatIfBase", async ({ input: { history, ...asked }, tx, actor, now, means }) => {
    const question = { scope: await scopeOf(tx, actor, asked), history, now: now.getTime() };
    return (signal) => means.engine.ask("whatIfBase", question, { signal, limitMs: baseLimitMs });
  }),

  handle("runWhatIf", async ({ input, tx, actor, now, means, refuse }) => {
    const { history, alternatives, runs, weeks, ...asked } = input;
    if ((running.get(actor.credentialId) ?? 0) >= runsPerActor)
      refuse("too_many_requests", `At most ${runsPerActor} what-ifs run at once for one session or key`);
    const question = { scope: await scopeOf(tx, actor, asked), history, alternatives, runs, weeks, now: now.getTime() };
    count(actor.credentialId, 1);
    return streamWork(
      (signal, onProgress) => means.engine.ask("whatIf", question, { signal, onProgress, limitMs: runLimitMs }),
      () => count(actor.credentialId, -1),
    );
  }),
];

function count(credentialId: string, by: number): void {
  const now = (running.get(credentialId) ?? 0) + by;
  if (now <= 0) running.delete(credentialId);
  else running.set(credentialId, now);
}
