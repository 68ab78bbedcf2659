import type { Output } from "@throughline/contract/endpoint";
import type { readWhatIfBase } from "@throughline/contract/what-ifs";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../client.ts";

/** How work is done now, as the server reads it out of its history. */
export type WhatIfBase = Output<typeof readWhatIfBase>;
export type WhatIfScope = NonNullable<Parameters<typeof client.readWhatIfBase>[0]>;

/** What a what-if is based on stays as it is while alternatives are weighed: it is read again only when that is asked for. */
export const whatIfBaseQuery = (scope: WhatIfScope) =>
  queryOptions({
    queryKey: ["what-if", scope],
    queryFn: ({ signal }) => client.readWhatIfBase(scope, { signal }),
    staleTime: Infinity,
    retry: false,
  });
