import type { readForecastDays, readItemForecast, readItemForecasts } from "@throughline/contract/forecasts";
import type { Output } from "@throughline/contract/endpoint";
import type { FlowHistory, ItemFlow } from "@throughline/domain/flow/history";
import { readHistory } from "@throughline/domain/flow/history";
import { standingAt } from "@throughline/domain/forecast/known-then";
import type { Read } from "../db/transaction.ts";
import type { Context } from "../engine/questions.ts";
import { shownUntil } from "../flow/answer-flow.ts";
import { FlowEvents } from "../flow/flow-events.ts";
import type { FlowScope } from "../flow/flow-scope.ts";
import { readEvents, readFlow, type ReadFlow, type ReadItem } from "../flow/read-flow.ts";
import { Refusal } from "../http/refusal.ts";
import { itemSentence, restsOn } from "./item-sentences.ts";
import { byRisk, itemForecastRow, type ItemForecastRow } from "./item-forecast-rows.ts";
import { keptModel, learnModel, remainingOf, type KnownModel } from "./item-models.ts";

/** What is asked of all items of a scope. The scope's own filter is in `only`: models learn from all items. */
export interface ItemsQuestion {
  readonly scope: FlowScope;
  /** Items to tell of; absent: all. */
  readonly only: readonly string[] | undefined;
  readonly waiting: boolean;
  readonly limit: number;
  readonly now: number;
}

export interface ItemQuestion {
  readonly scope: FlowScope & { readonly workflowId: string };
  readonly item: ReadItem;
  readonly now: number;
}

/** Open items of a scope with their dates, the most at risk first. */
export async function answerItemForecasts(
  asked: ItemsQuestion,
  context: Context,
): Promise<Output<typeof readItemForecasts>> {
  const told = await tellItems(asked, context);
  const rows = told.rows.sort(byRisk);
  return {
    now: new Date(told.at).toISOString(),
    timeZone: told.timeZone,
    lastNumber: told.lastNumber,
    total: rows.length,
    rows: rows.slice(0, asked.limit),
  };
}

/** The likely day of each open item, for lists. */
export async function answerForecastDays(
  asked: ItemsQuestion,
  context: Context,
): Promise<Output<typeof readForecastDays>> {
  const { at, rows } = await tellItems(asked, context);
  const days: Record<string, string> = {};
  for (const { itemId, dates } of rows
    .sort((a, b) => Number(b.isStarted) - Number(a.isStarted))
    .slice(0, asked.limit)) {
    const day = dates?.[1];
    if (day) days[itemId] = day;
  }
  return { now: new Date(at).toISOString(), days };
}

interface ToldItems {
  readonly at: number;
  readonly timeZone: string;
  readonly lastNumber: number;
  readonly rows: ItemForecastRow[];
}

async function tellItems(
  { scope, only, waiting, now }: ItemsQuestion,
  { read, progress }: Context,
): Promise<ToldItems> {
  const { flow, zones } = await read(scope.organizationId, async (tx) => {
    const flow = await readFlow(tx, scope);
    return { flow, zones: await readZones(tx) };
  });
  const at = shownUntil(flow.lastAt, now) + 1;
  const listed = only && new Set(only);
  const here = new Set(
    flow.history.items.filter((one) => standingAt(one, at).state === "open").map(({ item }) => item),
  );
  const rows: ItemForecastRow[] = [];
  const byWorkflow = Map.groupBy(flow.whole.items, ({ item }) => flow.items.get(item)?.workflowId ?? "");
  let done = 0;
  for (const [workflowId, flows] of byWorkflow) {
    const open = flows.filter((one) => {
      const item = flow.items.get(one.item);
      if (!item || !here.has(one.item) || listed?.has(one.item) === false || standingAt(one, at).state !== "open")
        return false;
      return waiting || one.startedAt !== undefined || item.dueOn !== null;
    });
    if (open.length > 0) {
      const history: FlowHistory = { stages: flow.whole.stages, items: flows };
      const timeZone = mainZone(open, flow, zones);
      const known =
        keptModel(scope.organizationId, workflowId, { lastNumber: flow.lastNumber, now, stages: stagesOf(open) }) ??
        learnModel({
          organizationId: scope.organizationId,
          workflowId,
          history,
          items: flow.items,
          timeZone,
          lastNumber: flow.lastNumber,
          at,
          now,
        });
      const remaining = known ? remainingOf(known, open, at, flow.items) : [];
      for (const [i, one] of open.entries()) {
        const item = flow.items.get(one.item)!;
        const zone = zones.get(item.teamId) ?? timeZone;
        rows.push(itemForecastRow(item, one, remaining[i], { known, at, timeZone: zone }));
      }
    }
    done += flows.length;
    progress(done / flow.whole.items.length);
  }
  const timeZone =
    scope.teamId === undefined ? mainZone(flow.whole.items, flow, zones) : (zones.get(scope.teamId) ?? "UTC");
  return { at, timeZone, lastNumber: flow.lastNumber, rows };
}

