import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useId, useMemo, useRef } from "react";
import { classNames } from "./class-names.ts";
import { planRows } from "./row-plan.ts";
import { type RowCursorProps, useRowCursor } from "./use-row-cursor.ts";
import { useRowHeight } from "./use-row-height.ts";

export type VirtualListProps = RowCursorProps & {
  label: string;
  /** Every row's id, in order. */
  ids: readonly string[];
  /** Draws a row; it fills the row's height. */
  children: (id: string, state: { isCurrent: boolean; isSelected: boolean; position: number }) => ReactNode;
  /** In pixels, where a row is not one `--row` high. */
  rowHeight?: number;
  /** Which positions are in sight, so that they can be loaded. `to` is excluded. */
  onWindow?: (from: number, to: number) => void;
  empty?: ReactNode;
  className?: string;
};

/** A list of any length without columns. It fills its parent, which must have a height. */
export function VirtualList(props: VirtualListProps) {
  const { label, ids, children, rowHeight, onWindow, empty, className } = props;
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const measured = useRowHeight();
  const height = rowHeight ?? measured.height;
  const plan = useMemo(() => planRows(ids), [ids]);
  // oxlint-disable-next-line react/incompatible-library -- we do not run the compiler
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    useFlushSync: false,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const cursor = useRowCursor(props, {
    ids,
    plan,
    list: scroller,
    scrollToLine: (line) => virtual.scrollToIndex(line),
    rowsPerPage: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1),
  });
  const lines = virtual.getVirtualItems();
  const from = lines[0]?.index ?? 0;
  const to = (lines.at(-1)?.index ?? -1) + 1;
  useEffect(() => {
    if (to > from) onWindow?.(from, to);
  }, [from, to, onWindow]);
  const rowId = (line: number) => `${listId}-${line}`;

  if (ids.length === 0) return <>{empty}</>;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={ids.length}
      aria-activedescendant={lines.some(({ index }) => index === cursor.line) ? rowId(cursor.line) : undefined}
      tabIndex={0}
      onKeyDown={cursor.onKeyDown}
      onClick={cursor.onClick}
      className={classNames(
        "group/grid relative min-h-0 flex-1 overflow-auto text-dense outline-none scroll-thin",
        className,
      )}
    >
      <div ref={measured.probe} aria-hidden className="invisible absolute h-row w-0" />
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {lines.map(({ index, start }) => {
          const id = ids[index];
          if (id === undefined) return null;
          const isCurrent = index === cursor.line;
          const isSelected = cursor.selection.has(id);
          return (
            <div
              key={id}
              id={rowId(index)}
              role="row"
              aria-rowindex={index + 1}
              {...(props.onSelection === undefined ? {} : { "aria-selected": isSelected })}
              {...(isCurrent ? { "data-current": "" } : {})}
              data-row={id}
              style={{ height, transform: `translateY(${start}px)` }}
              className={classNames(
                "absolute inset-x-0 border-b border-rule after:pointer-events-none after:absolute after:inset-0 after:z-2 data-current:after:border data-current:after:border-rule-strong group-focus-visible/grid:data-current:after:border-2 group-focus-visible/grid:data-current:after:border-focus",
                isSelected ? "bg-accent-tint" : "hover:bg-hover",
              )}
            >
              <div role="gridcell" className="h-full">
                {children(id, { isCurrent, isSelected, position: index })}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
