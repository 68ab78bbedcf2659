import type { Team } from "@throughline/contract/teams";
import { useState } from "react";
import { client } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { showTeam } from "./team-deeds.ts";

/** Puts a team away that nothing needs any more. */
export function ArchiveTeam({ team }: { team: Team }) {
  const [isAsking, setAsking] = useState(false);
  const { attempt, isPending, failure } = useAttempt();
  const archive = async () => {
    const archived = await attempt(() => client.archiveTeam({ teamId: team.teamId, revision: team.revision }));
    setAsking(false);
    if (!archived) return;
    showTeam(archived.done);
    showToast({ text: `${team.name} is archived` });
  };
  return (
    <PageSection
      title="Archive"
      note="For a team that has ended. No workflow, open item, open request, form or routine may still need it."
    >
      <div className="space-y-3">
        <FailureNotice failure={failure} />
        <Button tone="danger" onPress={() => setAsking(true)}>
          Archive team
        </Button>
      </div>
      <ConfirmDialog
        title={`Archive ${team.name}?`}
        confirm="Archive team"
        isOpen={isAsking}
        isPending={isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => void archive()}
      >
        It leaves the rail, the boards and every choice of team. Its finished work keeps its name and its key stays
        taken. A team cannot be brought back.
      </ConfirmDialog>
    </PageSection>
  );
}
