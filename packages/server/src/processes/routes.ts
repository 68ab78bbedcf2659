import type { Parsed } from "@throughline/contract/endpoint";
import type { readProcessModel } from "@throughline/contract/processes";
import { Temporal } from "temporal-polyfill";
import type { Actor } from "../access/actor.ts";
import type { Read } from "../db/transaction.ts";
import { scopeOf } from "../flow/scope-of.ts";
import { handle, handleLater, type Handler } from "../http/handler.ts";
import { streamAnswer } from "../http/stream-answer.ts";
import type { ProcessQuestion } from "./process-question.ts";

const alignmentLimitMs = 120_000;

const startOfDay = (day: string, later: number, zone: string): number =>
  Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(zone).epochMilliseconds;

type Asked = Omit<Parsed<typeof readProcessModel>, "infrequent">;

async function questionOf(tx: Read, actor: Actor, now: Date, asked: Asked): Promise<ProcessQuestion> {
  const { from, to, zone = "UTC", group, against, ...scope } = asked;
  return {
    scope: await scopeOf(tx, actor, scope),
    from: from === undefined ? undefined : startOfDay(from, 0, zone),
    to: to === undefined ? undefined : startOfDay(to, 1, zone),
    group,
    against,
    now: now.getTime(),
  };
}

export const processHandlers: readonly Handler[] = [
  handleLater("readProcess", async ({ input: { time, stages, ways, ...asked }, tx, actor, now, means }) => {
    const question = { ...(await questionOf(tx, actor, now, asked)), time, shares: { stages, ways } };
    return (signal) => means.engine.ask("process", question, { signal });
  }),

  handleLater("readProcessModel", async ({ input: { infrequent, ...asked }, tx, actor, now, means }) => {
    const question = { ...(await questionOf(tx, actor, now, asked)), infrequent };
    return (signal) => means.engine.ask("processModel", question, { signal });
  }),

  handle("alignProcess", async ({ input: { infrequent, ...asked }, tx, actor, now, means }) => {
    const question = { ...(await questionOf(tx, actor, now, asked)), infrequent };
    return streamAnswer({ means, organizationId: tx.organizationId, actor }, (options) =>
      means.engine.ask("processAlignment", question, { ...options, limitMs: alignmentLimitMs }),
    );
  }),

  handleLater("listProcessItems", async ({ input, tx, actor, now, means }) => {
    const { time, of, key, sort, after, limit, ...asked } = input;
    const question = { ...(await questionOf(tx, actor, now, asked)), time, of, key, sort, after, limit };
    return (signal) => means.engine.ask("processItems", question, { signal });
  }),
];
