import type { ClassOfService } from "@throughline/domain/priority/queue-policy";
import { type FlowHistory, type FlowStage, readHistory } from "@throughline/domain/flow/history";
import { sql } from "kysely";
import { sightOf, visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";
import { filterItems } from "../items/filter.ts";
import { flowEventNames, FlowEvents, type ToldEvent } from "./flow-events.ts";
import type { FlowScope } from "./flow-scope.ts";
import { TeamPart } from "./team-part.ts";

/** So many items at most: all open ones first, then those finished last. */
export const mostItems = 40_000;

/** A stage as drawn and named; `id` is the stage's. */
export interface ReadStage extends FlowStage {
  readonly team: string;
  readonly name: string;
  readonly workflowId: string;
  readonly position: number;
  readonly wipLimit: number | null;
  readonly serviceLevel: { readonly percent: number; readonly days: number } | null;
}

/** What pages say of an item beside its times. */
export interface ReadItem {
  readonly itemId: string;
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly classOfService: ClassOfService;
  readonly workflowId: string;
  readonly stageId: string;
  readonly teamId: string;
  readonly parentId: string | null;
  readonly dueOn: string | null;
  readonly value: number | null;
  readonly effortLow: number | null;
  readonly effortHigh: number | null;
}

export interface ReadFlow {
  /** Of the team's part where the scope is a team's; its stages are then the team's, and `elsewhere`. */
  readonly history: FlowHistory;
  /** From end to end, whoever's part. The same as `history` where the scope is no team's. */
  readonly whole: FlowHistory;
  /** In the order of workflows and of stages in them; retired ones that items passed through included. */
  readonly stages: readonly ReadStage[];
  readonly items: ReadonlyMap<string, ReadItem>;
  /** Items that fit the scope and were left out by the bound, the longest finished. */
  readonly leftOut: number;
  /** Of the events read, epoch milliseconds; undefined where there are none. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
  /** The organization's last event when it was read. */
  readonly lastNumber: number;
}

interface ItemRow {
  readonly item_id: string;
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly class_of_service: ClassOfService;
  readonly workflow_id: string;
  readonly stage_id: string;
  readonly team_id: string;
  readonly parent_id: string | null;
  readonly due_on: string | null;
  readonly value: number | null;
  readonly effort_low: number | null;
  readonly effort_high: number | null;
  readonly total: number;
}

/** What a history depends on: it is the same for all who see the same items. */
export const historyKey = (
  { organizationId, actor, teamId, workflowId, filter }: FlowScope,
  lastNumber: number,
): string =>
  JSON.stringify([
    organizationId,
    sightOf(actor),
    teamId,
    workflowId,
    filter?.class,
    filter?.kind,
    filter?.label,
    lastNumber,
  ]);

/** One entry a thread: pages ask several questions of the same history one after the other. */
let remembered: { readonly key: string; readonly flow: ReadFlow } | null = null;

/**
 * Everything that happened to the items of a scope, as the engine reads it. Remembered until something happens in the
 * organization.
 */
export async function readFlow(tx: Read, scope: FlowScope): Promise<ReadFlow> {
  const counter = await tx.db
    .selectFrom("event_counters")
    .select("last_number")
    .where("organization_id", "=", tx.organizationId)
    .executeTakeFirst();
  const lastNumber = Number(counter?.last_number ?? 0);
  const key = historyKey(scope, lastNumber);
  if (remembered?.key === key) return remembered.flow;
  remembered = null;
  const stages = await readStages(tx, scope);
  const rows = await readItems(tx, scope, stages);
  const part = scope.teamId === undefined ? null : new TeamPart(scope.teamId, stages);
  const events = await readEvents(tx, rows);
  const reader = new FlowEvents(stages);
  const known = new Set(stages.map((stage) => stage.id));
  // An item that came from another workflow begins here where it came over.
  const read = events.filter(({ stage }) => stage === null || known.has(stage)).flatMap((event) => reader.read(event));
  const whole = readHistory(read, stages);
  const flow: ReadFlow = {
    whole,
    history: part
      ? readHistory(
          read.flatMap((event) => part.keep(event) ?? []),
          part.stages,
        )
      : whole,
    stages,
    items: new Map(rows.map((row) => [row.item_id, present(row)])),
    leftOut: Math.max(0, Number(rows[0]?.total ?? 0) - rows.length),
    firstAt: read[0]?.at,
    lastAt: read.at(-1)?.at,
    lastNumber,
  };
  remembered = { key, flow };
  return flow;
}

/** Every stage of the scope's workflows. A team's scope covers each workflow that has a stage of the team. */
async function readStages(tx: Read, { teamId, workflowId }: FlowScope): Promise<ReadStage[]> {
  const { rows } = await sql<{
    stage_id: string;
    workflow_id: string;
    team_id: string;
    position: number;
    name: string;
    kind: FlowStage["kind"];
    wip_limit: number | null;
    sle_percent: number | null;
    sle_days: number | null;
  }>`
    select s.stage_id, s.workflow_id, s.team_id, s.position, s.name, s.kind, s.wip_limit, s.sle_percent, s.sle_days
    from stages s join workflows w on w.organization_id = s.organization_id and w.workflow_id = s.workflow_id
    where s.organization_id = ${tx.organizationId}
      ${workflowId === undefined ? sql`` : sql`and s.workflow_id = ${workflowId}`}
      ${
        teamId === undefined
          ? sql``
          : sql`and exists (select from stages t where t.organization_id = s.organization_id and t.workflow_id = s.workflow_id and t.team_id = ${teamId})`
      }
    order by w.created_at, w.workflow_id, s.retired_at is not null, s.position`.execute(tx.db);
  return rows.map((row) => ({
    id: row.stage_id,
    kind: row.kind,
    team: row.team_id,
    name: row.name,
    workflowId: row.workflow_id,
    position: row.position,
    wipLimit: row.wip_limit,
    serviceLevel: row.sle_percent === null ? null : { percent: row.sle_percent, days: Number(row.sle_days) },
  }));
}

async function readItems(tx: Read, scope: FlowScope, stages: readonly ReadStage[]): Promise<ItemRow[]> {
  const workflows = [...new Set(stages.map((stage) => stage.workflowId))];
  const { rows } = await sql<ItemRow>`
    select i.item_id, i.key, i.title, i.kind, i.class_of_service, i.workflow_id, i.stage_id, i.team_id, i.parent_id, i.due_on, i.value,
      i.effort_low, i.effort_high, count(*) over ()::int as total
    from items i where i.organization_id = ${tx.organizationId} and i.workflow_id = any(${workflows}::uuid[])
      and ${visibleItems(scope.actor)} and ${filterItems({ ...scope.filter, state: "all" }, scope.actor, tx.organizationId)}
    order by coalesce(i.finished_at, i.archived_at, 'infinity') desc, i.item_id limit ${mostItems}`.execute(tx.db);
  return rows;
}

/** By time, each with what the engine needs of it. */
export async function readEvents(tx: Read, rows: readonly Pick<ItemRow, "item_id">[]): Promise<ToldEvent[]> {
  if (rows.length === 0) return [];
  const { rows: events } = await sql<ToldEvent>`
    select e.item_id as item, (extract(epoch from e.occurred_at) * 1000)::float8 as at, e.name,
      coalesce(e.data ->> 'to', e.data ->> 'stage') as stage, e.data ->> 'toTeam' as team, (e.data ->> 'taken')::boolean as taken, b.reason
    from events e left join blocks b on e.name = 'item.blocked' and b.organization_id = e.organization_id and b.block_id = (e.data ->> 'block')::uuid
    where e.organization_id = ${tx.organizationId} and e.item_id = any(${rows.map((row) => row.item_id)}::uuid[])
      and e.name = any(${[...flowEventNames]}::text[])
    order by e.occurred_at, e.number`.execute(tx.db);
  return events;
}

const present = (row: ItemRow): ReadItem => ({
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
});
