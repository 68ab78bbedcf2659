import type { ImportDetail, ImportMapping, ImportRow, ImportTarget } from "@throughline/contract/imports";
import { Refused } from "@throughline/contract/client";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../client.ts";
import { queryClient } from "../query-client.ts";

const askAgainMs = 700;
const atWork: ReadonlySet<ImportRow["state"]> = new Set(["reading", "checking", "waiting", "running"]);
export const isAtWork = (state: ImportRow["state"]): boolean => atWork.has(state);

/** One import, asked for again while something is under way. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ["imports", importId],
    queryFn: () => client.readImport({ importId }),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data.state) ? askAgainMs : false),
    staleTime: 0,
    retry: (failures, error) => !(error instanceof Refused) && failures < 3,
  });

/** Puts an answer where the page reads it; lists of imports are read anew. */
export function keep(made: ImportDetail): ImportDetail {
  queryClient.setQueryData(["imports", made.importId], made);
  void queryClient.invalidateQueries({ queryKey: ["imports", "list"] });
  return made;
}

export async function upload(file: File, zone: string, signal: AbortSignal): Promise<ImportDetail> {
  const body = new FormData();
  body.append("zone", zone);
  body.append("file", file, file.name);
  return keep(await client.createImport({}, { body, signal }));
}

const turns = new Map<string, Promise<unknown>>();

/** Deeds on one import follow each other, each with the revision the one before it left. */
function inTurn({ importId }: ImportDetail, deed: (revision: number) => Promise<ImportDetail>): Promise<ImportDetail> {
  const latest = () => queryClient.fetchQuery({ ...importQuery(importId), staleTime: 0 });
  const now = async () => {
    const known = queryClient.getQueryData(importQuery(importId).queryKey) ?? (await latest());
    try {
      return keep(await deed(known.revision));
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "stale") throw error;
      return keep(await deed((await latest()).revision));
    }
  };
  const turn = (turns.get(importId) ?? Promise.resolve()).then(now, now);
  turns.set(importId, turn);
  return turn;
}

export const saveMapping = (made: ImportDetail, mapping: ImportMapping): Promise<ImportDetail> =>
  inTurn(made, (revision) => client.changeImport({ importId: made.importId, revision, mapping }));

export const saveTarget = (made: ImportDetail, target: ImportTarget): Promise<ImportDetail> =>
  inTurn(made, (revision) => client.changeImport({ importId: made.importId, revision, target }));

export const dryRun = (made: ImportDetail): Promise<ImportDetail> =>
  inTurn(made, (revision) => client.dryRunImport({ importId: made.importId, revision }));

export const runImport = (made: ImportDetail): Promise<ImportDetail> =>
  inTurn(made, (revision) => client.runImport({ importId: made.importId, revision }));

export const cancel = async ({ importId }: Pick<ImportDetail, "importId">): Promise<ImportDetail> =>
  keep(await client.cancelImport({ importId }));
