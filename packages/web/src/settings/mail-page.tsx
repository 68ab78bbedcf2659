import type { Output } from "@throughline/contract/endpoint";
import type { listMail } from "@throughline/contract/mail";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { client } from "../client.ts";
import { setupQuery, useHere } from "../session/session.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { LinkedText } from "./linked-text.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { useAddress } from "./use-address.ts";

type MailRow = Output<typeof listMail>["rows"][number];
const states: Readonly<
  Record<MailRow["state"], { readonly name: string; readonly meaning: "neutral" | "info" | "bad" }>
> = {
  kept: { name: "Kept", meaning: "neutral" },
  waiting: { name: "Being sent", meaning: "info" },
  undelivered: { name: "Not delivered", meaning: "bad" },
};

/** The mail that has not gone out: all of it where no mail server is set up. */
export function MailPage() {
  const search = useSearch({ strict: false }) as { mail?: string };
  const here = useHere();
  const { set } = useAddress();
  const delivery = useQuery(setupQuery).data?.mail;
  const mail = useInfiniteQuery({
    queryKey: ["mail"],
    queryFn: ({ pageParam }) => client.listMail({ limit: 50, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: here.may("organization.administer"),
    staleTime: 0,
  });
  const isSlow = useIsSlow(mail.isLoading);
  const rows = mail.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <SettingsPage
      current="mail"
      title="Mail"
      needs="organization.administer"
      what="the mail folder"
      measure="flush"
      actions={<Button onPress={() => void mail.refetch()}>Look again</Button>}
    >
      <div className="flex min-h-0 flex-1">
        <div className="min-h-0 min-w-0 flex-1 overflow-y-auto scroll-thin">
          <p className="border-b border-rule px-4 py-2.5 text-dense text-muted md:px-5">
            {delivery === "smtp"
              ? "Mail goes out through your mail server. Here is what waits or was not taken."
              : "No mail server is set up, so every mail is kept here for you to pass on. Start with SMTP_URL set to send them."}
          </p>
          {mail.isError ? (
            <ErrorState title="The mail could not be read" onRetry={() => void mail.refetch()}>
              The server did not answer. Nothing is lost.
            </ErrorState>
          ) : mail.isLoading ? (
            <div className="p-4">{isSlow ? <SkeletonRows /> : null}</div>
          ) : rows.length === 0 ? (
            <EmptyState title="No mail here">
              {delivery === "smtp"
                ? "Everything has gone out."
                : "Invitations and notices stand here once there are some."}
            </EmptyState>
          ) : (
            <ul className="text-dense">
              {rows.map((row) => (
                <li key={row.mailId} className="border-b border-rule">
                  <button
                    type="button"
                    onClick={() => set({ mail: row.mailId })}
                    aria-current={row.mailId === search.mail ? "true" : undefined}
                    className={classNames(
                      "grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 px-4 py-2 text-left md:px-5",
                      row.mailId === search.mail ? "bg-accent-tint" : "hover:bg-hover",
                    )}
                  >
                    <span className="truncate font-medium">{row.subject}</span>
                    <TimeText at={row.writtenAt} className="text-small text-muted" />
                    <span className="truncate text-small text-muted">To {row.to}</span>
                    {row.state === "kept" ? (
                      <span />
                    ) : (
                      <Badge meaning={states[row.state].meaning}>{states[row.state].name}</Badge>
                    )}
                    {row.problem === null ? null : (
                      <span className="col-span-2 text-small text-bad">{row.problem}</span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {mail.hasNextPage ? (
            <div className="p-4">
              <Button isPending={mail.isFetchingNextPage} onPress={() => void mail.fetchNextPage()}>
                Load more
              </Button>
            </div>
          ) : null}
        </div>
        {search.mail === undefined ? null : (
          <MailPanel key={search.mail} mailId={search.mail} onClose={() => set({ mail: undefined })} />
        )}
      </div>
    </SettingsPage>
  );
}

function MailPanel({ mailId, onClose }: { mailId: string; onClose: () => void }) {
  const mail = useQuery({ queryKey: ["mail", mailId], queryFn: () => client.readMail({ mailId }), retry: false });
  return (
    <SidePanel label="Mail" onClose={onClose} head={mail.data ? states[mail.data.state].name : "Mail"}>
      {mail.isError ? (
        <EmptyState title="This mail is not here">It may have gone out, or only owners may read it.</EmptyState>
      ) : mail.data ? (
        <article className="px-4 py-4">
          <h2 className="text-lead font-semibold">{mail.data.subject}</h2>
          <p className="mt-1 text-dense text-muted">
            To {mail.data.to}, written <TimeText at={mail.data.writtenAt} />
          </p>
          {mail.data.problem === null ? null : <p className="mt-1 text-dense text-bad">{mail.data.problem}</p>}
          <div className="mt-4 text-base">
            <LinkedText text={mail.data.text} />
          </div>
        </article>
      ) : null}
    </SidePanel>
  );
}
