import { useQuery } from "@tanstack/react-query";
import { client } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { queryClient } from "../query-client.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { useAttempt } from "./use-attempt.ts";

/** Where I am signed in, each of which can be ended. */
export function AccountSessions() {
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: async () => (await client.listSessions()).rows,
    staleTime: 0,
  });
  const { attempt, isPending, failure } = useAttempt();
  const isSlow = useIsSlow(sessions.isLoading);
  const rows = (sessions.data ?? []).toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  const readAgain = () => void queryClient.invalidateQueries({ queryKey: ["sessions"] });
  const end = async (sessionId: string, device: string) => {
    if (!(await attempt(() => client.endSession({ sessionId })))) return readAgain();
    showToast({ text: `Signed out: ${device}` });
    readAgain();
  };
  const endOthers = async () => {
    const ended = await attempt(() => client.endOtherSessions());
    if (ended)
      showToast({
        text:
          ended.done.ended === 1 ? "Signed out in one other place" : `Signed out in ${ended.done.ended} other places`,
      });
    readAgain();
  };
  return (
    <PageSection
      title="Where you are signed in"
      note="Do not know one? End it and change your password."
      actions={
        rows.length > 2 ? (
          <Button size="small" isPending={isPending} onPress={() => void endOthers()}>
            End all others
          </Button>
        ) : undefined
      }
    >
      {isSlow ? <SkeletonRows rows={3} /> : null}
      <ul className="divide-y divide-rule border-y border-rule text-dense">
        {rows.map((row) => (
          <li key={row.sessionId} className="flex min-h-row items-center gap-3 py-2">
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-x-2 font-medium">
                {row.device}
                {row.isCurrent ? <Badge meaning="good">This browser</Badge> : null}
              </div>
              <div className="text-small text-muted">
                {row.address} · last here <TimeText at={row.lastSeenAt} /> · signed in <TimeText at={row.createdAt} />
              </div>
            </div>
            {row.isCurrent ? null : (
              <Button
                size="small"
                onPress={() => void end(row.sessionId, row.device)}
                aria-label={`End ${row.device}, ${row.address}`}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-2">
        <FailureNotice failure={failure} />
      </div>
    </PageSection>
  );
}
