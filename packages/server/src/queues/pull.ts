import { compareQueued } from "@throughline/domain/priority/queue-policy";
import { fullness } from "@throughline/domain/workflow/move";
import type { Actor } from "../access/actor.ts";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { lockItem, type LoadedItem } from "../items/load.ts";
import { moveItem } from "../items/move.ts";
import { countWip, readStage, stageFull, type LoadedStage } from "../items/stage-entry.ts";
import { loadQueue } from "./load.ts";

/**
 * Pulls the first item of a team's queue that may start: it moves to the team's next active stage of its workflow, under
 * that stage's limit, and belongs to whoever pulls. Passed over are items that are blocked or on offer, and those whose
 * next stage is full while another workflow's is not. Of several who pull at once each gets an item of their own.
 * @returns the item's id.
 * @throws Refusal `not_found`, `stage_full`, `entry_criteria_open`, `conflict` where nothing can be pulled
 */
export async function pullFirst(
  tx: Write,
  actor: Actor,
  teamId: string,
  confirmed: readonly string[],
  now: Date,
  newId: () => string,
): Promise<string> {
  const { items, settings } = await loadQueue(tx, actor, teamId, now);
  const order = items.toSorted((a, b) => compareQueued(a, b, settings.medianEffort).order);
  const full = new Map<string, Refusal>();
  let passedOver: Refusal | undefined;
  for (const candidate of order) {
    if (candidate.held !== null) continue;
    const from = await readStage(tx, candidate.stageId);
    const to = await nextActiveStage(tx, from, teamId);
    if (!to) {
      passedOver ??= noWayOn(from);
      continue;
    }
    // Asked before anything is locked, so that a full stage is passed over without standing in others' way.
    const count = full.has(to.stageId) ? null : await countWip(tx, to);
    const refusal = full.get(to.stageId) ?? (count === null ? undefined : refusalOf(to, count));
    if (refusal) {
      full.set(to.stageId, refusal);
      passedOver ??= refusal;
      continue;
    }
    const item = await lockItem(tx, actor, candidate.itemId);
    if (!stillWaits(item, candidate.stageId)) continue;
    try {
      await moveItem(tx, actor, item, { stageId: to.stageId, confirmed, ownerId: actor.personId }, now, newId);
      return item.item_id;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "stage_full") throw error;
      full.set(to.stageId, error);
      passedOver ??= error;
    }
  }
  throw passedOver ?? new Refusal("conflict", nothingToPull(items.length));
}

/**
 * Pulls the item named out of a team's queue, whatever stands before it.
 * @throws Refusal `not_found`, `stage_full`, `entry_criteria_open`, `item_blocked`, `conflict` where it is not in the queue
 */
export async function pullNamed(
  tx: Write,
  actor: Actor,
  teamId: string,
  reference: string,
  confirmed: readonly string[],
  now: Date,
  newId: () => string,
): Promise<string> {
  const item = await lockItem(tx, actor, reference);
  const from = await readStage(tx, item.stage_id);
  if (item.team_id !== teamId || from.kind !== "queue" || item.archived_at !== null)
    throw new Refusal("conflict", `${item.key} does not wait in this team's queue; it is in ${from.name}`);
  if (item.offered_to !== null)
    throw new Refusal("conflict", `${item.key} is offered to another team; withdraw the offer first`);
  const to = await nextActiveStage(tx, from, teamId);
  if (!to) throw noWayOn(from);
  await moveItem(tx, actor, item, { stageId: to.stageId, confirmed, ownerId: actor.personId }, now, newId);
  return item.item_id;
}

const stillWaits = (item: LoadedItem, stageId: string): boolean =>
  item.stage_id === stageId && item.archived_at === null && item.blocked_since === null && item.offered_to === null;

const noWayOn = (from: LoadedStage): Refusal =>
  new Refusal("conflict", `The workflow has no active stage of this team that ${from.name} leads to`);

function refusalOf(stage: LoadedStage, count: number): Refusal | undefined {
  const full = fullness(stage, count);
  return full ? stageFull(stage, full) : undefined;
}

const nothingToPull = (waiting: number): string =>
  waiting === 0
    ? "Nothing waits in this team's queue"
    : `None of the ${waiting} items in this team's queue can be pulled: they are blocked or on offer`;

/** The first active stage of the team after `from` that the workflow leads to from there. */
async function nextActiveStage(tx: Read, from: LoadedStage, teamId: string): Promise<LoadedStage | null> {
  let query = tx.db
    .selectFrom("stages")
    .select("stage_id")
    .where("organization_id", "=", tx.organizationId)
    .where("workflow_id", "=", from.workflowId)
    .where("team_id", "=", teamId)
    .where("kind", "=", "active")
    .where("position", ">", from.position)
    .where("retired_at", "is", null)
    .orderBy("position")
    .limit(1);
  if (from.nextStageIds !== null) query = query.where("stage_id", "in", [...from.nextStageIds]);
  const row = from.nextStageIds?.length === 0 ? undefined : await query.executeTakeFirst();
  return row ? readStage(tx, row.stage_id) : null;
}
