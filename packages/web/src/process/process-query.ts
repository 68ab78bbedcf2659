import type { Input, Output } from "@throughline/contract/endpoint";
import type { listProcessItems, readProcess, readProcessModel } from "@throughline/contract/processes";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { client } from "../client.ts";

export type ProcessAnswer = Output<typeof readProcess>;
export type ProcessStage = ProcessAnswer["stages"][number];
export type ProcessWay = ProcessAnswer["ways"][number];
export type ProcessVariant = ProcessAnswer["variants"]["shown"][number];
export type ProcessDeviation = NonNullable<ProcessAnswer["conformance"]>["deviations"][number];
export type ProcessModel = Output<typeof readProcessModel>;
export type ProcessItem = Output<typeof listProcessItems>["rows"][number];

/** What every question about a process is asked with. */
export type ProcessAsked = Omit<Input<typeof readProcessModel>, "infrequent">;
export type Behind = Pick<Input<typeof listProcessItems>, "of" | "key">;

const pageSize = 50;

/** Figures are heavy and hold still until they are asked for anew: events do not make them untrue by themselves. */
const still = { staleTime: Infinity, gcTime: 10 * 60_000, retry: false } as const;

export const processQuery = (asked: ProcessAsked, time: "calendar" | "working") =>
  queryOptions({
    queryKey: ["process", asked, time],
    queryFn: ({ signal }) => client.readProcess({ ...asked, time }, { signal }),
    ...still,
  });

export const modelQuery = (asked: ProcessAsked, infrequent: number) =>
  queryOptions({
    queryKey: ["process-model", asked, infrequent],
    queryFn: ({ signal }) => client.readProcessModel({ ...asked, infrequent }, { signal }),
    ...still,
  });

export const itemsQuery = (
  asked: ProcessAsked,
  behind: Behind,
  time: "calendar" | "working",
  sort: "newest" | "longest",
) =>
  infiniteQueryOptions({
    queryKey: ["process-items", asked, behind, time, sort],
    queryFn: ({ pageParam, signal }) =>
      client.listProcessItems({ ...asked, ...behind, time, sort, after: pageParam, limit: pageSize }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return last.rows.length === 0 || read >= last.total ? undefined : read;
    },
    ...still,
  });
