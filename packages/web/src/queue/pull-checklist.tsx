import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";

/** What the stage asks for before the item enters; whoever pulls vouches for each line. */
export function PullChecklist({
  what,
  lines,
  onClose,
  onConfirm,
}: {
  /** A key, or “the first item”. */
  what: string;
  lines: readonly string[];
  onClose: () => void;
  onConfirm: () => void;
}) {
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  return (
    <Dialog
      title={`Before ${what} is pulled`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" isDisabled={!lines.every((line) => checked.has(line))} onPress={onConfirm}>
            Pull
          </Button>
        </>
      }
    >
      <ul className="space-y-2 text-ink">
        {lines.map((line) => (
          <li key={line}>
            <Checkbox
              isSelected={checked.has(line)}
              onChange={(on) =>
                setChecked(new Set(on ? [...checked, line] : [...checked].filter((each) => each !== line)))
              }
            >
              {line}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
