import { handleLater, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";
import { scopeOf } from "./scope-of.ts";

export const flowHandlers: readonly Handler[] = [
  handleLater("readFlow", async ({ input, tx, actor, now, means }) => {
    const { from, to, days, clock, time, by, zone, ...asked } = input;
    if (from !== undefined && to !== undefined && from > to)
      throw new Refusal("invalid_input", { fields: { from: "The first day must not come after the last" } });
    if (time === "working" && asked.team === undefined && asked.workflow === undefined)
      throw new Refusal("invalid_input", {
        fields: { time: "Working hours are a team's: choose a team or a workflow, or count calendar time" },
      });
    const scope = await scopeOf(tx, actor, asked);
    const question = { scope, from, to, days, clock, time, by, zone, now: now.getTime() };
    return (signal) => means.engine.ask("flow", question, { signal });
  }),
];
