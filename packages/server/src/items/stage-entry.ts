import { fullness, isOverLimit, type StageRules } from "@throughline/domain/workflow/move";
import { rankBetween } from "@throughline/domain/priority/rank";
import { sql } from "kysely";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";

interface StoredStage {
  readonly stage_id: string;
  readonly workflow_id: string;
  readonly team_id: string;
  readonly position: number;
  readonly name: string;
  readonly kind: StageRules["kind"];
  readonly wip_limit: number | null;
  readonly wip_hard: boolean;
  readonly entry_checklist: unknown;
  readonly next_stage_ids: unknown;
  readonly retired_at: Date | null;
}

export type LoadedStage = StageRules & { readonly name: string };

const present = (row: StoredStage): LoadedStage => ({
  stageId: row.stage_id,
  workflowId: row.workflow_id,
  teamId: row.team_id,
  position: row.position,
  name: row.name,
  kind: row.kind,
  wipLimit: row.wip_limit,
  wipHard: row.wip_hard,
  entryChecklist: row.entry_checklist as string[],
  nextStageIds: row.next_stage_ids as string[] | null,
  retired: row.retired_at !== null,
});

const columns = sql`stage_id, workflow_id, team_id, position, name, kind, wip_limit, wip_hard, entry_checklist, next_stage_ids, retired_at`;

export async function readStage(tx: Read, stageId: string): Promise<LoadedStage> {
  return one(
    await sql<StoredStage>`select ${columns} from stages where organization_id = ${tx.organizationId} and stage_id = ${stageId}`.execute(
      tx.db,
    ),
  );
}

/**
 * The stage an item is about to enter, its row locked until the commit: whoever races for the last place waits here, so
 * that the count behind it is true. Every way into a stage goes through this.
 * @throws Refusal `unknown_reference`
 */
export async function lockStage(tx: Write, stageId: string): Promise<LoadedStage> {
  return one(
    await sql<StoredStage>`select ${columns} from stages where organization_id = ${tx.organizationId} and stage_id = ${stageId} for no key update`.execute(
      tx.db,
    ),
  );
}

function one({ rows }: { readonly rows: readonly StoredStage[] }): LoadedStage {
  const [row] = rows;
  if (!row) throw new Refusal("unknown_reference", "There is no such stage");
  return present(row);
}

/** What a stage's WIP limit counts: its items that are not archived. Counted only where there is a limit. */
export async function countWip(tx: Read, stage: LoadedStage, except?: string): Promise<number> {
  if (stage.wipLimit === null) return 0;
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from items
    where organization_id = ${tx.organizationId} and workflow_id = ${stage.workflowId} and stage_id = ${stage.stageId} and archived_at is null
      and item_id is distinct from ${except ?? null}::uuid`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/**
 * Locks a stage and makes sure that one more item fits.
 * @throws Refusal `stage_full` with limit, count and the stage's name.
 */
export async function claimPlace(
  tx: Write,
  stageId: string,
  except?: string,
): Promise<{ stage: LoadedStage; overLimit: boolean }> {
  const stage = await lockStage(tx, stageId);
  const wip = await countWip(tx, stage, except);
  const full = fullness(stage, wip);
  if (full) throw stageFull(stage, full);
  return { stage, overLimit: isOverLimit(stage, wip) };
}

export const stageFull = (stage: LoadedStage, { limit, count }: { limit: number; count: number }): Refusal =>
  new Refusal("stage_full", {
    detail: `${stage.name} is full: ${count} of ${limit}. Finish or pull something from it first`,
    facts: { stageId: stage.stageId, limit, count },
  });

/** The rank of an item's new place in a stage: below `after`, at the top (null), or at the end (undefined). */
export async function rankInStage(
  tx: Read,
  stage: LoadedStage,
  itemId: string,
  after: string | null | undefined,
): Promise<string> {
  const inStage = sql`organization_id = ${tx.organizationId} and workflow_id = ${stage.workflowId} and stage_id = ${stage.stageId}
    and finished_at is null and archived_at is null and item_id <> ${itemId}`;
  if (after === undefined) {
    const { rows } = await sql<{
      rank: string;
    }>`select rank from items where ${inStage} order by rank desc limit 1`.execute(tx.db);
    return rankBetween(rows[0]?.rank ?? null, null);
  }
  if (after === null) {
    const { rows } = await sql<{ rank: string }>`select rank from items where ${inStage} order by rank limit 1`.execute(
      tx.db,
    );
    return rankBetween(null, rows[0]?.rank ?? null);
  }
  const { rows } = await sql<{ low: string | null; high: string | null }>`
    select a.rank as low, (select min(rank) from items where ${inStage} and rank > a.rank) as high
    from items a where a.organization_id = ${tx.organizationId} and a.item_id = ${after} and a.stage_id = ${stage.stageId}`.execute(
    tx.db,
  );
  const [neighbours] = rows;
  if (!neighbours) throw new Refusal("unknown_reference", "The item to place it below is not in that stage");
  return rankBetween(neighbours.low, neighbours.high);
}
