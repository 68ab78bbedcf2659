import type { Field } from "@throughline/contract/fields";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useState } from "react";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { withIds, type ChoiceDraft } from "./choice-ids.ts";
import { changeField } from "./field-deeds.ts";

/** The choices of a field: renamed, ordered, added. One that items use cannot go away, and says so. */
export function ChoiceEditor({ field, onClose }: { field: Field; onClose: () => void }) {
  const [choices, setChoices] = useState<readonly (ChoiceDraft & { readonly key: number })[]>(() =>
    field.choices.map((choice, key) => ({ ...choice, key })),
  );
  const [nextKey, setNextKey] = useState(field.choices.length);
  const { attempt, isPending, failure } = useAttempt();
  const written = choices.filter((choice) => choice.name.trim() !== "");
  const add = () => {
    setChoices([...choices, { id: null, name: "", key: nextKey }]);
    setNextKey(nextKey + 1);
  };
  const move = (at: number, by: 1 | -1) => {
    const choice = choices[at];
    if (choice) setChoices(choices.toSpliced(at, 1).toSpliced(at + by, 0, choice));
  };
  const save = async () => {
    if (await attempt(() => changeField(field, { choices: withIds(written) }))) onClose();
  };
  return (
    <div className="max-w-96 space-y-2">
      <ul className="space-y-1.5">
        {choices.map((choice, at) => (
          <li key={choice.key} className="flex items-center gap-0.5">
            <TextField
              label={`Choice ${at + 1}`}
              isLabelHidden
              className="flex-1"
              maxLength={100}
              value={choice.name}
              onChange={(name) =>
                setChoices(choices.map((each) => (each.key === choice.key ? { ...each, name } : each)))
              }
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.nativeEvent.isComposing) add();
              }}
            />
            <IconButton
              size="small"
              label={`Move choice ${at + 1} up`}
              icon={<Icon of={ArrowUp} size={14} />}
              isDisabled={at === 0}
              onPress={() => move(at, -1)}
            />
            <IconButton
              size="small"
              label={`Move choice ${at + 1} down`}
              icon={<Icon of={ArrowDown} size={14} />}
              isDisabled={at === choices.length - 1}
              onPress={() => move(at, 1)}
            />
            <IconButton
              size="small"
              label={`Remove choice ${choice.name || String(at + 1)}`}
              icon={<Icon of={X} size={14} />}
              onPress={() => setChoices(choices.toSpliced(at, 1))}
            />
          </li>
        ))}
      </ul>
      <Button size="small" tone="quiet" icon={<Icon of={Plus} size={14} />} onPress={add}>
        Add a choice
      </Button>
      <FailureNotice failure={failure} />
      <div className="flex gap-2">
        <Button isPending={isPending} isDisabled={written.length === 0} onPress={() => void save()}>
          Save choices
        </Button>
        <Button tone="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
