import { useParams } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { useHere } from "../session/session.ts";
import { ownTimeZone, TimeZoneField } from "../session/time-zone-field.tsx";
import { errorAt, useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showTeam } from "./team-deeds.ts";
import { keyFrom } from "./team-key.ts";

/** A team needs a name and a key; the rest has sensible beginnings and stands on its page. */
export function NewTeam({ onClose }: { onClose: () => void }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { navigate } = useNavigation();
  const { personId } = useHere();
  const { teams } = useDirectory();
  const [name, setName] = useState("");
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [timeZone, setTimeZone] = useState(ownTimeZone);
  const { attempt, isPending, failure } = useAttempt();
  const key = typedKey ?? keyFrom(name, new Set([...teams.values()].map((team) => team.key)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await attempt(() => client.createTeam({ name, key, timeZone, members: [{ personId, isLead: true }] }));
    if (!made) return;
    showTeam(made.done);
    navigate(paths.team(organization, made.done.key));
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="mb-8 max-w-xl space-y-3 rounded-large border border-rule-strong p-4"
    >
      <h2 className="text-base font-semibold">New team</h2>
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <TextField label="Name" inputRef={focusOnMount} value={name} onChange={setName} {...errorAt(failure, "name")} />
        <TextField
          label="Key"
          value={key}
          onChange={(text) => setTypedKey(text.toUpperCase())}
          maxLength={8}
          {...errorAt(failure, "key")}
        />
      </div>
      <p className="text-small text-faint">
        The key starts the keys of its items, such as {key === "" ? "OPS" : key}-12, and stays for good.
      </p>
      <TimeZoneField value={timeZone} onChange={setTimeZone} {...errorAt(failure, "timeZone")} />
      <FailureNotice failure={failure} shown={["name", "key", "timeZone"]} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" isPending={isPending}>
          Make team
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
