import type { Output } from "@throughline/contract/endpoint";
import type { createExport } from "@throughline/contract/exports";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client, currentOrganization } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { refusalSentence } from "../items/item-deeds.ts";
import { useDirectory } from "../organization/directory.ts";
import { SettingsPage } from "../settings/settings-page.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";

type Made = Output<typeof createExport>;

const addressOf = ({ exportId }: Pick<Made, "exportId">, file: string): string =>
  `/api/v1/exports/${exportId}/files/${file}?organization=${currentOrganization() ?? ""}`;

/** Taking everything out again: it is yours. */
export function ExportPage() {
  const [made, setMade] = useState<Made | null>(null);
  const [isPending, setPending] = useState<"csv" | "json" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [exports, setVersion] = useState(0);
  const begin = async (format: "csv" | "json") => {
    setPending(format);
    setProblem(null);
    try {
      const begun = await client.createExport({ format });
      setMade(begun);
      setVersion((version) => version + 1);
      const [only] = begun.files;
      if (format === "json" && only) {
        const link = document.createElement("a");
        link.href = addressOf(begun, only.file);
        link.download = only.name;
        link.click();
      }
    } catch (error) {
      setProblem(refusalSentence(error));
    } finally {
      setPending(null);
    }
  };
  return (
    <SettingsPage current="export" title="Export" needs="export.run" what="exporting">
      <PageSection
        title="Take everything out"
        note={
          <span className="block max-w-170">
            Items, their whole history, people, teams, workflows with their versions, requests, hand-offs, routines and
            the rest. What a file holds is as things are when it is fetched. An export is recorded in the audit.
          </span>
        }
      >
        <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
          <div className="max-w-80">
            <Button tone="primary" isPending={isPending === "json"} onPress={() => void begin("json")}>
              Download as JSON
            </Button>
            <p className="mt-1.5 text-dense text-muted">Everything in one document, for programs and for keeping.</p>
          </div>
          <div className="max-w-80">
            <Button isPending={isPending === "csv"} onPress={() => void begin("csv")}>
              Make CSV files
            </Button>
            <p className="mt-1.5 text-dense text-muted">
              A table for each kind of thing, for spreadsheets. Cells that a spreadsheet would run begin with an
              apostrophe.
            </p>
          </div>
        </div>
        {problem === null ? null : (
          <div className="mt-3 max-w-170">
            <Banner meaning="bad">{problem}</Banner>
          </div>
        )}
        {made ? <Files made={made} /> : null}
      </PageSection>
      <EarlierExports key={exports} />
    </SettingsPage>
  );
}

function Files({ made }: { made: Made }) {
  return (
    <div className="mt-5">
      <h3 className="text-dense font-semibold">
        {made.files.length === 1 ? "Your document" : "Your files"}{" "}
        <span className="font-normal text-muted">
          can be fetched until <TimeText at={made.expiresAt} />
        </span>
      </h3>
      <ul className="mt-1 text-dense">
        {made.files.map((file) => (
          <li
            key={file.file}
            className="grid grid-cols-1 gap-x-4 border-b border-rule py-1.5 sm:grid-cols-[14rem_minmax(0,1fr)]"
          >
            <a
              href={addressOf(made, file.file)}
              download={file.name}
              className="w-fit font-medium text-accent underline-offset-2 hover:underline"
            >
              {file.name}
            </a>
            <span className="text-muted">{file.holds}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function EarlierExports() {
  const { people } = useDirectory();
  const earlier = useInfiniteQuery({
    queryKey: ["exports"],
    queryFn: ({ pageParam }) => client.listExports({ limit: 25, ...(pageParam === null ? {} : { after: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const isSlow = useIsSlow(earlier.isLoading);
  const rows = earlier.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <PageSection title="Exports so far">
      {earlier.isError ? (
        <ErrorState title="The exports could not be read" onRetry={() => void earlier.refetch()}>
          The server did not answer.
        </ErrorState>
      ) : earlier.isLoading ? (
        isSlow ? (
          <SkeletonRows />
        ) : null
      ) : rows.length === 0 ? (
        <p className="text-dense text-muted">None yet. Who took data out, and when, stands here.</p>
      ) : (
        <ul className="text-dense">
          {rows.map((row) => (
            <li key={row.exportId} className="flex flex-wrap justify-between gap-x-4 border-b border-rule py-1.5">
              <span>
                {people.get(row.madeBy ?? "")?.name ?? "Someone"}{" "}
                <span className="text-muted">as {row.format.toUpperCase()}</span>
              </span>
              <TimeText at={row.madeAt} className="text-muted" />
            </li>
          ))}
        </ul>
      )}
      {earlier.hasNextPage ? (
        <Button className="mt-3" isPending={earlier.isFetchingNextPage} onPress={() => void earlier.fetchNextPage()}>
          Load more
        </Button>
      ) : null}
    </PageSection>
  );
}
