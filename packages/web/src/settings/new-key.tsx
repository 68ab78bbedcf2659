import type { Agent } from "@throughline/contract/agents";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { useHere } from "../session/session.ts";
import { errorAt, useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { CopyField } from "./copy-field.tsx";

const lives = [
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In a year"],
  ["never", "Never"],
] as const;

/** Makes a key, then shows its secret this once. */
export function NewKey({
  personId,
  agents,
  onClose,
}: {
  personId: string;
  agents: readonly Agent[];
  onClose: () => void;
}) {
  const here = useHere();
  const [name, setName] = useState("");
  const [actsAs, setActsAs] = useState(personId);
  const [life, setLife] = useState("365");
  const [secret, setSecret] = useState<string | null>(null);
  const { attempt, isPending, failure } = useAttempt();
  const myName = here.session.current?.name ?? "Me";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await attempt(() =>
      client.createKey({
        name,
        expiresInDays: life === "never" ? null : Number(life),
        ...(actsAs === here.personId ? {} : { personId: actsAs }),
      }),
    );
    if (!made) return;
    setSecret(made.done.secret);
    for (const key of ["keys", "agents"]) void queryClient.invalidateQueries({ queryKey: [key] });
  };
  if (secret !== null) {
    const example = `curl -H "Authorization: Bearer ${secret}" ${window.location.origin}/api/v1/session`;
    return (
      <section className="mb-8 max-w-xl space-y-3 rounded-large border border-rule-strong p-4">
        <h2 className="text-base font-semibold">Copy “{name}” now</h2>
        <p className="text-dense text-muted">
          This is the only time it is shown. Whoever has it can act as {actsAs === here.personId ? "you" : "this agent"}
          .
        </p>
        <CopyField label="Secret" value={secret} />
        <CopyField label="To try it" value={example} />
        <Button onPress={onClose}>Done</Button>
      </section>
    );
  }
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="mb-8 max-w-xl space-y-3 rounded-large border border-rule-strong p-4"
    >
      <h2 className="text-base font-semibold">New key</h2>
      <TextField
        label="Name"
        description="What uses it, so that you know which one to revoke"
        inputRef={focusOnMount}
        value={name}
        onChange={setName}
        {...errorAt(failure, "name")}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label="Acts as"
          choices={[
            { id: here.personId, name: myName, hint: "me" },
            ...agents.map((agent) => ({
              id: agent.personId,
              name: agent.name,
              hint: "agent",
            })),
          ]}
          value={actsAs}
          onChange={setActsAs}
          {...errorAt(failure, "personId")}
        />
        <Select
          label="Expires"
          choices={lives.map(([id, text]) => ({ id, name: text }))}
          value={life}
          onChange={setLife}
          {...errorAt(failure, "expiresInDays")}
        />
      </div>
      <FailureNotice failure={failure} shown={["name", "personId", "expiresInDays"]} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" isPending={isPending}>
          Make key
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
