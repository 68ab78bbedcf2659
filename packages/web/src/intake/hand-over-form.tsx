import type { RequestDetail } from "@throughline/contract/requests";
import { useState } from "react";
import { useDirectory } from "../organization/directory.ts";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { DeedForm } from "./deed-form.tsx";
import { useDraft } from "./use-draft.ts";

const empty = { teamId: "", note: "" };

/** Hands a request to the triage of another team. */
export function HandOverForm({
  request,
  onHandOver,
  onCancel,
}: {
  request: RequestDetail;
  onHandOver: (teamId: string, note: string) => void;
  onCancel: () => void;
}) {
  const { teams } = useDirectory();
  const others = [...teams.values()]
    .filter((team) => team.archivedAt === null && team.teamId !== request.teamId)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const { draft, type } = useDraft(`hand-over.${request.requestId}`, empty);
  const [isWrong, setWrong] = useState(false);
  const error =
    others.length === 0 ? "There is no other team yet" : isWrong ? "Choose the team that should decide" : undefined;
  return (
    <DeedForm
      label={`Hand over request ${request.number}`}
      verb="Hand over"
      isLong
      onCancel={onCancel}
      onSubmit={() => {
        if (others.some((team) => team.teamId === draft.teamId)) onHandOver(draft.teamId, draft.note.trim());
        else setWrong(true);
      }}
      hint="Its clock goes on in the other team's working hours."
    >
      <Select
        label="To"
        placeholder="Choose a team"
        choices={others.map((team) => ({ id: team.teamId, name: team.name, hint: team.key }))}
        value={draft.teamId === "" ? null : draft.teamId}
        onChange={(teamId) => {
          type({ ...draft, teamId });
          setWrong(false);
        }}
        {...(error === undefined ? {} : { error })}
      />
      <TextArea
        label="Note"
        description="For the other team; the requester does not see it."
        rows={2}
        value={draft.note}
        onChange={(note) => type({ ...draft, note })}
        maxLength={2000}
      />
    </DeedForm>
  );
}
