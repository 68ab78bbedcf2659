import { useMemo, useState } from "react";
import { EmptyState } from "../empty-state.tsx";
import { ShapeMark } from "../shape-mark.tsx";
import { VirtualList } from "../virtual-list.tsx";
import { sampleItem } from "./sample-items.tsx";

/** A list of `?rows=` rows (50,000) of two lines each. */
export function ListPage() {
  const count = Number(new URLSearchParams(window.location.search).get("rows") ?? 50_000);
  const ids = useMemo(() => Array.from({ length: count }, (_, at) => `item-${at}`), [count]);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  return (
    <main className="flex h-dvh flex-col">
      <h1 className="px-4 py-2 text-title font-semibold">List</h1>
      <VirtualList
        label="Items"
        ids={ids}
        rowHeight={52}
        selection={selection}
        onSelection={setSelection}
        empty={<EmptyState title="No items match" />}
      >
        {(id) => {
          const item = sampleItem(Number(id.slice(5)));
          return (
            <div className="flex h-full items-start gap-3 px-4 py-1.5">
              <ShapeMark shape={item.shape} label={item.shape} className="mt-1.5 text-muted" />
              <div className="min-w-0">
                <p className="truncate text-dense">{item.title}</p>
                <p className="truncate text-small text-muted">
                  {item.key}, {item.stage}, {item.owner}
                </p>
              </div>
            </div>
          );
        }}
      </VirtualList>
    </main>
  );
}
