import { useState } from "react";
import { useDirectory } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Popover } from "../ui/popover.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { decideHandOff } from "./hand-off-deeds.ts";

export interface HandOffDecisionProps {
  readonly itemId: string;
  readonly itemKey: string;
  readonly fromTeamId: string;
  readonly toTeamId: string;
}

/** Accept or decline as someone of the receiving team, withdraw as someone of the giving one; owners and admins may do either. */
export function HandOffDecision({ itemId, itemKey, fromTeamId, toTeamId }: HandOffDecisionProps) {
  const here = useHere();
  const { teams } = useDirectory();
  const [isPending, setPending] = useState(false);
  const belongs = (teamId: string) =>
    here.may("people.administer") ||
    (teams.get(teamId)?.members.some((member) => member.personId === here.personId) ?? false);
  const run = async (decision: Parameters<typeof decideHandOff>[2]) => {
    setPending(true);
    const taken = await decideHandOff(itemId, itemKey, decision);
    setPending(false);
    return taken;
  };
  if (!here.may("hand_off.decide")) return null;
  const receives = belongs(toTeamId);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {receives ? (
        <>
          <Button size="small" tone="primary" isPending={isPending} onPress={() => void run({ kind: "accept" })}>
            Accept
          </Button>
          <DeclineButton itemKey={itemKey} onDecline={(reason) => run({ kind: "decline", reason })} />
        </>
      ) : null}
      {belongs(fromTeamId) ? (
        <Button
          size="small"
          tone={receives ? "quiet" : "plain"}
          isPending={isPending}
          onPress={() => void run({ kind: "withdraw" })}
        >
          Withdraw
        </Button>
      ) : null}
      {!receives && !belongs(fromTeamId) ? (
        <span className="text-small text-muted">{teams.get(toTeamId)?.name ?? "The other team"} decides</span>
      ) : null}
    </div>
  );
}

function DeclineButton({ itemKey, onDecline }: { itemKey: string; onDecline: (reason: string) => Promise<boolean> }) {
  const [reason, setReason] = useState("");
  const [isWrong, setWrong] = useState(false);
  return (
    <Popover label={`Decline ${itemKey}`} trigger={<Button size="small">Decline</Button>}>
      {(close) => (
        <form
          className="w-72 space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() === "") setWrong(true);
            else void onDecline(reason.trim()).then((taken) => taken && close());
          }}
        >
          <TextArea
            label="Why it goes back"
            description="The giving team reads this"
            value={reason}
            onChange={(text) => {
              setReason(text);
              setWrong(false);
            }}
            autoFocus
            maxLength={2000}
            {...(isWrong ? { error: "Say why, so that they know what to do" } : {})}
          />
          <Button type="submit" size="small" tone="primary">
            Decline
          </Button>
        </form>
      )}
    </Popover>
  );
}
