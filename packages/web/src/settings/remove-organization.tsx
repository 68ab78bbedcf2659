import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";

/** Removes the organization once its name is typed out. */
export function RemoveOrganization({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const { attempt, isPending, failure } = useAttempt();
  const isRight = typed.trim() === name;
  const remove = async (event: FormEvent) => {
    event.preventDefault();
    if (!isRight) return;
    if (await attempt(() => client.removeOrganization({ name }))) window.location.assign(paths.home());
  };
  if (!isOpen)
    return (
      <Button tone="danger" onPress={() => setOpen(true)}>
        Remove {name}
      </Button>
    );
  return (
    <form onSubmit={(event) => void remove(event)} className="max-w-96 space-y-3">
      <ul className="list-disc space-y-1 pl-5 text-dense text-muted">
        <li>Everyone's access ends at once.</li>
        <li>All items, comments, files, history and settings are removed. Nobody can bring them back.</li>
        <li>People keep their accounts and their other organizations.</li>
      </ul>
      <TextField label={`Type ${name} to remove it`} autoComplete="off" value={typed} onChange={setTyped} />
      <FailureNotice failure={failure} />
      <div className="flex gap-2">
        <Button type="submit" tone="danger" isPending={isPending} isDisabled={!isRight}>
          Remove for good
        </Button>
        <Button onPress={() => setOpen(false)}>Keep it</Button>
      </div>
    </form>
  );
}
