import type { Stage } from "@throughline/contract/workflows";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** What a stage asks for before an item enters; the mover vouches for each line. */
export function EntryChecklist({
  itemKey,
  stage,
  onClose,
  onConfirm,
}: {
  itemKey: string;
  stage: Stage | undefined;
  onClose: () => void;
  onConfirm: (confirmed: string[]) => void;
}) {
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  if (!stage) return null;
  const isComplete = stage.entryChecklist.every((line) => checked.has(line));
  const toggle = (line: string, on: boolean) =>
    setChecked(new Set(on ? [...checked, line] : [...checked].filter((each) => each !== line)));
  return (
    <Dialog
      title={`Before ${itemKey} enters ${stage.name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" isDisabled={!isComplete} onPress={() => onConfirm([...checked])}>
            Move to {stage.name}
          </Button>
        </>
      }
    >
      <ul className="space-y-2 text-ink">
        {stage.entryChecklist.map((line) => (
          <li key={line}>
            <Checkbox isSelected={checked.has(line)} onChange={(on) => toggle(line, on)}>
              {line}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
