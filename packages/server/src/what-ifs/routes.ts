import { scopeOf } from "../flow/scope-of.ts";
import { handle, handleLater, type Handler } from "../http/handler.ts";
import { streamAnswer } from "../http/stream-answer.ts";

/** 40,000 items are fitted twice in less. */
const baseLimitMs = 60_000;
const runLimitMs = 120_000;

export const whatIfHandlers: readonly Handler[] = [
  handleLater("readWhatIfBase", async ({ input: { history, ...asked }, tx, actor, now, means }) => {
    const question = { scope: await scopeOf(tx, actor, asked), history, now: now.getTime() };
    return (signal) => means.engine.ask("whatIfBase", question, { signal, limitMs: baseLimitMs });
  }),

  handle("runWhatIf", async ({ input, tx, actor, now, means }) => {
    const { history, alternatives, runs, weeks, ...asked } = input;
    const scope = await scopeOf(tx, actor, asked);
    means.engine.assertRoomForLong(scope);
    const question = { scope, history, alternatives, runs, weeks, now: now.getTime() };
    return streamAnswer({ means, organizationId: tx.organizationId, actor }, (options) =>
      means.engine.ask("whatIf", question, { ...options, limitMs: runLimitMs }),
    );
  }),
];
