import type { Person } from "@throughline/contract/people";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { showToast } from "../ui/toast-queue.ts";

/** Ends someone's access, saying first what that means. */
export function RemovePerson({ person, agents, onRemoved }: { person: Person; agents: number; onRemoved: () => void }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { navigate } = useNavigation();
  const [isAsking, setAsking] = useState(false);
  const { attempt, isPending, failure } = useAttempt();
  const remove = async () => {
    const removed = await attempt(() => client.removePerson({ personId: person.personId }));
    setAsking(false);
    if (!removed) return;
    for (const key of ["people", "teams", "keys", "agents"]) void queryClient.invalidateQueries({ queryKey: [key] });
    const { openItems } = removed.done;
    showToast({
      text: `${person.name} has no access any more`,
      ...(openItems === 0
        ? {}
        : {
            detail: `${openItems} unfinished ${openItems === 1 ? "item names" : "items name"} them as owner.`,
            action: { name: "Show them", run: () => navigate(`${paths.items(organization)}?owner=${person.personId}`) },
          }),
    });
    onRemoved();
  };
  return (
    <section className="space-y-2 border-t border-rule pt-4">
      <FailureNotice failure={failure} />
      <Button tone="danger" onPress={() => setAsking(true)}>
        End access
      </Button>
      <ConfirmDialog
        title={`End the access of ${person.name}?`}
        confirm="End access"
        isOpen={isAsking}
        isPending={isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove()}
      >
        <ul className="list-disc space-y-1 pl-5">
          <li>They are out at once, on every device.</li>
          <li>
            Their API keys stop working for good
            {agents > 0
              ? `, and ${agents === 1 ? "the agent they sponsor is" : `the ${agents} agents they sponsor are`} switched off`
              : ""}
            .
          </li>
          <li>They leave their teams. Items they own stay as they are until someone else takes them.</li>
          <li>What they did stays under their name. They can be invited again.</li>
        </ul>
      </ConfirmDialog>
    </section>
  );
}
