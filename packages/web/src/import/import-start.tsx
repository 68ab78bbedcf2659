import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { client } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { refusalSentence } from "../items/item-deeds.ts";
import { useDirectory } from "../organization/directory.ts";
import { useAddress } from "../settings/use-address.ts";
import { Badge } from "../ui/badge.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FileDrop } from "../ui/file-drop.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText, useZone } from "../ui/time-text.tsx";
import { isAtWork, upload } from "./import-deeds.ts";
import { stateWords } from "./state-words.ts";

const mostBytes = 512 * 1024 * 1024;

/** Where an import begins, and those that were before. */
export function ImportStart() {
  const { set } = useAddress();
  const zone = useZone();
  const [sending, setSending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const take = async (file: File) => {
    abort.current = new AbortController();
    setRefusal(null);
    setSending(file.name);
    try {
      const made = await upload(file, zone, abort.current.signal);
      set({ import: made.importId });
    } catch (error) {
      if (!abort.current.signal.aborted) setRefusal(refusalSentence(error));
    } finally {
      setSending(null);
    }
  };

  return (
    <>
      <PageSection
        title="Bring work in"
        note={
          <span className="block max-w-170">
            An event log (XES) or a table (CSV), such as Jira, Linear, Asana, Trello and OpenProject export. Dates,
            people, teams and every change of state are kept. You see what would be made before anything is.
          </span>
        }
      >
        {sending === null ? (
          <div className="max-w-170">
            <FileDrop
              label="Drop a file here"
              hint="XES or CSV, plain or gzip, up to 512 MiB"
              accept={[".csv", ".tsv", ".txt", ".xes", ".xml", ".gz"]}
              maxBytes={mostBytes}
              onFiles={([file]) => {
                if (file) void take(file);
              }}
            />
          </div>
        ) : (
          <div className="flex max-w-140 items-end gap-3">
            <div className="min-w-0 flex-1">
              <ProgressBar label={`Looking over ${sending}`} text="" />
            </div>
            <Button onPress={() => abort.current?.abort()}>Stop</Button>
          </div>
        )}
        {refusal === null ? null : (
          <div className="mt-3 max-w-170">
            <Banner meaning="bad">{refusal}</Banner>
          </div>
        )}
      </PageSection>
      <EarlierImports />
    </>
  );
}

function EarlierImports() {
  const { set } = useAddress();
  const { people } = useDirectory();
  const imports = useInfiniteQuery({
    queryKey: ["imports", "list"],
    queryFn: ({ pageParam }) => client.listImports({ limit: 25, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.rows.some((row) => isAtWork(row.state))) ? 2_000 : false,
  });
  const isSlow = useIsSlow(imports.isLoading);
  const rows = imports.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <PageSection title="Imports so far">
      {imports.isError ? (
        <ErrorState title="The imports could not be read" onRetry={() => void imports.refetch()}>
          The server did not answer. Nothing is lost.
        </ErrorState>
      ) : imports.isLoading ? (
        isSlow ? (
          <SkeletonRows />
        ) : null
      ) : rows.length === 0 ? (
        <p className="text-dense text-muted">
          None yet. Each one stands here afterwards, with its report of every value that could not be kept.
        </p>
      ) : (
        <ul className="text-dense">
          {rows.map((row) => {
            const state = stateWords[row.state];
            return (
              <li key={row.importId} className="border-b border-rule">
                <button
                  type="button"
                  onClick={() => set({ import: row.importId })}
                  className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 py-2 text-left hover:bg-hover"
                >
                  <span className="truncate font-medium">{row.fileName}</span>
                  <span className="justify-self-end">
                    <Badge meaning={state.meaning}>{state.name}</Badge>
                  </span>
                  <span className="truncate text-small text-muted">
                    {row.itemsMade === null
                      ? (row.failure?.sentence ?? row.source ?? "")
                      : `${row.itemsMade.toLocaleString("en")} ${row.itemsMade === 1 ? "item" : "items"} from ${row.source ?? ""}`}
                  </span>
                  <span className="justify-self-end text-small text-muted">
                    {people.get(row.createdBy ?? "")?.name} <TimeText at={row.createdAt} />
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {imports.hasNextPage ? (
        <Button className="mt-3" isPending={imports.isFetchingNextPage} onPress={() => void imports.fetchNextPage()}>
          Load more
        </Button>
      ) : null}
    </PageSection>
  );
}
