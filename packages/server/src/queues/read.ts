import type { Output } from "@throughline/contract/endpoint";
import type { readQueue as readQueueEndpoint } from "@throughline/contract/queues";
import { orderQueue, type QueuePosition } from "@throughline/domain/priority/queue";
import { ordinal } from "@throughline/domain/priority/queue-reason";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Read } from "../db/transaction.ts";
import { presentRow, selectRows } from "../items/rows.ts";
import { loadQueue, type WaitingItem } from "./load.ts";

type Queue = Output<typeof readQueueEndpoint>;

/** So many positions are explained and sent; all are ordered. */
const shown = 500;

/** A team's queue in order with its reasons, and how much of its capacity is in use. */
export async function readQueue(tx: Read, actor: Actor, teamId: string, now: Date): Promise<Queue> {
  const { items, settings, capacity } = await loadQueue(tx, actor, teamId, now);
  const isGuest = actor.role === "guest";
  const order = orderQueue(items, settings, isGuest ? items.length : shown);
  const entries = order.filter(({ item }) => item.visible).slice(0, shown);
  const ids = entries.map(({ item }) => item.itemId);
  const rows =
    ids.length === 0
      ? []
      : await selectRows(tx, actor, sql`i.item_id = any(${ids}::uuid[])`, sql`i.item_id`, ids.length);
  return {
    entries: entries.map((entry) => (isGuest ? withoutNeighbours(entry, items.length) : present(entry))),
    rows: rows.map(presentRow),
    total: items.length,
    inProgress: await countActive(tx, teamId),
    capacity,
  };
}

const present = ({ position, item, reason }: QueuePosition<WaitingItem>): Queue["entries"][number] => ({
  position,
  itemId: item.itemId,
  reason,
  override: item.override && {
    reason: item.override.reason,
    by: item.overrideBy,
    at: new Date(item.override.at).toISOString(),
  },
  held: item.held,
});

/** A guest reads where their own item stands, and nothing about what stands around it. */
const withoutNeighbours = (entry: QueuePosition<WaitingItem>, total: number): Queue["entries"][number] => ({
  ...present(entry),
  reason: {
    code: entry.reason.code,
    sentence: `${ordinal(entry.position)} of ${total} in the team's queue.`,
    facts: {},
  },
  override: null,
});

async function countActive(tx: Read, teamId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from items i join stages s on s.organization_id = i.organization_id and s.stage_id = i.stage_id
    where i.organization_id = ${tx.organizationId} and i.team_id = ${teamId} and s.kind = 'active'
      and i.finished_at is null and i.archived_at is null`.execute(tx.db);
  return rows[0]?.count ?? 0;
}
