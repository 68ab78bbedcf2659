import { useState } from "react";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/dialog.tsx";

/** Ends my own access. The last owner cannot. */
export function LeaveOrganization({ name }: { name: string }) {
  const [isAsking, setAsking] = useState(false);
  const { attempt, isPending, failure } = useAttempt();
  const leave = async () => {
    const left = await attempt(() => client.leaveOrganization());
    setAsking(false);
    // A full load: nothing of what was read here may stay in this tab.
    if (left) window.location.assign(paths.home());
  };
  return (
    <div className="space-y-3">
      <FailureNotice failure={failure} />
      <Button tone="danger" onPress={() => setAsking(true)}>
        Leave {name}
      </Button>
      <ConfirmDialog
        title={`Leave ${name}?`}
        confirm="Leave"
        isOpen={isAsking}
        isPending={isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => void leave()}
      >
        Your API keys here stop working for good, agents you sponsor are switched off, and you leave your teams. What
        you did stays under your name. To come back, someone has to invite you.
      </ConfirmDialog>
    </div>
  );
}
