import { NoAnswer, Refused } from "@throughline/contract/client";
import type { ItemDetail, ItemRow } from "@throughline/contract/items";
import { client } from "../client.ts";
import { queryClient } from "../query-client.ts";
import { announce } from "../ui/announcer.tsx";
import { showToast, showUndo } from "../ui/toast-queue.ts";
import { itemRows } from "./item-rows.ts";

/** What a change may set; each shows at once and is confirmed behind. */
export type ItemFields = Partial<
  Pick<
    ItemDetail,
    | "title"
    | "description"
    | "kind"
    | "ownerId"
    | "requesterId"
    | "parentId"
    | "classOfService"
    | "value"
    | "effortLow"
    | "effortHigh"
    | "dueOn"
    | "labelIds"
    | "fields"
    | "checklist"
    | "contributorIds"
    | "watcherIds"
  >
>;

/** What went wrong, in a sentence for the person who asked. */
export function refusalSentence(error: unknown): string {
  if (error instanceof Refused) return error.problem.detail ?? error.problem.title;
  if (error instanceof NoAnswer) return "The server did not answer; your change was not confirmed. Try again.";
  throw error;
}

function refused(row: ItemRow | undefined, what: string, error: unknown): void {
  const sentence = refusalSentence(error);
  showToast({ text: `${row?.key ?? "The item"} was not ${what}`, detail: sentence, meaning: "bad" });
  announce(`${row?.key ?? "The item"} was not ${what}: ${sentence}`, "assertive");
  if (row) itemRows.refresh([row.itemId]);
}

/** Why the last move of an item was refused; shown on its card until it is moved again. */
const reasons = new Map<string, string>();
export const moveRefusalOf = (itemId: string): string | undefined => reasons.get(itemId);

export interface MoveTo {
  readonly stageId: string;
  readonly stageName: string;
  /** For a hand-off: the team it is offered to, so that the card does not jump into a stage it is not in yet. */
  readonly offeredTo?: string;
  readonly afterItemId?: string | null;
  /** Its rank there until the server says its own. */
  readonly rank?: string;
  readonly confirmed?: string[];
  readonly note?: string;
}

/** Moves an item, or offers it to another team; a refusal slides it back and says why. @returns the refusal's code. */
export async function moveItem(itemId: string, to: MoveTo): Promise<string | null> {
  const before = itemRows.get(itemId);
  if (!before) return null;
  reasons.delete(itemId);
  const now = new Date().toISOString();
  const patch: Partial<ItemRow> =
    to.offeredTo === undefined
      ? {
          stageId: to.stageId,
          ...(to.stageId === before.stageId ? {} : { stageEnteredAt: now }),
          ...(to.rank === undefined ? {} : { rank: to.rank }),
        }
      : { offeredTo: { handOffId: itemId, teamId: to.offeredTo, stageId: to.stageId, offeredAt: now } };
  try {
    const { outcome } = await itemRows.change(
      itemId,
      patch,
      (row) =>
        client.moveItem({
          item: itemId,
          stageId: to.stageId,
          revision: row.revision,
          confirmed: to.confirmed ?? [],
          note: to.note ?? "",
          ...(to.afterItemId === undefined ? {} : { afterItemId: to.afterItemId }),
        }),
      (answer) => answer.item,
    );
    if (outcome === "offered")
      showToast({
        text: `${before.key} is offered for ${to.stageName}`,
        detail: "It stays with your team until they accept.",
      });
    announce(
      outcome === "offered" ? `${before.key} is offered for ${to.stageName}` : `${before.key} moved to ${to.stageName}`,
    );
    return null;
  } catch (error) {
    if (error instanceof Refused && error.code === "entry_criteria_open" && !to.confirmed) return "entry_criteria_open";
    reasons.set(itemId, refusalSentence(error));
    refused(before, "moved", error);
    return error instanceof Refused ? error.code : "no_answer";
  }
}

/** Changes fields of an item; what is shown changes at once. @returns whether it was taken. */
export async function changeItem(itemId: string, fields: ItemFields): Promise<boolean> {
  const before = itemRows.get(itemId);
  const {
    description: _description,
    checklist,
    contributorIds: _contributors,
    watcherIds: _watchers,
    ...shown
  } = fields;
  const patch: Partial<ItemRow> = {
    ...shown,
    ...(checklist
      ? { checklistDone: checklist.filter((line) => line.done).length, checklistTotal: checklist.length }
      : {}),
  };
  patchDetail(itemId, fields);
  try {
    const detail = await itemRows.change(
      itemId,
      patch,
      (row) => client.changeItem({ item: itemId, revision: row.revision, ...fields }),
      (answer) => answer,
    );
    queryClient.setQueryData(["item", itemId], detail);
    return true;
  } catch (error) {
    refused(before, "changed", error);
    void queryClient.invalidateQueries({ queryKey: ["item", itemId] });
    return false;
  }
}

function patchDetail(itemId: string, fields: ItemFields): void {
  queryClient.setQueryData<ItemDetail>(["item", itemId], (detail) => (detail ? { ...detail, ...fields } : detail));
}

/** The same with Undo: for a keystroke on a list. */
export async function changeWithUndo(itemId: string, fields: ItemFields, sentence: string): Promise<void> {
  const before = itemRows.get(itemId);
  if (!before) return;
  const was = Object.fromEntries(
    Object.keys(fields).map((name) => [name, before[name as keyof ItemRow]]),
  ) as ItemFields;
  if (await changeItem(itemId, fields)) showUndo(`${before.key}: ${sentence}`, () => void changeItem(itemId, was));
}

export async function blockItem(itemId: string, reason: string, waitingFor: string): Promise<boolean> {
  const before = itemRows.get(itemId);
  try {
    const detail = await itemRows.change(
      itemId,
      { blockedSince: new Date().toISOString(), blockReason: reason },
      (row) => client.blockItem({ item: itemId, revision: row.revision, reason, waitingFor }),
      (answer) => answer,
    );
    queryClient.setQueryData(["item", itemId], detail);
    announce(`${before?.key ?? "The item"} is blocked`);
    return true;
  } catch (error) {
    refused(before, "blocked", error);
    return false;
  }
}

export async function unblockItem(itemId: string): Promise<void> {
  const before = itemRows.get(itemId);
  try {
    const detail = await itemRows.change(
      itemId,
      { blockedSince: null, blockReason: null },
      (row) => client.unblockItem({ item: itemId, revision: row.revision }),
      (answer) => answer,
    );
    queryClient.setQueryData(["item", itemId], detail);
    announce(`${before?.key ?? "The item"} can go on`);
  } catch (error) {
    refused(before, "unblocked", error);
  }
}

/** Puts an item away, or brings it back; either can be undone. */
export async function setArchived(itemId: string, archived: boolean): Promise<void> {
  const before = itemRows.get(itemId);
  try {
    await itemRows.change(
      itemId,
      { archivedAt: archived ? new Date().toISOString() : null },
      (row) =>
        archived
          ? client.archiveItem({ item: itemId, revision: row.revision })
          : client.restoreItem({ item: itemId, revision: row.revision }),
      (row) => row,
    );
    void queryClient.invalidateQueries({ queryKey: ["item", itemId] });
    showUndo(
      `${before?.key ?? "The item"} is ${archived ? "archived" : "restored"}`,
      () => void setArchived(itemId, !archived),
    );
  } catch (error) {
    refused(before, archived ? "archived" : "restored", error);
  }
}
