import type { OrganizationEvent } from "@throughline/contract/events";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { client } from "../client.ts";
import { itemRows } from "../items/item-rows.ts";
import { useEvents } from "../live.ts";
import { useHere } from "../session/session.ts";
import { SettingsPage } from "../settings/settings-page.tsx";
import { useAddress } from "../settings/use-address.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { useZone } from "../ui/time-text.tsx";
import { auditQuery, type AuditSearch } from "./audit-filter.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditRow } from "./audit-row.tsx";
import { dayOf } from "./day-bounds.ts";

const pageSize = 100;

/** The record of what happened, newest first, in plain words. */
export function AuditPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = useSearch({ strict: false }) as AuditSearch;
  const { set } = useAddress();
  const here = useHere();
  const zone = useZone();
  const { what, actor, about, from, to } = search;
  const query = useMemo(() => auditQuery({ what, actor, about, from, to }, zone), [what, actor, about, from, to, zone]);
  const record = useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam }) =>
      client.listAuditEvents({ ...query, limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: here.may("audit.read"),
    staleTime: 0,
  });
  const isSlow = useIsSlow(record.isLoading);
  const events = useMemo(() => record.data?.pages.flatMap((page) => page.rows) ?? [], [record.data]);
  const newest = events[0]?.number ?? 0;
  const [heardUpTo, setHeard] = useState(0);
  useEvents(useCallback((event: OrganizationEvent) => setHeard((before) => Math.max(before, event.number)), []));
  useEffect(() => itemRows.want([...new Set(events.flatMap((event) => event.itemId ?? []))]), [events]);

  const isFiltered = Object.keys(query).length > 0;
  const days = [...Map.groupBy(events, (event) => dayOf(Date.parse(event.occurredAt), zone))];
  return (
    <SettingsPage
      current="audit"
      title="Audit"
      needs="audit.read"
      what="the record of what happened"
      measure="flush"
      actions={
        heardUpTo > newest && !record.isLoading ? (
          <Button onPress={() => void record.refetch()}>
            {isFiltered ? "Look for newer" : `Show ${heardUpTo - newest} new`}
          </Button>
        ) : undefined
      }
      toolbar={<AuditFilters search={search} onChange={set} isFiltered={isFiltered} />}
    >
      <div className="min-h-0 flex-1 overflow-y-auto scroll-thin">
        {record.isError ? (
          <ErrorState title="The record could not be read" onRetry={() => void record.refetch()}>
            The server did not answer. Nothing of it is lost.
          </ErrorState>
        ) : record.isLoading ? (
          <div className="p-4">{isSlow ? <SkeletonRows rows={12} /> : null}</div>
        ) : events.length === 0 ? (
          <EmptyState
            title={isFiltered ? "Nothing like that happened" : "Nothing happened yet"}
            action={
              isFiltered ? (
                <Button
                  onPress={() =>
                    set({ what: undefined, actor: undefined, about: undefined, from: undefined, to: undefined })
                  }
                >
                  Show everything
                </Button>
              ) : undefined
            }
          >
            Every change anyone makes here is recorded: who, when and what.
          </EmptyState>
        ) : (
          <>
            {days.map(([date, rows]) => (
              <section key={date} aria-label={date}>
                <h2 className="sticky top-0 z-10 border-b border-rule bg-paper px-4 py-1.5 text-small text-muted md:px-5">
                  {longDay(date)}
                </h2>
                <ul className="text-dense">
                  {rows.map((event) => (
                    <AuditRow key={event.number} event={event} organization={organization} zone={zone} />
                  ))}
                </ul>
              </section>
            ))}
            <div className="px-4 py-4 md:px-5">
              {record.hasNextPage ? (
                <Button isPending={record.isFetchingNextPage} onPress={() => void record.fetchNextPage()}>
                  Load more
                </Button>
              ) : (
                <p className="text-small text-faint">
                  That is all{isFiltered ? " of this kind" : ", from the beginning"}.
                </p>
              )}
            </div>
          </>
        )}
      </div>
    </SettingsPage>
  );
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const longDay = (day: string): string => dayFormat.format(Date.parse(`${day}T00:00:00Z`));
