import type { Label } from "@throughline/contract/fields";
import { Archive } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Button as PlainButton } from "react-aria-components/Button";
import { client } from "../client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { errorAt, failureOf, useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { Popover } from "../ui/popover.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { changeLabel, setArchived, showLabel } from "./field-deeds.ts";

const archive = (label: Label, archived: boolean) => changeLabel(label, { archived });
/** Twelve colours of the wheel that stay apart for most eyes, by the name each is called. */
const hues = [
  [0, "Pink"],
  [25, "Red"],
  [50, "Orange"],
  [85, "Yellow"],
  [115, "Lime"],
  [150, "Green"],
  [180, "Teal"],
  [205, "Cyan"],
  [235, "Sky"],
  [265, "Blue"],
  [295, "Violet"],
  [325, "Magenta"],
] as const;
const colour = (hue: number) => `light-dark(oklch(0.63 0.14 ${hue}), oklch(0.72 0.13 ${hue}))`;

/** The labels: made by typing, renamed, recoloured and archived in place. */
export function LabelRows({ labels, isReadOnly }: { labels: readonly Label[]; isReadOnly: boolean }) {
  const [name, setName] = useState("");
  const { attempt, isPending, failure, clear } = useAttempt();
  const inUse = labels.filter((label) => label.archivedAt === null).toSorted((a, b) => a.name.localeCompare(b.name));
  const archived = labels.filter((label) => label.archivedAt !== null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    const made = await attempt(() => client.createLabel({ name }));
    if (!made) return;
    showLabel(made.done);
    setName("");
  };
  return (
    <>
      <ul className="grid gap-x-8 border-t border-rule text-dense empty:hidden sm:grid-cols-2">
        {inUse.map((label) => (
          <li key={label.labelId} className="flex min-h-row items-center gap-2 border-b border-rule">
            {isReadOnly ? <Dot hue={label.hue} /> : <HuePicker label={label} />}
            <div className="min-w-0 flex-1">
              <InlineEdit
                label={`Name of the label ${label.name}`}
                value={label.name}
                isReadOnly={isReadOnly}
                check={(text) => (text === "" ? "Give it a name" : text.length > 60 ? "At most 60 characters" : null)}
                onSave={async (next) => {
                  await changeLabel(label, { name: next });
                }}
              />
            </div>
            {isReadOnly ? null : (
              <IconButton
                size="small"
                label={`Archive ${label.name}`}
                icon={<Icon of={Archive} size={14} />}
                onPress={() => void setArchived(label, true, archive)}
              />
            )}
          </li>
        ))}
      </ul>
      {isReadOnly ? null : (
        <form onSubmit={(event) => void add(event)} className="mt-3 max-w-96 space-y-2">
          <div className="flex items-start gap-2">
            <TextField
              label="New label"
              isLabelHidden
              placeholder="New label"
              className="flex-1"
              maxLength={60}
              value={name}
              onChange={(text) => {
                setName(text);
                clear();
              }}
              {...errorAt(failure, "name")}
            />
            <Button type="submit" isPending={isPending}>
              Add
            </Button>
          </div>
          <FailureNotice failure={failure} shown={["name"]} />
        </form>
      )}
      {archived.length === 0 ? null : (
        <details className="mt-4 text-dense">
          <summary className="cursor-default rounded-small text-muted">Archived ({archived.length})</summary>
          <ul className="mt-1 divide-y divide-rule border-y border-rule">
            {archived.map((label) => (
              <li key={label.labelId} className="flex min-h-row items-center gap-2.5">
                <Dot hue={label.hue} />
                <span className="min-w-0 flex-1 truncate text-muted">{label.name}</span>
                {isReadOnly ? null : (
                  <Button
                    size="small"
                    onPress={() => void setArchived(label, false, archive)}
                    aria-label={`Bring back ${label.name}`}
                  >
                    Bring back
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const Dot = ({ hue }: { hue: number }) => (
  <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: colour(hue) }} />
);

function HuePicker({ label }: { label: Label }) {
  const recolour = async (hue: number) => {
    showLabel({ ...label, hue });
    try {
      await changeLabel(label, { hue });
    } catch (error) {
      showLabel(label);
      showToast({ text: `${label.name} keeps its colour`, detail: failureOf(error).sentence ?? "", meaning: "bad" });
    }
  };
  return (
    <Popover
      label={`Colour of ${label.name}`}
      trigger={
        <PlainButton
          aria-label={`Colour of ${label.name}`}
          className="flex size-6 items-center justify-center rounded-small data-hovered:bg-hover"
        >
          <Dot hue={label.hue} />
        </PlainButton>
      }
    >
      {(close) => (
        <div className="grid grid-cols-6 gap-1">
          {hues.map(([hue, name]) => (
            <PlainButton
              key={hue}
              aria-label={name}
              onPress={() => {
                close();
                void recolour(hue);
              }}
              className="flex size-7 items-center justify-center rounded data-hovered:bg-hover"
            >
              <span className="size-4 rounded-full" style={{ background: colour(hue) }} />
            </PlainButton>
          ))}
        </div>
      )}
    </Popover>
  );
}
