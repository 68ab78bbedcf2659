import type { Context } from "../engine/questions.ts";
import type { FlowScope } from "./flow-scope.ts";
import { readFlow } from "./read-flow.ts";

export interface FlowQuestion {
  readonly scope: FlowScope;
  /** Epoch milliseconds. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly now: number;
}

/** All figures of the Flow page. */
export async function answerFlow({ scope, from, to, now }: FlowQuestion, { read }: Context) {
  const flow = await read(scope.organizationId, (tx) => readFlow(tx, scope));
  const until = to ?? shownUntil(flow.lastAt, now);
  return {
    from: iso(from ?? until - shownDays * day),
    to: iso(until),
    firstAt: flow.firstAt === undefined ? null : iso(flow.firstAt),
    lastAt: flow.lastAt === undefined ? null : iso(flow.lastAt),
    items: flow.history.items.length,
    leftOut: flow.leftOut,
  };
}

const day = 86_400_000;
const shownDays = 90;
const quietDays = 60;

/** Now, or the end of what happened where nothing has for long: a history brought in is looked at where it ends. */
export const shownUntil = (lastAt: number | undefined, now: number): number =>
  lastAt === undefined || now - lastAt <= quietDays * day ? now : lastAt + 1;

const iso = (at: number) => new Date(at).toISOString();
