import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { errorAt, useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { requestQuery } from "./request-queries.ts";
import { useDraft } from "./use-draft.ts";

const empty = { teamId: "", title: "", details: "" };

/** Asks a team for something from within. */
export function NewRequest({ onClose, onMade }: { onClose: () => void; onMade: (requestId: string) => void }) {
  const { teams } = useDirectory();
  const known = [...teams.values()]
    .filter((team) => team.archivedAt === null)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const { draft, type, forget } = useDraft("new-request", empty);
  const { attempt, isPending, failure, clear } = useAttempt();
  const teamId = draft.teamId || (known.length === 1 ? (known[0]?.teamId ?? "") : "");
  const change = (more: Partial<typeof empty>) => {
    type({ ...draft, ...more });
    clear();
  };
  const isReady = teamId !== "" && draft.title.trim() !== "";
  const send = async () => {
    if (!isReady) return;
    const made = await attempt(() => client.createRequest({ ...draft, teamId, title: draft.title.trim() }));
    if (!made) return;
    forget();
    const { done: request } = made;
    queryClient.setQueryData(requestQuery(request.requestId).queryKey, request);
    void queryClient.invalidateQueries({ queryKey: ["requests", "list"] });
    showToast({ text: `Request ${request.number} is with ${teams.get(teamId)?.name ?? "the team"}` });
    onMade(request.requestId);
  };
  return (
    <Dialog
      title="New request"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" isPending={isPending} isDisabled={!isReady} onPress={() => void send()}>
            Send request
          </Button>
        </>
      }
    >
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label="What you need, in one line"
          value={draft.title}
          onChange={(title) => change({ title })}
          maxLength={500}
          inputRef={focusOnMount}
          {...errorAt(failure, "title")}
        />
        <Select
          label="Team"
          placeholder="Who should look at it"
          choices={known.map((team) => ({ id: team.teamId, name: team.name, hint: team.key }))}
          value={teamId === "" ? null : teamId}
          onChange={(id) => change({ teamId: id })}
          {...errorAt(failure, "teamId")}
        />
        <TextArea
          label="Details"
          value={draft.details}
          onChange={(details) => change({ details })}
          maxLength={50_000}
          {...errorAt(failure, "details")}
        />
        <FailureNotice failure={failure} shown={["teamId", "title", "details"]} />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Dialog>
  );
}
