import { Plus, X } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { Tag } from "../ui/badge.tsx";
import { changeWords } from "./change-words.ts";
import type { LeverGroup } from "./levers.ts";
import { cleanName, type Drafted, type Letter, letters } from "./what-if-address.ts";
import { placeOf } from "./what-if-address.ts";

export type AlternativesListProps = {
  drafted: readonly Drafted[];
  chosen: Letter;
  groups: readonly LeverGroup[];
  onChoose: (letter: Letter) => void;
  onAdd: (letter: Letter) => void;
  onChange: (alternative: Drafted) => void;
  onRemove: (letter: Letter) => void;
};

/** What an alternative is called while nobody has named it. */
export const nameOf = ({ letter, name }: Pick<Drafted, "letter" | "name">): string => name || letter.toUpperCase();

const samples: Readonly<Record<Letter, string>> = { a: "var(--series-1)", b: "var(--series-2)", c: "var(--series-3)" };

/** Up to three alternatives to how things are: what each changes, on chips that can be taken off; one of them is edited. */
export function AlternativesList({
  drafted,
  chosen,
  groups,
  onChoose,
  onAdd,
  onChange,
  onRemove,
}: AlternativesListProps) {
  const free = letters.find((letter) => !drafted.some((one) => one.letter === letter));
  const shown = drafted.length === 0 ? [{ letter: chosen, name: "", changes: [] }] : drafted;
  return (
    <div className="space-y-2">
      <ul className="space-y-2">
        {shown.map((one) => {
          const isChosen = one.letter === chosen;
          return (
            <li
              key={one.letter}
              className={classNames(
                "rounded border px-2.5 py-2",
                isChosen ? "border-edge bg-raised" : "border-rule bg-transparent",
              )}
            >
              <div className="flex items-center gap-2">
                <span
                  aria-hidden
                  className="size-2.5 shrink-0 rounded-small"
                  style={{ background: samples[one.letter] }}
                />
                {isChosen ? (
                  <div className="min-w-0 flex-1">
                    <InlineEdit
                      label={`Name of alternative ${one.letter.toUpperCase()}`}
                      value={nameOf(one)}
                      check={(text) => (cleanName(text) === "" ? "Give it a name" : null)}
                      onSave={(text) => onChange({ ...one, name: cleanName(text) })}
                      className="text-dense font-semibold"
                    />
                  </div>
                ) : (
                  <button
                    type="button"
                    onClick={() => onChoose(one.letter)}
                    className="min-w-0 flex-1 truncate rounded text-start text-dense font-medium text-ink hover:underline focus-visible:outline-2 focus-visible:outline-focus"
                  >
                    {nameOf(one)}
                    <span className="sr-only">: change this one</span>
                  </button>
                )}
                {drafted.length > 0 ? (
                  <IconButton
                    size="small"
                    label={`Remove ${nameOf(one)}`}
                    icon={<Icon of={X} size={14} />}
                    onPress={() => onRemove(one.letter)}
                  />
                ) : null}
              </div>
              {one.changes.length === 0 ? (
                <p className="mt-1 text-small text-muted">Nothing changed yet: set something below.</p>
              ) : (
                <ul className="mt-1.5 flex flex-wrap gap-1" aria-label={`Changes of ${nameOf(one)}`}>
                  {one.changes.map((change) => (
                    <li key={placeOf(change)} className="max-w-full">
                      <Tag
                        onRemove={() =>
                          onChange({
                            ...one,
                            changes: one.changes.filter((other) => placeOf(other) !== placeOf(change)),
                          })
                        }
                      >
                        {changeWords(change, groups)}
                      </Tag>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      {free && drafted.length > 0 ? (
        <Button size="small" tone="quiet" icon={<Icon of={Plus} size={14} />} onPress={() => onAdd(free)}>
          Add an alternative
        </Button>
      ) : null}
    </div>
  );
}
