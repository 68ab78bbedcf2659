import type { Field } from "@throughline/contract/fields";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { errorAt, useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { withIds } from "./choice-ids.ts";
import { showField } from "./field-deeds.ts";
import { fieldKinds } from "./field-kinds.ts";

/** A custom field: a name and a kind, and for a choice what there is to choose. */
export function NewField({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Field["kind"]>("text");
  const [choices, setChoices] = useState("");
  const { attempt, isPending, failure } = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lines = choices
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    const drafts = kind === "choice" ? withIds(lines.map((line) => ({ id: null, name: line }))) : [];
    const made = await attempt(() => client.createField({ name, kind, choices: drafts }));
    if (!made) return;
    showField(made.done);
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="mt-3 max-w-96 space-y-3">
      <TextField label="Name" inputRef={focusOnMount} value={name} onChange={setName} {...errorAt(failure, "name")} />
      <Select
        label="Kind"
        description={`Holds ${fieldKinds[kind].holds}. The kind stays.`}
        choices={Object.entries(fieldKinds).map(([id, each]) => ({
          id,
          name: each.name,
          mark: <Icon of={each.icon} size={14} className="text-faint" />,
        }))}
        value={kind}
        onChange={(id) => setKind(id as Field["kind"])}
      />
      {kind === "choice" ? (
        <TextArea
          label="Choices"
          description="One a line, in the order they are offered"
          value={choices}
          onChange={setChoices}
          {...errorAt(failure, "choices")}
        />
      ) : null}
      <FailureNotice failure={failure} shown={["name", "choices"]} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" isPending={isPending}>
          Make field
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
