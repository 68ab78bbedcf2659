import type { ImportDetail, ImportTally } from "@throughline/contract/imports";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { client, currentOrganization } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { useAddress } from "../settings/use-address.ts";
import { Badge, type Meaning } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Select } from "../ui/select.tsx";

type Effect = "lost" | "changed" | "note";
const effects: Readonly<Record<Effect, { readonly name: string; readonly meaning: Meaning }>> = {
  lost: { name: "Not kept", meaning: "bad" },
  changed: { name: "Changed", meaning: "warn" },
  note: { name: "Note", meaning: "neutral" },
};
const isEffect = (text: string | undefined): text is Effect => text !== undefined && text in effects;

/** Every row and value that is not kept as it stood: by kind, then one by one, and as a file. */
export function ReportLines({ made, tally }: { made: ImportDetail; tally: ImportTally }) {
  const { set } = useAddress();
  const search = useSearch({ strict: false }) as { effect?: string };
  const effect = isEffect(search.effect) ? search.effect : null;
  const { report } = tally;
  const lines = useInfiniteQuery({
    queryKey: ["imports", made.importId, "report", effect, made.revision],
    queryFn: ({ pageParam }) =>
      client.readImportReport({
        importId: made.importId,
        limit: 25,
        ...(effect === null ? {} : { effect: [effect] }),
        ...(pageParam === null ? {} : { after: pageParam }),
      } as Parameters<typeof client.readImportReport>[0]),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: report.lines > 0,
  });
  const rows = lines.data?.pages.flatMap((page) => page.rows) ?? [];
  if (report.lines === 0)
    return (
      <PageSection title="Report">
        <p className="text-dense text-muted">Every row and every value is kept as it stood.</p>
      </PageSection>
    );
  const file = `/api/v1/imports/${made.importId}/report-file?organization=${currentOrganization() ?? ""}`;
  return (
    <PageSection
      title="Report"
      note={`${report.lost.toLocaleString("en")} not kept, ${report.changed.toLocaleString("en")} changed, ${report.notes.toLocaleString("en")} ${report.notes === 1 ? "note" : "notes"}${report.kept < report.lines ? `. The first ${report.kept.toLocaleString("en")} can be read one by one` : ""}`}
      actions={
        <>
          <Select
            label="Show"
            isLabelHidden
            choices={[
              { id: "all", name: "Everything" },
              ...Object.entries(effects).map(([id, { name }]) => ({ id, name })),
            ]}
            value={effect ?? "all"}
            onChange={(id) => set({ effect: id === "all" ? undefined : id })}
            className="w-36"
          />
          <a href={file} download className="text-dense font-medium text-accent underline-offset-2 hover:underline">
            Download as CSV
          </a>
        </>
      }
    >
      <ul className="mb-4 text-dense">
        {report.kinds.slice(0, 20).map((kind) => (
          <li
            key={`${kind.code} ${kind.effect} ${kind.column ?? ""}`}
            className="grid grid-cols-[4rem_5rem_minmax(0,1fr)] items-baseline gap-3 py-0.5"
          >
            <span className="text-right tabular-nums">{kind.count.toLocaleString("en")} ×</span>
            <span>
              <Badge meaning={effects[kind.effect].meaning}>{effects[kind.effect].name}</Badge>
            </span>
            <span className="min-w-0">
              {kind.column === null ? null : <span className="font-medium">{kind.column}: </span>}
              {kind.sentence}
            </span>
          </li>
        ))}
      </ul>
      {lines.isError ? (
        <ErrorState title="The lines could not be read" onRetry={() => void lines.refetch()}>
          The server did not answer.
        </ErrorState>
      ) : (
        <ol className="border-t border-rule text-small">
          {rows.map((row) => (
            <li
              key={row.number}
              className="grid grid-cols-1 gap-x-4 border-b border-rule py-1 md:grid-cols-[6rem_minmax(0,12rem)_minmax(0,1fr)]"
            >
              <span className="text-faint tabular-nums">
                {row.line === null ? "Whole column" : `Line ${row.line.toLocaleString("en")}`}
              </span>
              <span className="truncate font-medium" title={row.value}>
                {row.column === null ? "" : `${row.column} `}
                <span className="font-normal text-muted">{row.value}</span>
              </span>
              <span className="text-muted">{row.sentence}</span>
            </li>
          ))}
        </ol>
      )}
      {lines.hasNextPage ? (
        <Button className="mt-3" isPending={lines.isFetchingNextPage} onPress={() => void lines.fetchNextPage()}>
          Load more
        </Button>
      ) : null}
    </PageSection>
  );
}
