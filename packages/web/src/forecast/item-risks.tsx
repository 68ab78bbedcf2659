import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ClassMark, StageMark } from "../items/item-marks.tsx";
import { useDirectory } from "../organization/directory.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Link } from "../ui/link.tsx";
import { ShapeMark, type Shape } from "../ui/shape-mark.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { Switch } from "../ui/switch.tsx";
import { chanceText, dayText } from "./forecast-days.ts";
import { refusalWords } from "./forecast-problem.tsx";
import { itemForecastsQuery, type ItemForecastRow } from "./forecast-queries.ts";
import { scopeInput, type ForecastSearch } from "./forecast-search.ts";

const mostShown = 100;

/** Open items with their dates and their chance against the due day, the most at risk first; each opens beside the page. */
export function ItemRisks({
  search,
  teamId,
  onSearch,
  hrefOf,
}: {
  search: ForecastSearch;
  teamId: string | undefined;
  onSearch: (more: ForecastSearch) => void;
  hrefOf: (key: string) => string;
}) {
  const isWaiting = search["waiting"] === "true";
  const query = useQuery({
    ...itemForecastsQuery({
      ...scopeInput(search, teamId),
      ...(isWaiting ? { waiting: "true" } : {}),
      limit: mostShown,
    }),
    placeholderData: (before) => before,
  });
  const isSlow = useIsSlow(query.isLoading);
  const { data } = query;
  const today = data?.now.slice(0, 10) ?? "";
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4">
        <p className="text-dense text-muted">
          {data && data.total > data.rows.length
            ? `The ${data.rows.length} most at risk of ${data.total.toLocaleString("en")}.`
            : "The most at risk first."}
        </p>
        <Switch
          isSelected={isWaiting}
          onChange={(waiting) => onSearch({ waiting: waiting ? "true" : undefined })}
          className="print:hidden"
        >
          Also what is not started
        </Switch>
      </div>
      {query.isError ? (
        <ErrorState title="The items could not be forecast" onRetry={() => void query.refetch()}>
          {refusalWords(query.error)}
        </ErrorState>
      ) : !data ? (
        isSlow ? (
          <SkeletonRows rows={6} label="Working out when items will be done" />
        ) : null
      ) : data.rows.length === 0 ? (
        <EmptyState title={isWaiting ? "Nothing is open" : "Nothing is under way"}>
          Items that are started, or have a due day, stand here with the day they are likely to be done.
        </EmptyState>
      ) : (
        <RiskTable rows={data.rows} today={today} hrefOf={hrefOf} isDimmed={query.isPlaceholderData} />
      )}
    </>
  );
}

function RiskTable({
  rows,
  today,
  hrefOf,
  isDimmed,
}: {
  rows: readonly ItemForecastRow[];
  today: string;
  hrefOf: (key: string) => string;
  isDimmed: boolean;
}) {
  const { stages } = useDirectory();
  const day = (written: string | null | undefined) =>
    written ? dayText(written, today) : <span className="text-faint">too far</span>;
  return (
    <div className="@container">
      <table className={`w-full table-fixed text-dense transition-opacity ${isDimmed ? "opacity-60" : ""}`}>
        <caption className="sr-only">Open items and when they are likely to be done</caption>
        <thead>
          <tr className="border-b border-rule-strong text-left text-small text-muted">
            <Head>Item</Head>
            <Head className="w-36 @max-4xl:hidden">Stage</Head>
            <Head className="w-20 text-right @max-2xl:hidden">Due</Head>
            <Head className="w-24 @2xl:w-32 @2xl:pl-5">In time</Head>
            <Head className="w-24 text-right @max-2xl:hidden">50 %</Head>
            <Head className="w-16 text-right @2xl:w-24">85 %</Head>
            <Head className="w-24 text-right @max-2xl:hidden">95 %</Head>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const stage = stages.get(row.stageId);
            return (
              <tr key={row.itemId} className="h-row border-b border-rule hover:bg-hover">
                <td className="px-1">
                  <Link
                    href={hrefOf(row.key)}
                    tone="bare"
                    className="flex min-w-0 items-center gap-2 pointer-coarse:min-h-10"
                  >
                    <ClassMark of={row.classOfService} />
                    <span className="shrink-0 text-muted tabular-nums @max-2xl:hidden">{row.key}</span>
                    <span className="truncate" title={row.title}>
                      {row.title}
                    </span>
                  </Link>
                </td>
                <td className="px-1 @max-4xl:hidden">
                  <span className="flex items-center gap-1.5 truncate text-muted">
                    {stage ? <StageMark kind={stage.kind} /> : null}
                    <span className="truncate">{stage?.name ?? ""}</span>
                  </span>
                </td>
                <Cell className="@max-2xl:hidden">{row.dueOn ? dayText(row.dueOn, today) : ""}</Cell>
                <td className="px-1 @2xl:pl-5">
                  <InTime row={row} today={today} />
                </td>
                {row.dates === null ? (
                  <td colSpan={3} className="px-1 text-right text-small text-faint">
                    {row.basis.finished} of 10 finished
                  </td>
                ) : (
                  <>
                    <Cell className="text-muted @max-2xl:hidden">{day(row.dates[0])}</Cell>
                    <Cell className="font-medium">{day(row.dates[1])}</Cell>
                    <Cell className="text-muted @max-2xl:hidden">{day(row.dates[2])}</Cell>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head({ children, className = "" }: { children: ReactNode; className?: string }) {
  return (
    <th scope="col" className={`h-7 px-1 font-medium ${className}`}>
      {children}
    </th>
  );
}

function Cell({ children, className = "" }: { children: ReactNode; className?: string }) {
  return <td className={`px-1 text-right whitespace-nowrap tabular-nums ${className}`}>{children}</td>;
}

const risks: Record<"late" | "unlikely" | "open" | "likely", { shape: Shape; look: string }> = {
  late: { shape: "square", look: "text-bad-mark" },
  unlikely: { shape: "square", look: "text-bad-mark" },
  open: { shape: "triangle", look: "text-warn-mark" },
  likely: { shape: "disc", look: "text-good-mark" },
};

/** The chance against the due day with a shape and a word: overdue, at risk under 50 %, uncertain under 85 %. */
function InTime({ row: { dueOn, chance }, today }: { row: ItemForecastRow; today: string }) {
  if (dueOn === null) return <span className="text-faint">no due day</span>;
  if (dueOn < today) return <Risk of="late">overdue</Risk>;
  if (chance === null) return null;
  return <Risk of={chance < 0.5 ? "unlikely" : chance < 0.85 ? "open" : "likely"}>{chanceText(chance)}</Risk>;
}

function Risk({ of, children }: { of: keyof typeof risks; children: ReactNode }) {
  const { shape, look } = risks[of];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap tabular-nums">
      <ShapeMark shape={shape} size={12} className={look} />
      {children}
    </span>
  );
}
