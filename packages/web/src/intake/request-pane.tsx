import { Refused } from "@throughline/contract/client";
import type { RequestDetail } from "@throughline/contract/requests";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useDirectory } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { useNow } from "../ui/clock.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Link } from "../ui/link.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import type { MergeTarget } from "./merge-form.tsx";
import { RequestConversation } from "./request-conversation.tsx";
import { RequestDuplicates } from "./request-duplicates.tsx";
import { RequestOutcome } from "./request-outcome.tsx";
import { channelsQuery, guestAskMs, isOpen, requestQuery } from "./request-queries.ts";
import { RequestStateBadge, ResponseClock, timeLeft } from "./response-clock.tsx";
import { TriageDeeds, type TriageDeedsProps } from "./triage-deeds.tsx";

export type RequestPaneProps = Omit<TriageDeedsProps, "request" | "mergeInto"> & {
  readonly requestId: string;
  /** Whether it opened by a decision or a key, so that reading goes on here. */
  readonly takesFocus: boolean;
  /** On a narrow screen, where it covers the list. */
  readonly onBack: (() => void) | null;
};

/** One request, whole: what is asked, what it may repeat, and the five ways to end it. */
export function RequestPane({ requestId, takesFocus, onBack, ...deeds }: RequestPaneProps) {
  const here = useHere();
  const query = useQuery({
    ...requestQuery(requestId),
    refetchInterval: here.may("request.triage") ? false : guestAskMs,
  });
  const isSlow = useIsSlow(query.isLoading);
  const request = query.data;
  if (query.isError && !request) {
    const isGone = query.error instanceof Refused && query.error.code === "not_found";
    return isGone ? (
      <EmptyState title="There is no such request">It belongs to someone else, or its link is not whole.</EmptyState>
    ) : (
      <ErrorState title="The request could not be read" onRetry={() => void query.refetch()}>
        Nothing is lost. Try again.
      </ErrorState>
    );
  }
  if (!request) return <div className="p-5">{isSlow ? <SkeletonText /> : null}</div>;
  return <Shown key={requestId} request={request} takesFocus={takesFocus} onBack={onBack} {...deeds} />;
}

function Shown({
  request,
  takesFocus,
  onBack,
  ...deeds
}: Omit<RequestPaneProps, "requestId"> & { request: RequestDetail }) {
  const here = useHere();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const mayTriage = here.may("request.triage") && isOpen(request);
  const [mergeInto, setMergeInto] = useState<MergeTarget | null>(null);
  return (
    <article className="pb-8">
      <header className="flex items-start gap-2 px-4 py-3 md:px-5">
        {onBack === null ? null : (
          <IconButton label="Back to the list" icon={<Icon of={ArrowLeft} />} onPress={onBack} />
        )}
        <div className="min-w-0 flex-1">
          <Path request={request} />
          <h2
            ref={heading}
            tabIndex={-1}
            className="mt-0.5 text-title font-semibold break-words outline-none focus-visible:outline-2 focus-visible:outline-focus"
          >
            {request.title}
          </h2>
          <Asker request={request} />
        </div>
      </header>
      {mayTriage ? (
        <TriageDeeds request={request} mergeInto={mergeInto} {...deeds} />
      ) : (
        <RequestOutcome request={request} />
      )}
      <div className="max-w-170 space-y-5 px-4 pt-4 md:px-5">
        {mayTriage ? (
          <RequestDuplicates
            request={request}
            onMerge={(target) => {
              setMergeInto(target);
              deeds.onDeed("merge");
            }}
          />
        ) : null}
        {request.details.trim() === "" && request.answers.length === 0 ? (
          <p className="text-base text-muted">Nothing but the title was written.</p>
        ) : null}
        {request.details.trim() === "" ? null : (
          <p className="text-base whitespace-pre-wrap text-ink">{request.details}</p>
        )}
        {request.answers.length === 0 ? null : (
          <dl className="space-y-2.5">
            {request.answers.map(({ question, answer }) => (
              <div key={question.id}>
                <dt className="text-dense text-muted">{question.label}</dt>
                <dd className="text-base whitespace-pre-wrap text-ink">
                  {question.kind === "link" ? <Outward href={String(answer)} /> : String(answer)}
                </dd>
              </div>
            ))}
          </dl>
        )}
        <RequestConversation request={request} />
      </div>
    </article>
  );
}

function Path({ request }: { request: RequestDetail }): ReactNode {
  const here = useHere();
  const { teams } = useDirectory();
  const channels = useQuery({ ...channelsQuery, enabled: here.may("channel.read") });
  const form = channels.data?.find((channel) => channel.channelId === request.channelId);
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-small text-muted">
      <span className="tabular-nums">Request {request.number}</span>
      <span>to {teams.get(request.teamId)?.name ?? "a team"}</span>
      {form ? <span>by the form {form.name}</span> : request.channelId === null ? <span>from within</span> : null}
      {request.state === "asked" ? <RequestStateBadge state="asked" /> : null}
    </p>
  );
}

function Asker({ request }: { request: RequestDetail }): ReactNode {
  const now = useNow();
  const left = timeLeft(request, now);
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-dense text-muted">
      <span className="text-ink">{request.requesterName}</span>
      {request.requesterEmail === "" ? null : (
        <Link href={`mailto:${request.requesterEmail}`} className="break-all">
          {request.requesterEmail}
        </Link>
      )}
      <TimeText at={request.createdAt} />
      {left === null ? null : (
        <span className="inline-flex items-center gap-2">
          <ResponseClock request={request} className="w-20" />
          <span className="tabular-nums">{left}</span>
        </span>
      )}
      {request.state === "asked" && request.askedAt ? (
        <span>
          The clock stands still for <TimeText at={request.askedAt} as="since" />
        </span>
      ) : null}
    </p>
  );
}

/** An address somebody gave: opened only as a web page, and without telling where from. */
function Outward({ href }: { href: string }): ReactNode {
  if (!/^https?:\/\//i.test(href)) return href;
  return (
    <Link href={href} target="_blank" rel="noopener noreferrer nofollow" className="break-all">
      {href}
    </Link>
  );
}
