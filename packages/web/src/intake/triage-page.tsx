import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { PageHeader } from "../frame/page-header.tsx";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TabLinks } from "../ui/tabs.tsx";
import { useMedia } from "../ui/use-narrow.ts";
import { VirtualList } from "../ui/virtual-list.tsx";
import { useLeaving } from "./leaving-rows.ts";
import { NewRequest } from "./new-request.tsx";
import { leavingRequests } from "./request-deeds.ts";
import { RequestLine, requestLineHeight } from "./request-line.tsx";
import { RequestPane } from "./request-pane.tsx";
import { guestAskMs, requestsQuery, type RequestTab } from "./request-queries.ts";
import { TriageEmpty } from "./triage-empty.tsx";
import { deeds } from "./triage-deeds.tsx";

interface TriageSearch {
  /** A team's id, or `all`; absent: my teams. */
  readonly team?: string;
  readonly tab?: string;
  readonly text?: string;
  readonly request?: string;
  readonly deed?: string;
}

const tabNames: Record<RequestTab, string> = { waiting: "Waiting", asked: "Asked", open: "Open", decided: "Decided" };

/** Requests on the left, one of them on the right. Whoever may not triage sees their own here and can answer. */
export function TriagePage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const search = given(useSearch({ strict: false }) as TriageSearch);
  const navigate = useNavigate();
  const here = useHere();
  const { teams } = useDirectory();
  const isWide = useMedia("(width >= 64rem)");
  const mayTriage = here.may("request.triage");
  const tabs: readonly RequestTab[] = mayTriage ? ["waiting", "asked", "decided"] : ["open", "decided"];
  const tab = tabs.find((each) => each === search.tab) ?? tabs[0] ?? "waiting";

  const mine = useMemo(
    () =>
      [...teams.values()]
        .filter((team) => team.archivedAt === null && team.members.some(({ personId }) => personId === here.personId))
        .map((team) => team.teamId),
    [teams, here.personId],
  );
  const isOneTeam = search.team !== undefined && search.team !== "all";
  const teamIds: readonly string[] = !mayTriage || search.team === "all" ? [] : isOneTeam ? [search.team ?? ""] : mine;
  const text = search.text ?? "";
  const list = useInfiniteQuery({
    ...requestsQuery({ tab, teamIds, text }),
    refetchInterval: mayTriage ? false : guestAskMs,
  });
  const isSlow = useIsSlow(list.isLoading);
  const leaving = useLeaving(leavingRequests);
  const rows = useMemo(
    () => (list.data?.pages ?? []).flatMap((page) => page.rows).filter((row) => !leaving.has(row.requestId)),
    [list.data, leaving],
  );
  const byId = useMemo(() => new Map(rows.map((row) => [row.requestId, row])), [rows]);
  const ids = useMemo(() => rows.map((row) => row.requestId), [rows]);
  const current = search.request ?? (isWide ? ids[0] : undefined);
  const deed = deeds.find((each) => each === search.deed) ?? null;

  const [isAsking, setAsking] = useState(false);
  // Set when a decision or Enter leads to the next request, so that reading goes on there.
  const [focused, setFocused] = useState<string | null>(null);
  const go = useCallback(
    (more: Partial<TriageSearch>, replace = true) =>
      void navigate({ to: ".", search: (before: TriageSearch) => ({ ...before, ...more }), replace } as never),
    [navigate],
  );
  const show = useCallback(
    (request: string | null, focus: boolean) => {
      setFocused(focus ? request : null);
      go({ request: request ?? "", deed: "" }, isWide);
    },
    [go, isWide],
  );
  const next = () => {
    const at = ids.indexOf(current ?? "");
    // On a narrow screen the list comes back, unless there is more to decide.
    show(ids[at + 1] ?? ids[at - 1] ?? null, true);
  };
  const onWindow = (_from: number, to: number) => {
    if (to > ids.length - 20 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  useShortcut("n", () => setAsking(true), {
    title: "New request",
    group: "Triage",
    isEnabled: here.may("request.make"),
  });

  const href = (to: RequestTab) => {
    const parameters = new URLSearchParams({
      ...(search.team === undefined ? {} : { team: search.team }),
      ...(to === tabs[0] ? {} : { tab: to }),
      ...(text === "" ? {} : { text }),
    }).toString();
    return `${paths.triage(organization)}${parameters === "" ? "" : `?${parameters}`}`;
  };
  const count = list.data === undefined ? "" : `${ids.length}${list.hasNextPage ? "+" : ""}`;
  const isCovered = !isWide && current !== undefined;
  return (
    <>
      <PageHeader
        title={mayTriage ? "Triage" : "My requests"}
        actions={
          isCovered ? undefined : (
            <Button icon={<Icon of={Plus} size={14} />} onPress={() => setAsking(true)}>
              New request
            </Button>
          )
        }
        tabs={
          isCovered ? undefined : (
            <TabLinks
              label="Requests by state"
              links={tabs.map((each) => ({
                href: href(each),
                title:
                  each === tab && count !== "" ? (
                    <>
                      {tabNames[each]} <span className="font-normal text-muted tabular-nums">{count}</span>
                    </>
                  ) : (
                    tabNames[each]
                  ),
                isCurrent: each === tab,
              }))}
            />
          )
        }
        toolbar={
          isCovered ? undefined : (
            <>
              {mayTriage ? (
                <Select
                  label="Team"
                  isLabelHidden
                  tone="quiet"
                  choices={[
                    ...(mine.length > 0 ? [{ id: "mine", name: mine.length === 1 ? "My team" : "My teams" }] : []),
                    { id: "all", name: "Every team" },
                    ...[...teams.values()]
                      .filter((team) => team.archivedAt === null)
                      .toSorted((a, b) => a.name.localeCompare(b.name))
                      .map((team) => ({ id: team.teamId, name: team.name, hint: team.key })),
                  ]}
                  value={search.team ?? (mine.length > 0 ? "mine" : "all")}
                  onChange={(team) => go({ team: team === "mine" ? "" : team, request: "", deed: "" })}
                />
              ) : null}
              <SearchField
                label="Find a request"
                className="max-w-64 flex-1"
                value={text}
                onChange={(typed) => go({ text: typed, request: "", deed: "" })}
              />
            </>
          )
        }
      />
      <div className="flex min-h-0 flex-1">
        <div
          className={classNames(
            "flex min-h-0 flex-col",
            isWide && current !== undefined ? "w-[min(26rem,36%)] shrink-0 border-r border-rule" : "min-w-0 flex-1",
            isCovered && "hidden",
          )}
        >
          {list.isError ? (
            <ErrorState title="The requests could not be read" onRetry={() => void list.refetch()}>
              Nothing is lost. Try again.
            </ErrorState>
          ) : list.isLoading ? (
            isSlow ? (
              <SkeletonRows rows={10} />
            ) : null
          ) : (
            <VirtualList
              label={`${tabNames[tab]} requests`}
              ids={ids}
              rowHeight={requestLineHeight}
              {...(isWide ? { current: current ?? null } : {})}
              onCurrent={(id) => isWide && show(id, false)}
              onOpen={(id) => show(id, true)}
              onWindow={onWindow}
              empty={
                <TriageEmpty
                  tab={tab}
                  isFiltered={teamIds.length > 0 && teams.size > 1}
                  isSearch={text !== ""}
                  onAll={() => go({ team: "all" })}
                />
              }
            >
              {(id) => {
                const request = byId.get(id);
                return request ? (
                  <RequestLine request={request} isOpen={id === current} hasTeam={teamIds.length !== 1 && mayTriage} />
                ) : null;
              }}
            </VirtualList>
          )}
        </div>
        {current === undefined ? null : (
          <section aria-label="Request" className="min-h-0 min-w-0 flex-1 overflow-y-auto scroll-thin">
            <RequestPane
              key={current}
              requestId={current}
              takesFocus={focused === current}
              onBack={isWide ? null : () => show(null, false)}
              deed={deed}
              onDeed={(chosen) => go({ request: current, deed: chosen ?? "" })}
              onDecided={next}
              onReopen={(chosen) => go({ request: current, deed: chosen ?? "" }, false)}
            />
          </section>
        )}
      </div>
      {isAsking ? (
        <NewRequest
          onClose={() => setAsking(false)}
          onMade={(requestId) => {
            setAsking(false);
            go({ tab: "", request: requestId, deed: "" }, false);
          }}
        />
      ) : null}
    </>
  );
}

/** What the address holds, with what is empty left out. */
const given = (search: TriageSearch): TriageSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== "" && value !== undefined));
