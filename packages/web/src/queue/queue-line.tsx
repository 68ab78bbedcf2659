import { memo } from "react";
import { ItemLine } from "../items/item-line.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { QueueFacts } from "./queue-facts.tsx";
import type { QueueEntry } from "./queue-query.ts";

export interface QueueLineProps {
  readonly entry: QueueEntry;
  readonly isCurrent: boolean;
  readonly mayWrite: boolean;
  readonly facts: "hidden" | "shown" | "overriding";
  readonly onOpen: (itemId: string) => void;
  readonly onCurrent: (itemId: string) => void;
  readonly onPull: (itemId: string) => void;
  readonly onFacts: (itemId: string) => void;
  readonly onClose: (itemId: string) => void;
}

/** A position of the queue: the item, why it stands here, and pulling it. */
export const QueueLine = memo(function QueueLine({
  entry,
  isCurrent,
  mayWrite,
  facts,
  onOpen,
  onCurrent,
  onPull,
  onFacts,
  onClose,
}: QueueLineProps) {
  const { itemId, position, reason, override, held } = entry;
  return (
    <ItemLine
      itemId={itemId}
      isCurrent={isCurrent}
      onOpen={onOpen}
      onCurrent={onCurrent}
      lead={<span className="w-7 shrink-0 text-right whitespace-nowrap text-muted tabular-nums">{position}</span>}
      note={
        <span className="block pl-9">
          {override ? (
            <>
              <Badge meaning="warn">Put ahead</Badge>{" "}
            </>
          ) : null}
          {reason.sentence}
        </span>
      }
      action={
        <>
          <span className="flex shrink-0 items-center gap-1">
            {mayWrite || Object.keys(reason.facts).length > 0 ? (
              <Button size="small" tone="quiet" aria-expanded={facts !== "hidden"} onPress={() => onFacts(itemId)}>
                Facts
              </Button>
            ) : null}
            {mayWrite ? (
              <Button size="small" isDisabled={held !== null} onPress={() => onPull(itemId)}>
                Pull
              </Button>
            ) : null}
          </span>
          {facts === "hidden" ? null : (
            <QueueFacts
              key={facts}
              entry={entry}
              mayWrite={mayWrite}
              isOverriding={facts === "overriding"}
              onClose={() => onClose(itemId)}
            />
          )}
        </>
      }
    />
  );
});
