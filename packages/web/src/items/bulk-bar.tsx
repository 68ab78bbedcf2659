import { client } from "../client.ts";
import { queryClient } from "../query-client.ts";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { showToast, showUndo } from "../ui/toast-queue.ts";
import { itemRows } from "./item-rows.ts";
import { refusalSentence } from "./item-deeds.ts";
import type { ApplyToMany } from "./item-pickers.tsx";

type BulkChange = Parameters<typeof client.createBulkEdit>[0]["change"];

export interface BulkEdit {
  readonly apply: ApplyToMany;
  readonly run: (itemIds: readonly string[], change: BulkChange) => void;
}

/** Changes many items at once, all or none, with one Undo. */
export function useBulkEdit(done: () => void): BulkEdit {
  const run = (itemIds: readonly string[], change: BulkChange) => {
    void bulkEdit(itemIds, change, done);
  };
  return { run, apply: (itemIds, change) => run(itemIds, change) };
}

async function bulkEdit(itemIds: readonly string[], change: BulkChange, done: () => void): Promise<void> {
  try {
    const { bulkEditId, changed, offered } = await client.createBulkEdit({ itemIds: [...itemIds], change });
    refresh(itemIds);
    done();
    const sentence = `${changed} ${changed === 1 ? "item" : "items"} changed${offered > 0 ? `, ${offered} offered to another team` : ""}`;
    announce(sentence);
    showUndo(sentence, () => void undo(bulkEditId, itemIds));
  } catch (error) {
    showToast({ text: "Nothing was changed", detail: refusalSentence(error), meaning: "bad" });
  }
}

async function undo(bulkEditId: string, itemIds: readonly string[]): Promise<void> {
  try {
    const { restored, leftAlone } = await client.undoBulkEdit({ bulkEditId });
    refresh(itemIds);
    const left =
      leftAlone.length === 0
        ? ""
        : `Left as they are, because someone changed them since: ${leftAlone
            .map((item) => item.key)
            .slice(0, 8)
            .join(", ")}${leftAlone.length > 8 ? " and more" : ""}`;
    showToast({
      text: `${restored} ${restored === 1 ? "item is" : "items are"} back as before`,
      ...(left ? { detail: left } : {}),
    });
  } catch (error) {
    showToast({ text: "It could not be taken back", detail: refusalSentence(error), meaning: "bad" });
  }
}

function refresh(itemIds: readonly string[]): void {
  itemRows.refresh(itemIds);
  for (const key of ["item-ids", "board", "queue"]) void queryClient.invalidateQueries({ queryKey: [key] });
}

export interface BulkBarProps {
  readonly itemIds: readonly string[];
  readonly onClear: () => void;
  readonly onPick: (kind: "move" | "assign" | "class" | "due") => void;
  readonly bulk: BulkEdit;
}

/** What can be done with the chosen items; the same keys work. */
export function BulkBar({ itemIds, onClear, onPick, bulk }: BulkBarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Chosen items"
      className="flex shrink-0 flex-wrap items-center gap-2 border-t border-rule bg-sunk px-4 py-2 md:px-5"
    >
      <span className="text-dense font-medium">{itemIds.length.toLocaleString("en")} chosen</span>
      <Button size="small" onPress={() => onPick("move")}>
        Move
      </Button>
      <Button size="small" onPress={() => onPick("assign")}>
        Assign
      </Button>
      <Button size="small" onPress={() => onPick("class")}>
        Class of service
      </Button>
      <Button size="small" onPress={() => onPick("due")}>
        Due
      </Button>
      <Button size="small" onPress={() => bulk.run(itemIds, { archived: true })}>
        Archive
      </Button>
      <span className="flex-1" />
      <Button size="small" tone="quiet" onPress={onClear}>
        Clear
      </Button>
    </div>
  );
}
