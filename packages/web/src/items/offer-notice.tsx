import type { ItemDetail } from "@throughline/contract/items";
import { Hourglass } from "lucide-react";
import { useDirectory } from "../organization/directory.ts";
import { HandOffDecision } from "../hand-offs/hand-off-decision.tsx";
import { Icon } from "../ui/icon.tsx";
import { TimeText } from "../ui/time-text.tsx";

/** An open offer to another team: for how long it has waited, and what the reader may do about it. */
export function OfferNotice({ item }: { item: ItemDetail }) {
  const { teams, stages } = useDirectory();
  if (item.offeredTo === null) return null;
  const team = teams.get(item.offeredTo.teamId);
  return (
    <div className="flex flex-wrap items-start gap-2 rounded bg-info-tint px-3 py-2 text-dense">
      <span className="pt-0.5 text-info">
        <Icon of={Hourglass} size={14} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium text-info">
          Offered to {team?.name ?? "another team"} for {stages.get(item.offeredTo.stageId)?.name ?? "a stage"}
        </p>
        <p className="text-muted">
          Waiting <TimeText at={item.offeredTo.offeredAt} as="since" />. Until they accept, it stays where it is.
        </p>
      </div>
      <HandOffDecision
        itemId={item.itemId}
        itemKey={item.key}

        fromTeamId={item.teamId}
        toTeamId={item.offeredTo.teamId}
      />
    </div>
  );
}
