import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { TextField } from "../ui/text-field.tsx";

const atMost = 50;

/** What must be true before an item enters: lines a mover vouches for. */
export function EntryChecklistEditor({
  lines,
  onChange,
}: {
  lines: readonly string[];
  onChange: (lines: string[]) => void;
}) {
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);
  const check = (line: string, but?: number): string | null => {
    if (line === "") return "Write something, or remove the line";
    if (line.length > 300) return "At most 300 characters";
    return lines.some((each, at) => each === line && at !== but) ? "This line is there already" : null;
  };
  const add = () => {
    const line = text.trim();
    const wrong = check(line);
    setError(line === "" ? null : wrong);
    if (wrong !== null) return;
    onChange([...lines, line]);
    setText("");
  };
  return (
    <div className="space-y-2 text-dense">
      {lines.length === 0 ? <p className="text-faint">Nothing. Anyone who may move it here may do so.</p> : null}
      <ul>
        {lines.map((line, at) => (
          <li key={line} className="flex items-start gap-1 py-0.5">
            <div className="min-w-0 flex-1">
              <InlineEdit
                label={`Line ${at + 1}`}
                value={line}
                check={(next) => check(next, at)}
                onSave={(next) => onChange(lines.map((each, index) => (index === at ? next : each)))}
              />
            </div>
            <IconButton
              size="small"
              label={`Remove “${line}”`}
              icon={<Icon of={X} size={14} />}
              onPress={() => onChange(lines.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      {lines.length >= atMost ? null : (
        <div className="flex items-start gap-2">
          <TextField
            label="Add a line"
            isLabelHidden
            placeholder="Such as: the customer was called back"
            className="flex-1"
            value={text}
            onChange={(next) => {
              setText(next);
              setError(null);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.nativeEvent.isComposing) add();
            }}
            {...(error === null ? {} : { error })}
          />
          <Button onPress={add}>Add</Button>
        </div>
      )}
    </div>
  );
}
