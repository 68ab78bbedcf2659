import { handleLater, type Handler } from "../http/handler.ts";
import { scopeOf } from "./scope-of.ts";

export const flowHandlers: readonly Handler[] = [
  handleLater("readFlow", async ({ input: { from, to, ...asked }, tx, actor, now, means }) => {
    const scope = await scopeOf(tx, actor, asked);
    const question = {
      scope,
      from: from === undefined ? undefined : Date.parse(from),
      to: to === undefined ? undefined : Date.parse(to) + 86_400_000,
      now: now.getTime(),
    };
    return (signal) => means.engine.ask("flow", question, { signal });
  }),
];
