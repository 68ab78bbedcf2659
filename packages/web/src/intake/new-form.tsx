import type { Channel } from "@throughline/contract/channels";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { useHere } from "../session/session.ts";
import { errorAt, useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { slugFrom, slugProblem } from "./form-address.ts";

/** Opens a form for a team; its questions are designed on its own page next. */
export function NewForm({ onClose, onMade }: { onClose: () => void; onMade: (channel: Channel) => void }) {
  const { teams } = useDirectory();
  const here = useHere();
  const known = [...teams.values()]
    .filter((team) => team.archivedAt === null)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const own = known.find((team) => team.members.some(({ personId }) => personId === here.personId)) ?? known[0];
  const [form, setForm] = useState<{ name: string; teamId: string | null; slug: string | null }>({
    name: "",
    teamId: null,
    slug: null,
  });
  const [isTried, setTried] = useState(false);
  const { attempt, isPending, failure, clear } = useAttempt();
  const slug = form.slug ?? slugFrom(form.name);
  const teamId = form.teamId ?? own?.teamId ?? null;
  const wrong = {
    ...(form.name.trim() === "" ? { name: "Give the form a name" } : {}),
    ...(slugProblem(slug) === null ? {} : { slug: slugProblem(slug) ?? "" }),
  };
  const at = (name: "name" | "slug") =>
    isTried && wrong[name] !== undefined ? { error: wrong[name] } : errorAt(failure, name);
  const change = (more: Partial<typeof form>) => {
    setForm({ ...form, ...more });
    clear();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length > 0 || teamId === null) return;
    const made = await attempt(() => client.createChannel({ name: form.name.trim(), slug, teamId }));
    if (made) onMade(made.done);
  };
  return (
    <form
      aria-label="New form"
      noValidate
      onSubmit={(event) => void submit(event)}
      className="mb-6 space-y-3 rounded border border-rule-strong bg-sunk px-4 py-4"
    >
      <div className="grid grid-cols-1 gap-3 md:grid-cols-3">
        <TextField
          label="Name"
          placeholder="Ask the desk"
          value={form.name}
          onChange={(name) => change({ name })}
          maxLength={120}
          inputRef={focusOnMount}
          {...at("name")}
        />
        <Select
          label="Team that answers"
          choices={known.map((team) => ({ id: team.teamId, name: team.name, hint: team.key }))}
          value={teamId}
          onChange={(id) => change({ teamId: id })}
        />
        <TextField
          label="End of its address"
          value={slug}
          onChange={(text) => change({ slug: text })}
          maxLength={63}
          spellCheck="false"
          {...at("slug")}
        />
      </div>
      <FailureNotice failure={failure} shown={["name", "slug"]} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" isPending={isPending}>
          Make form
        </Button>
        <Button tone="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
