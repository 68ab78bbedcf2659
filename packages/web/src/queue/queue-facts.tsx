import { useState } from "react";
import { useDirectory } from "../organization/directory.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { useDraft } from "../intake/use-draft.ts";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { putAhead } from "./queue-deeds.ts";
import type { QueueEntry } from "./queue-query.ts";
import { comparedItems } from "./reason-facts.ts";

/** What a position rests on, and the way to put the item ahead of the policy, with the reason kept. */
export function QueueFacts({
  entry,
  mayWrite,
  isOverriding,
  onClose,
}: {
  entry: QueueEntry;
  mayWrite: boolean;
  /** Whether it was opened to put the item ahead, so that the reason can be written at once. */
  isOverriding: boolean;
  onClose: () => void;
}) {
  const compared = comparedItems(entry.reason.facts);
  return (
    // Esc closes it from its field, too.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="w-full basis-full space-y-3 border-t border-rule bg-sunk px-3 py-3"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      {compared.length === 0 ? null : (
        // On a narrow screen it scrolls, which the arrow keys must be able to do as well.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="overflow-x-auto scroll-thin" tabIndex={0} role="region" aria-label="Facts of this position">
          <table className="text-small whitespace-nowrap">
            <thead>
              <tr className="text-left text-muted">
                {[
                  "Item",
                  "Class",
                  "Due",
                  "Cost of delay, a week",
                  "Effort, days",
                  "Cost for a day of effort",
                  "Since",
                ].map((name) => (
                  <th key={name} scope="col" className="pr-5 pb-1 font-normal">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {compared.map((item, at) => (
                <tr key={item.key} className={at === 0 ? "font-medium text-ink" : "text-ink"}>
                  <th scope="row" className="pr-5 text-left font-[inherit]">
                    {item.key}
                  </th>
                  {[item.className, item.due, item.value, item.effort, item.costOverEffort, item.since].map(
                    (value, column) => (
                      <td key={column} className="pr-5">
                        {value === "" ? <span className="font-normal text-faint">none</span> : value}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {entry.override ? (
        <Overridden entry={entry} override={entry.override} mayWrite={mayWrite} onClose={onClose} />
      ) : mayWrite ? (
        <PutAhead itemId={entry.itemId} isOverriding={isOverriding} onClose={onClose} />
      ) : null}
    </div>
  );
}

function Overridden({
  entry,
  override,
  mayWrite,
  onClose,
}: {
  entry: QueueEntry;
  override: NonNullable<QueueEntry["override"]>;
  mayWrite: boolean;
  onClose: () => void;
}) {
  const { people } = useDirectory();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-dense">
      <p>
        Put ahead by {override.by ? (people.get(override.by)?.name ?? "someone") : "someone"},{" "}
        <TimeText at={override.at} />
      </p>
      {mayWrite ? (
        <Button
          size="small"
          onPress={() => {
            onClose();
            void putAhead(entry.itemId, null, override.reason);
          }}
        >
          Take it back
        </Button>
      ) : null}
    </div>
  );
}

function PutAhead({ itemId, isOverriding, onClose }: { itemId: string; isOverriding: boolean; onClose: () => void }) {
  const { draft, type, forget } = useDraft(`put-ahead.${itemId}`, "");
  const [isWrong, setWrong] = useState(false);
  const [isPending, setPending] = useState(false);
  return (
    <form
      aria-label="Put it ahead of the policy"
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.trim() === "") {
          setWrong(true);
          return;
        }
        setPending(true);
        void putAhead(itemId, draft.trim(), null).then((isTaken) => {
          setPending(false);
          if (!isTaken) return;
          forget();
          onClose();
        });
      }}
    >
      <TextField
        label="Reason to put it ahead of the policy"
        isLabelHidden
        placeholder="Put it ahead, because…"
        className="min-w-48 flex-1"
        value={draft}
        onChange={(text) => {
          type(text);
          setWrong(false);
        }}
        maxLength={500}
        {...(isOverriding ? { inputRef: focusOnMount } : {})}
        {...(isWrong ? { error: "Give the reason; it stays with the item" } : {})}
      />
      <Button type="submit" isPending={isPending}>
        Put ahead
      </Button>
    </form>
  );
}
