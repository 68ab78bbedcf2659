import type { RequestDetail, RequestRow } from "@throughline/contract/requests";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../client.ts";

export type RequestState = RequestRow["state"];
export type RequestTab = "waiting" | "asked" | "decided" | "open";

/** Which requests each tab holds. */
export const statesOf: Readonly<Record<RequestTab, readonly RequestState[]>> = {
  waiting: ["new"],
  asked: ["asked"],
  open: ["new", "asked"],
  decided: ["accepted", "declined", "merged"],
};

export interface RequestFilter {
  readonly tab: RequestTab;
  /** Empty: every team. */
  readonly teamIds: readonly string[];
  readonly text: string;
}

const pageSize = 100;

/** The live stream tells guests of items alone; while they look at their requests, these are asked for again. */
export const guestAskMs = 15_000;

export const requestsQuery = ({ tab, teamIds, text }: RequestFilter) =>
  infiniteQueryOptions({
    queryKey: ["requests", "list", tab, teamIds, text],
    queryFn: ({ pageParam, signal }) =>
      client.listRequests(
        {
          state: statesOf[tab].join(","),
          limit: pageSize,
          ...(teamIds.length === 0 ? {} : { team: teamIds.join(",") }),
          ...(text === "" ? {} : { text }),
          ...(pageParam === null ? {} : { after: pageParam }),
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // While one types a filter the list stays; another tab's rows would be wrong here.
    placeholderData: (before, query) => (query?.queryKey[2] === tab ? before : undefined),
  });

export const requestQuery = (requestId: string) =>
  queryOptions({
    queryKey: ["requests", "one", requestId],
    queryFn: ({ signal }) => client.readRequest({ request: requestId }, { signal }),
    retry: false,
  });

export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: async () => (await client.listChannels()).rows,
});

export const isOpen = ({ state }: Pick<RequestDetail, "state">): boolean => state === "new" || state === "asked";
