import type { ReadItem } from "../flow/read-flow.ts";
import { scopeOf } from "../flow/scope-of.ts";
import { handleLater, type Handler } from "../http/handler.ts";
import { loadItem } from "../items/load.ts";
import { keptForecastDays } from "./kept-days.ts";
import { idsOf, wantedOf } from "./wanted.ts";

/** A history of 40,000 items is learnt from in less. */
const limitMs = 60_000;
const mostListed = 2_000;

export const forecastHandlers: readonly Handler[] = [
  handleLater("readForecast", async ({ input, tx, actor, now, means }) => {
    const { count, parent, items, view, order, growing, by, asOf, weeks, ...asked } = input;
    const question = {
      scope: await scopeOf(tx, actor, asked),
      wanted: await wantedOf(tx, actor, { count, parent, items, view }),
      order,
      growing,
      by,
      asOf,
      weeks,
      now: now.getTime(),
    };
    return (signal) => means.engine.ask("forecast", question, { signal, limitMs });
  }),

  handleLater("readItemForecasts", async ({ input: { waiting, limit, ...asked }, tx, actor, now, means }) => {
    const { filter = {}, ...scope } = await scopeOf(tx, actor, asked);
    const isNarrowed = Object.values(filter).some((value) => value !== undefined);
    const only = isNarrowed ? await idsOf(tx, actor, { ...filter, state: "open" }) : undefined;
    const question = { scope, only, waiting, limit, now: now.getTime() };
    return (signal) => means.engine.ask("itemForecasts", question, { signal, limitMs });
  }),

  handleLater("readItemForecast", async ({ input, tx, actor, now, means }) => {
    const row = await loadItem(tx, actor, input.item);
    const item: ReadItem = {
      itemId: row.item_id,
      key: row.key,
      title: row.title,
      kind: row.kind,
      classOfService: row.class_of_service,
      workflowId: row.workflow_id,
      stageId: row.stage_id,
      teamId: row.team_id,
      parentId: row.parent_id,
      dueOn: row.due_on,
      value: row.value,
      effortLow: row.effort_low,
      effortHigh: row.effort_high,
    };
    const scope = { organizationId: tx.organizationId, actor, workflowId: row.workflow_id };
    return (signal) => means.engine.ask("itemForecast", { scope, item, now: now.getTime() }, { signal, limitMs });
  }),

  handleLater("readForecastDays", async ({ input, tx, actor, now, means }) => {
    const { filter: _filter, ...scope } = await scopeOf(tx, actor, input);
    const question = { scope, only: undefined, waiting: true, limit: mostListed, now: now.getTime() };
    return () => keptForecastDays(means.engine, question);
  }),
];
