import type { RequestRow } from "@throughline/contract/requests";
import { MessageCircleQuestionMark } from "lucide-react";
import { useDirectory } from "../organization/directory.ts";
import { classNames } from "../ui/class-names.ts";
import { useNow } from "../ui/clock.ts";
import { Icon } from "../ui/icon.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { RequestStateBadge, ResponseClock, timeLeft } from "./response-clock.tsx";

/** In pixels; two lines. */
export const requestLineHeight = 52;

/** A request in the list: what is asked, by whom, since when, and how much time is left to answer. */
export function RequestLine({ request, isOpen, hasTeam }: { request: RequestRow; isOpen: boolean; hasTeam: boolean }) {
  const { teams } = useDirectory();
  const now = useNow();
  const left = timeLeft(request, now);
  const isLate = request.respondBy !== null && Date.parse(request.respondBy) < now;
  return (
    <div
      className={classNames(
        "flex h-full min-w-0 flex-col justify-center gap-0.5 px-4 md:px-5",
        isOpen && "bg-accent-tint",
      )}
    >
      <div className="flex min-w-0 items-baseline gap-2">
        <span className="shrink-0 text-small text-muted tabular-nums">#{request.number}</span>
        <span className="min-w-0 flex-1 truncate font-medium text-ink">{request.title}</span>
        <TimeText at={request.decidedAt ?? request.createdAt} className="shrink-0 text-small text-muted" />
      </div>
      <div className="flex min-w-0 items-center gap-2 text-small text-muted">
        <span className="min-w-0 flex-1 truncate">
          {request.requesterName}
          {hasTeam ? ` · ${teams.get(request.teamId)?.name ?? ""}` : ""}
        </span>
        {request.state === "asked" ? (
          <span className="inline-flex shrink-0 items-center gap-1 text-info">
            <Icon of={MessageCircleQuestionMark} size={12} /> asked
            {request.askedAt ? <TimeText at={request.askedAt} /> : null}
          </span>
        ) : request.state === "new" ? (
          <span className="inline-flex shrink-0 items-center gap-2">
            <ResponseClock request={request} className="w-12" />
            <span className={classNames("tabular-nums", isLate && "font-medium text-bad")}>{left}</span>
          </span>
        ) : (
          <RequestStateBadge state={request.state} />
        )}
      </div>
    </div>
  );
}
