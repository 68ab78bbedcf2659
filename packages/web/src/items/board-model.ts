import type { ItemRow } from "@throughline/contract/items";
import type { Workflow } from "@throughline/contract/workflows";
import { rankBetween } from "@throughline/domain/priority/rank";

export interface BoardColumn {
  readonly stageId: string;
  readonly cards: readonly ItemRow[];
  /** What the limit counts, moves under way included. */
  readonly wip: number;
  /** Cards beyond those that were loaded. */
  readonly more: number;
}

/** A board as the server listed it. */
export interface LoadedBoard {
  readonly columns: readonly {
    readonly stageId: string;
    readonly count: number;
    readonly wip: number;
    readonly itemIds: readonly string[];
  }[];
}

/**
 * The columns of a board from what the server listed and what the rows say now: a card stands where its row says, so that a
 * move shows before anything is listed again.
 * @param passes whether an item that arrived meanwhile belongs on this board (the filter in use).
 */
export function arrangeBoard(
  workflow: Workflow,
  loaded: LoadedBoard,
  rowOf: (itemId: string) => ItemRow | undefined,
  arrived: Iterable<ItemRow>,
  passes: (row: ItemRow) => boolean,
): BoardColumn[] {
  const listed = new Map(
    loaded.columns.flatMap((column) => column.itemIds.map((itemId) => [itemId, column.stageId] as const)),
  );
  const byStage = new Map<string, ItemRow[]>(workflow.stages.map((stage) => [stage.stageId, []]));
  const shift = new Map<string, number>();
  const add = (stageId: string, by: number) => shift.set(stageId, (shift.get(stageId) ?? 0) + by);
  for (const [itemId, stageId] of listed) {
    const row = rowOf(itemId);
    if (!row || row.archivedAt !== null || row.workflowId !== workflow.workflowId) {
      if (row) add(stageId, -1);
      continue;
    }
    if (row.stageId !== stageId) {
      add(stageId, -1);
      add(row.stageId, 1);
    }
    byStage.get(row.stageId)?.push(row);
  }
  for (const row of arrived) {
    if (row.workflowId !== workflow.workflowId || listed.has(row.itemId) || row.archivedAt !== null) continue;
    const stage = workflow.stages.find((each) => each.stageId === row.stageId);
    if (!stage || stage.kind === "done" || !passes(row)) continue;
    byStage.get(row.stageId)?.push(row);
    add(row.stageId, 1);
  }
  return workflow.stages.map((stage) => {
    const column = loaded.columns.find((each) => each.stageId === stage.stageId);
    const cards = (byStage.get(stage.stageId) ?? []).toSorted(stage.kind === "done" ? byFinish : byRank);
    const count = (column?.count ?? 0) + (shift.get(stage.stageId) ?? 0);
    return {
      stageId: stage.stageId,
      cards,
      wip: (column?.wip ?? 0) + (shift.get(stage.stageId) ?? 0),
      more: Math.max(0, count - cards.length),
    };
  });
}

/**
 * Gives columns back as they are now, each the same object as the time before where nothing in it changed: a move then
 * draws two columns and not all.
 */
export function columnKeeper(): (now: readonly BoardColumn[]) => readonly BoardColumn[] {
  let before = new Map<string, BoardColumn>();
  return (now) => {
    const kept = now.map((column) => {
      const was = before.get(column.stageId);
      return was && isSame(was, column) ? was : column;
    });
    before = new Map(kept.map((column) => [column.stageId, column]));
    return kept;
  };
}

const isSame = (was: BoardColumn, now: BoardColumn): boolean =>
  was.wip === now.wip &&
  was.more === now.more &&
  was.cards.length === now.cards.length &&
  was.cards.every((card, at) => card === now.cards[at]);

const byRank = (a: ItemRow, b: ItemRow) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.itemId < b.itemId ? -1 : 1);
const byFinish = (a: ItemRow, b: ItemRow) =>
  (b.finishedAt ?? b.stageEnteredAt).localeCompare(a.finishedAt ?? a.stageEnteredAt) || byRank(a, b);

/** The rank of a card put below another (null: at the top) among a column's cards. */
export function rankBelow(cards: readonly ItemRow[], itemId: string, afterItemId: string | null): string {
  const others = cards.filter((card) => card.itemId !== itemId);
  const at = afterItemId === null ? 0 : others.findIndex((card) => card.itemId === afterItemId) + 1;
  const low = others[at - 1]?.rank ?? null;
  const high = others.slice(at).find((card) => low === null || card.rank > low)?.rank ?? null;
  return rankBetween(low, high);
}