/** One open item: from the thread's model where it has one, reading no more than this item's own events. */
export async function answerItemForecast(
  { scope, item, now }: ItemQuestion,
  { read }: Context,
): Promise<Output<typeof readItemForecast>> {
  const { organizationId, workflowId } = scope;
  const own = await read(organizationId, async (tx) => {
    const lastNumber = await lastNumberOf(tx);
    const kept = keptModel(organizationId, workflowId, { lastNumber, now, stages: [item.stageId] });
    const zones = await readZones(tx);
    if (!kept) return { flow: await readFlow(tx, scope), zones, kept };
    return { one: await readOwnFlow(tx, item.itemId, kept.history), zones, kept };
  });
  const timeZone = own.zones.get(item.teamId) ?? "UTC";
  let known: KnownModel | undefined = own.kept;
  let one: ItemFlow | undefined = own.one;
  let at = now + 1;
  if (own.flow) {
    const { flow } = own;
    at = shownUntil(flow.lastAt, now) + 1;
    one = flow.whole.items.find((each) => each.item === item.itemId);
    const { items, lastNumber, whole: history } = flow;
    known = learnModel({ organizationId, workflowId, history, items, timeZone, lastNumber, at, now });
  }
  if (!one || standingAt(one, at).state !== "open") throw new Refusal("not_found", "The item is finished or put away");
  const [remaining] = known ? remainingOf(known, [one], at, new Map([[item.itemId, item]])) : [];
  const row = itemForecastRow(item, one, remaining, { known, at, timeZone });
  return {
    ...row,
    now: new Date(at).toISOString(),
    timeZone,
    sentence: itemSentence(row, at, timeZone),
    rests: restsOn(row),
  };
}

/** What happened to one item, in the stages its workflow had when the model was learnt. */
async function readOwnFlow(tx: Read, itemId: string, { stages }: FlowHistory): Promise<ItemFlow | undefined> {
  const known = new Set(stages.map(({ id }) => id));
  const reader = new FlowEvents(stages);
  const events = (await readEvents(tx, [{ item_id: itemId }]))
    .filter(({ stage }) => stage === null || known.has(stage))
    .flatMap((event) => reader.read(event));
  return readHistory(events, stages).items[0];
}

async function lastNumberOf(tx: Read): Promise<number> {
  const counter = await tx.db
    .selectFrom("event_counters")
    .select("last_number")
    .where("organization_id", "=", tx.organizationId)
    .executeTakeFirst();
  return Number(counter?.last_number ?? 0);
}

async function readZones(tx: Read): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom("teams")
    .select(["team_id", "time_zone"])
    .where("organization_id", "=", tx.organizationId)
    .execute();
  return new Map(rows.map((row) => [row.team_id, row.time_zone]));
}

/** Every stage that one of these is in. */
const stagesOf = (flows: readonly ItemFlow[]): string[] => [
  ...new Set(flows.flatMap(({ stays }) => stays.at(-1)?.stage.id ?? [])),
];

/** The zone of the team that most of the items are with. */
function mainZone(flows: readonly ItemFlow[], { items }: ReadFlow, zones: ReadonlyMap<string, string>): string {
  const counts = new Map<string, number>();
  for (const { item } of flows) {
    const zone = zones.get(items.get(item)?.teamId ?? "");
    if (zone !== undefined) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "UTC";
}
