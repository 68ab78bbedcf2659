import type { ItemDetail } from "@throughline/contract/items";
import { X } from "lucide-react";
import { useState } from "react";
import { Checkbox } from "../ui/checkbox.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeItem } from "./item-deeds.ts";

/** The steps of an item, ticked in place. */
export function Checklist({ item, isReadOnly }: { item: ItemDetail; isReadOnly: boolean }) {
  const [text, setText] = useState("");
  const lines = item.checklist;
  const write = (checklist: ItemDetail["checklist"]) => void changeItem(item.itemId, { checklist });
  const add = () => {
    const trimmed = text.trim();
    if (trimmed === "") return;
    setText("");
    write([...lines, { id: crypto.randomUUID(), text: trimmed.slice(0, 300), done: false }]);
  };
  if (isReadOnly && lines.length === 0) return null;
  return (
    <section aria-label="Checklist" className="space-y-1">
      <h2 className="text-small font-medium text-muted">
        Checklist {lines.length > 0 ? `${lines.filter((line) => line.done).length}/${lines.length}` : ""}
      </h2>
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="group flex min-h-row items-center gap-2">
            <div className="min-w-0 flex-1">
              <Checkbox
                isSelected={line.done}
                isDisabled={isReadOnly}
                onChange={(done) => write(lines.map((each) => (each.id === line.id ? { ...each, done } : each)))}
              >
                {line.text}
              </Checkbox>
            </div>
            {isReadOnly ? null : (
              <IconButton
                size="small"
                label={`Remove “${line.text}”`}
                icon={<Icon of={X} size={12} />}
                onPress={() => write(lines.filter((each) => each.id !== line.id))}
              />
            )}
          </li>
        ))}
      </ul>
      {isReadOnly ? null : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <TextField
            label="Add a step"
            isLabelHidden
            placeholder="Add a step, Enter"
            value={text}
            onChange={setText}
            maxLength={300}
          />
        </form>
      )}
    </section>
  );
}
