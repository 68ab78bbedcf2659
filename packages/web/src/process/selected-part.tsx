import { useInfiniteQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/clock.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { absoluteTime, shortDay } from "../ui/relative-time.ts";
import { Select } from "../ui/select.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { useZone } from "../ui/time-text.tsx";
import { itemsQuery, type ProcessAnswer, type ProcessAsked, type ProcessItem } from "./process-query.ts";
import { count, counted, shortTime } from "./process-words.ts";
import { type Selection, wayKey } from "./selection.ts";
import { selectedFacts } from "./selected-facts.ts";

type SelectedPartProps = {
  process: ProcessAnswer;
  selection: Selection;
  asked: ProcessAsked;
  time: "calendar" | "working";
  teamName: (teamId: string | null) => string | null;
  onSelect: (selection: Selection) => void;
  onClose: () => void;
  onOpen: (itemKey: string) => void;
  openItem: string | undefined;
};

/** What is chosen: its figures, where it leads, and the items behind it. */
export function SelectedPart(props: SelectedPartProps) {
  const { process, selection, time, teamName, onSelect, onClose } = props;
  const isWorking = time === "working";
  const { title, facts } = selectedFacts(process, selection, isWorking, teamName);
  const nameOf = (key: string) => process.stages.find((stage) => stage.key === key)?.name ?? key;
  const { of, key } = selection;
  const isStage = of === "stage" || of === "begins" || of === "ends";
  const [into, out] = isStage
    ? [process.ways.filter((way) => way.to === key), process.ways.filter((way) => way.from === key)]
    : [[], []];
  const ways = (list: ProcessAnswer["ways"], direction: "from" | "to") => (
    <ul>
      {list.slice(0, 8).map((way) => (
        <li key={wayKey(way.from, way.to)}>
          <button
            type="button"
            className="flex min-h-6 w-full items-center gap-2 rounded px-1 text-left text-dense hover:bg-hover pointer-coarse:min-h-10"
            onClick={() => onSelect({ of: "way", key: wayKey(way.from, way.to) })}
          >
            <span className="min-w-0 flex-1 truncate" title={nameOf(way[direction])}>
              <span className="text-muted">{direction === "from" ? "from" : "to"}</span> {nameOf(way[direction])}
            </span>
            <span className="shrink-0 text-muted tabular-nums">
              {count(way.moves)} · {shortTime(way.median, isWorking)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <section aria-label={title} className="rounded border border-rule-strong">
      <header className="flex items-start gap-2 border-b border-rule px-3 py-2">
        <h2 className="min-w-0 flex-1 text-base font-semibold">{title}</h2>
        <IconButton size="small" label="Close" keys="Escape" icon={<Icon of={X} size={14} />} onPress={onClose} />
      </header>
      <div className="flex flex-col gap-2 px-3 py-2">
        {facts.map((fact) => (
          <p key={fact} className="text-dense text-muted">
            {fact}
          </p>
        ))}
        {isStage ? (
          <div className="flex gap-1.5">
            {(["stage", "begins", "ends"] as const).map((kind) => (
              <Button
                key={kind}
                size="small"
                tone={of === kind ? "plain" : "quiet"}
                aria-pressed={of === kind}
                onPress={() => onSelect({ of: kind, key })}
              >
                {kind === "stage" ? "All" : kind === "begins" ? "Came in here" : "Here now"}
              </Button>
            ))}
          </div>
        ) : null}
        {into.length === 0 ? null : ways(into, "from")}
        {out.length === 0 ? null : ways(out, "to")}
      </div>
      <ItemsBehind {...props} />
    </section>
  );
}

function ItemsBehind({ asked, selection, time, onOpen, openItem }: SelectedPartProps) {
  const [sort, setSort] = useState<"newest" | "longest">("newest");
  const query = useInfiniteQuery(itemsQuery(asked, selection, time, sort));
  const isSlow = useIsSlow(query.isLoading);
  if (query.isError)
    return (
      <ErrorState title="The items could not be read" onRetry={() => void query.refetch()}>
        Nothing is lost. Try again.
      </ErrorState>
    );
  const total = query.data?.pages[0]?.total ?? 0;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <div className="flex items-center justify-between gap-2 border-t border-rule px-3 py-1">
        <h3 className="text-dense font-medium tabular-nums">{query.data ? counted(total, "item") : "Items"}</h3>
        <Select
          label="Order of the items"
          isLabelHidden
          tone="quiet"
          value={sort}
          onChange={(id) => setSort(id === "longest" ? "longest" : "newest")}
          choices={[
            { id: "newest", name: "Newest first" },
            { id: "longest", name: "Longest first" },
          ]}
        />
      </div>
      {!query.data ? (
        isSlow ? (
          <SkeletonRows rows={6} />
        ) : null
      ) : total === 0 ? (
        <p className="border-t border-rule px-3 py-3 text-dense text-muted">
          No item in this time and this selection. Choose another part of the map, or a longer time.
        </p>
      ) : (
        <ul className="max-h-96 overflow-y-auto scroll-thin print:max-h-none">
          {rows.map((row) => (
            <ItemRow
              key={row.itemId}
              row={row}
              isOpen={row.key === openItem}
              isWorking={time === "working"}
              onOpen={onOpen}
            />
          ))}
          {query.hasNextPage ? (
            <li className="border-t border-rule p-2">
              <Button size="small" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
                {`Show more (${count(rows.length)} of ${count(total)})`}
              </Button>
            </li>
          ) : null}
        </ul>
      )}
    </>
  );
}

function ItemRow({
  row,
  isOpen,
  isWorking,
  onOpen,
}: {
  row: ProcessItem;
  isOpen: boolean;
  isWorking: boolean;
  onOpen: (itemKey: string) => void;
}) {
  const now = useNow();
  const zone = useZone();
  const at = Date.parse(row.at);
  return (
    <li className="border-t border-rule">
      <button
        type="button"
        aria-pressed={isOpen}
        onClick={() => onOpen(row.key)}
        className="grid min-h-row w-full grid-cols-[auto_1fr_auto] items-center gap-x-2 px-3 py-1 text-left text-dense hover:bg-hover aria-pressed:bg-accent-tint"
      >
        <span className="text-muted tabular-nums">{row.key}</span>
        <span className="truncate" title={row.title}>
          {row.title}
        </span>
        <span className="text-small text-muted tabular-nums" title={absoluteTime(at, zone)}>
          {row.time === null ? "" : `${shortTime(row.time, isWorking)} · `}
          {shortDay(at, now, zone)}
        </span>
      </button>
    </li>
  );
}
