import type { Invitation } from "@throughline/contract/invitations";
import { useState } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/clock.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { CopyField } from "./copy-field.tsx";
import { roleWords } from "./role-words.ts";

/** Invitations nobody has accepted yet. */
export function InvitationsList({ invitations }: { invitations: readonly Invitation[] }) {
  if (invitations.length === 0)
    return (
      <EmptyState title="Nobody is waiting">An invitation stands here until it is accepted or withdrawn.</EmptyState>
    );
  return (
    <ul className="min-h-0 flex-1 divide-y divide-rule overflow-y-auto border-b border-rule px-4 scroll-thin md:px-5">
      {invitations.map((invitation) => (
        <Row key={invitation.invitationId} invitation={invitation} />
      ))}
    </ul>
  );
}

function Row({ invitation }: { invitation: Invitation }) {
  const { people, teams } = useDirectory();
  const now = useNow();
  const [link, setLink] = useState<string | null>(null);
  const { attempt, isPending, failure } = useAttempt();
  const { invitationId, email } = invitation;
  const isExpired = Date.parse(invitation.expiresAt) <= now;
  const recorded = invitation.personId === null ? undefined : people.get(invitation.personId);
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: ["invitations"] });
  const resend = async () => {
    const sent = await attempt(() => client.resendInvitation({ invitationId }));
    if (sent) setLink(sent.done.link);
    readAgain();
  };
  const withdraw = async () => {
    if (await attempt(() => client.revokeInvitation({ invitationId })))
      showToast({ text: `The invitation of ${email} is withdrawn`, detail: "Its link does not work any more." });
    readAgain();
  };
  return (
    <li className="space-y-2 py-2.5 text-dense">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-52">
          <div className="flex flex-wrap items-center gap-x-2">
            <span className="min-w-0 truncate font-medium">{email}</span>
            {isExpired ? <Badge meaning="warn">Expired</Badge> : null}
          </div>
          <p className="text-small text-muted">
            {roleWords[invitation.role].name}
            {invitation.teamId === null ? "" : ` in ${teams.get(invitation.teamId)?.name ?? "a team"}`}
            {recorded ? ` as ${recorded.name} from an import` : ""} · by{" "}
            {people.get(invitation.invitedBy)?.name ?? "someone"} <TimeText at={invitation.createdAt} /> ·{" "}
            {isExpired ? "ended" : "ends"} <TimeText at={invitation.expiresAt} />
          </p>
        </div>
        <div className="flex gap-2">
          <Button size="small" isPending={isPending} onPress={() => void resend()} aria-label={`New link for ${email}`}>
            New link
          </Button>
          <Button
            size="small"
            isPending={isPending}
            onPress={() => void withdraw()}
            aria-label={`Withdraw the invitation of ${email}`}
          >
            Withdraw
          </Button>
        </div>
      </div>
      <FailureNotice failure={failure} />
      {link === null ? null : (
        <div className="max-w-120">
          <CopyField label="New link, shown this once; the old one stopped working" value={link} />
        </div>
      )}
    </li>
  );
}
