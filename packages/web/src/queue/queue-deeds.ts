import { Refused } from "@throughline/contract/client";
import { client } from "../client.ts";
import { LeavingRows } from "../intake/leaving-rows.ts";
import { refusalSentence } from "../items/item-deeds.ts";
import { itemRows } from "../items/item-rows.ts";
import { queryClient } from "../query-client.ts";
import { announce } from "../ui/announcer.tsx";
import { showToast, showUndo } from "../ui/toast-queue.ts";

export const leavingItems = new LeavingRows();

const touched = ["queue", "board", "item-ids", "my-work"];
const readAnew = () =>
  Promise.all(touched.map((key) => queryClient.invalidateQueries({ queryKey: [key] }))).then(() => {});

export interface Pull {
  readonly teamId: string;
  /** null: the first that may start. */
  readonly itemId: string | null;
  /** What the line that leaves at once is, where the first is pulled. */
  readonly expectedId: string | null;
  readonly confirmed?: readonly string[];
  readonly stageName: (stageId: string) => string;
  readonly onOpen: (itemId: string) => void;
}

/**
 * Pulls an item: its line leaves at once and comes back where that is refused.
 * @returns the lines of the stage's entry checklist that somebody must vouch for first; empty where it was decided.
 */
export async function pull({ teamId, itemId, expectedId, confirmed = [], stageName, onOpen }: Pull): Promise<string[]> {
  const leaves = itemId ?? expectedId;
  if (leaves !== null) leavingItems.leave(leaves);
  try {
    const { item } = await client.pullItem({
      teamId,
      confirmed: [...confirmed],
      ...(itemId === null ? {} : { item: itemId }),
    });
    itemRows.put([item]);
    const sentence = `${item.key} is yours, in ${stageName(item.stageId)}`;
    showToast({ text: sentence, action: { name: "Open", run: () => onOpen(item.itemId) } });
    announce(sentence);
    await readAnew();
    return [];
  } catch (error) {
    if (error instanceof Refused && error.code === "entry_criteria_open" && confirmed.length === 0) {
      const missing = error.problem.facts?.["missing"];
      if (Array.isArray(missing)) return missing.map(String);
    }
    const key = itemId === null ? null : itemRows.get(itemId)?.key;
    const text = key ? `${key} was not pulled` : "Nothing was pulled";
    const sentence = refusalSentence(error);
    showToast({ text, detail: sentence, meaning: "bad" });
    announce(`${text}: ${sentence}`, "assertive");
    void readAnew();
    return [];
  } finally {
    if (leaves !== null) leavingItems.settle(leaves);
  }
}

/** Puts an item ahead of its queue's policy, or takes that back (null); either can be undone. @returns whether it was taken. */
export async function putAhead(itemId: string, reason: string | null, before: string | null): Promise<boolean> {
  const row = itemRows.get(itemId);
  if (!row) return false;
  try {
    itemRows.put([await client.overrideQueue({ item: itemId, revision: row.revision, reason })]);
    const sentence = `${row.key} ${reason === null ? "stands by the policy again" : "is put ahead"}`;
    showUndo(sentence, () => void putAhead(itemId, before, reason));
    announce(sentence);
    await queryClient.invalidateQueries({ queryKey: ["queue"] });
    return true;
  } catch (error) {
    const sentence = refusalSentence(error);
    showToast({ text: `${row.key} keeps its place`, detail: sentence, meaning: "bad" });
    announce(`${row.key} keeps its place: ${sentence}`, "assertive");
    itemRows.refresh([itemId]);
    return false;
  }
}
