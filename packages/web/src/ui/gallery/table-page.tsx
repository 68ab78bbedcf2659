import { useMemo, useState } from "react";
import type { ColumnLayout } from "../column-layout.ts";
import { ColumnMenu } from "../column-menu.tsx";
import { DataTable } from "../data-table.tsx";
import { EmptyState } from "../empty-state.tsx";
import type { Sort } from "../table-head.tsx";
import { sampleColumns, sampleItem } from "./sample-items.tsx";

const rowOf = (id: string) => {
  const at = Number(id.slice(5));
  // A few rows are still on their way.
  return at % 40 === 17 ? undefined : sampleItem(at);
};

/** A table of `?rows=` rows (50,000), grouped with `?grouped`. */
export function TablePage() {
  const query = new URLSearchParams(window.location.search);
  const count = Number(query.get("rows") ?? 50_000);
  const ids = useMemo(() => Array.from({ length: count }, (_, at) => `item-${at}`), [count]);
  const [layout, setLayout] = useState<ColumnLayout>({});
  const [sort, setSort] = useState<Sort | null>({ column: "age", direction: "descending" });
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set(["item-2", "item-3"]));
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const isGrouped = query.has("grouped");
  const groups = useMemo(
    () => ["Ready", "In progress", "Review"].map((title, at) => ({ id: title, title, count: at === 2 ? count : 6 })),
    [count],
  );
  return (
    <main className="flex h-dvh flex-col" {...(query.has("compact") ? { "data-density": "compact" } : {})}>
      <div className="flex h-12 items-center justify-between border-b border-rule px-4">
        <h1 className="text-title font-semibold">
          Table <span className="text-dense font-normal text-muted">{count.toLocaleString("en")} rows</span>
        </h1>
        <ColumnMenu columns={sampleColumns} layout={layout} onLayout={setLayout} />
      </div>
      <DataTable
        label="Items"
        ids={ids}
        rowOf={rowOf}
        columns={sampleColumns}
        layout={layout}
        onLayout={setLayout}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelection={setSelection}
        {...(isGrouped ? { groups } : {})}
        folded={folded}
        onFold={(id) =>
          setFolded((before) =>
            before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]),
          )
        }
        empty={<EmptyState title="No items match">Take a filter off to see more.</EmptyState>}
      />
    </main>
  );
}
