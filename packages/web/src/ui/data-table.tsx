import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, useEffect, useId, useMemo, useRef } from "react";
import { classNames } from "./class-names.ts";
import { type Column, type ColumnLayout, shownColumns, widthOf } from "./column-layout.ts";
import { planRows, type RowGroup } from "./row-plan.ts";
import { type Sort, TableHead } from "./table-head.tsx";
import { GroupRow, TableRow } from "./table-row.tsx";
import { type RowCursorProps, useRowCursor } from "./use-row-cursor.ts";
import { useRowHeight } from "./use-row-height.ts";

export type DataTableProps<Row> = RowCursorProps & {
  label: string;
  /** Every row's id, in order. Rows themselves may still be on their way. */
  ids: readonly string[];
  /** The row, or undefined while it loads: a skeleton stands in its place. */
  rowOf: (id: string) => Row | undefined;
  columns: readonly Column<Row>[];
  layout?: ColumnLayout;
  /** Called when a column is resized. */
  onLayout?: (layout: ColumnLayout) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** Heads that part the ids; their counts add up to the ids. */
  groups?: readonly RowGroup[];
  folded?: ReadonlySet<string>;
  onFold?: (groupId: string) => void;
  /** Which positions of `ids` are in sight, so that they can be loaded. `to` is excluded. */
  onWindow?: (from: number, to: number) => void;
  /** Shown under the head when there are no rows. */
  empty?: ReactNode;
  className?: string;
};

const headHeight = 32;
/** The box itself lines up with the page's gutter; all of the cell takes the press. */
const selectWidth = 40;

/** A table of any length: only what is in sight is drawn. It fills its parent, which must have a height. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    ids,
    rowOf,
    columns,
    layout = {},
    onLayout,
    sort = null,
    onSort,
    groups,
    folded,
    onFold,
    onWindow,
    empty,
    className,
  } = props;
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { height, probe } = useRowHeight();
  const plan = useMemo(() => planRows(ids, groups, folded), [ids, groups, folded]);
  const shown = useMemo(
    () =>
      shownColumns(columns, {
        ...(layout.order && { order: layout.order }),
        ...(layout.hidden && { hidden: layout.hidden }),
      }),
    [columns, layout.order, layout.hidden],
  );
  const isSelectable = props.onSelection !== undefined;

  // oxlint-disable-next-line react/incompatible-library -- we do not run the compiler
  const virtual = useVirtualizer({
    count: plan.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    useFlushSync: false,
  });
  useEffect(() => virtual.measure(), [virtual, height]);

  const cursor = useRowCursor(props, {
    ids,
    plan,
    list: scroller,
    scrollToLine: (line) => virtual.scrollToIndex(line),
    rowsPerPage: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / height) - 1),
    onFold,
  });

  const lines = virtual.getVirtualItems();
  const inSight = lines.flatMap(({ index }) => {
    const row = plan.at(index);
    return row?.kind === "row" ? [row.position] : [];
  });
  const from = inSight[0] ?? 0;
  const to = (inSight.at(-1) ?? -1) + 1;
  useEffect(() => {
    if (to > from) onWindow?.(from, to);
  }, [from, to, onWindow]);

  const rowId = (line: number) => `${listId}-${line}`;
  const isCurrentDrawn = lines.some(({ index }) => index === cursor.line);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={plan.length + 1}
      aria-colcount={shown.length + (isSelectable ? 1 : 0)}
      aria-multiselectable={isSelectable}
      aria-activedescendant={isCurrentDrawn ? rowId(cursor.line) : undefined}
      tabIndex={0}
      onKeyDown={cursor.onKeyDown}
      onClick={cursor.onClick}
      style={columnStyle(shown, layout, isSelectable)}
      className={classNames(
        "group/grid relative min-h-0 flex-1 overflow-auto text-dense outline-none scroll-thin",
        className,
      )}
    >
      <div ref={probe} aria-hidden className="invisible absolute h-row w-0" />
      <TableHead
        columns={shown}
        layout={layout}
        onLayout={onLayout}
        sort={sort}
        onSort={onSort}
        selected={isSelectable ? howMuch(cursor.selection.size, ids.length) : undefined}
        onSelectAll={(all) => props.onSelection?.(new Set(all ? ids : []))}
      />
      {plan.length === 0 ? (
        <div role="row" className="sticky left-0 w-full">
          <div role="gridcell" aria-colspan={shown.length + (isSelectable ? 1 : 0)}>
            {empty}
          </div>
        </div>
      ) : (
        <div role="rowgroup" className="relative min-w-(--table-width)" style={{ height: virtual.getTotalSize() }}>
          {lines.map(({ index, start }) => {
            const planned = plan.at(index);
            if (planned === undefined) return null;
            const place = { id: rowId(index), line: index, top: start - headHeight, isCurrent: index === cursor.line };
            return planned.kind === "group" ? (
              <GroupRow
                key={`group ${planned.group.id}`}
                {...place}
                group={planned.group}
                isFolded={folded?.has(planned.group.id) ?? false}
                onFold={onFold}
              />
            ) : (
              <TableRow
                key={planned.id}
                {...place}
                rowId={planned.id}
                row={rowOf(planned.id)}
                columns={shown}
                isSelected={cursor.selection.has(planned.id)}
                isSelectable={isSelectable}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

/** Widths and sticky offsets as custom properties, so that resizing a column redraws no row. */
function columnStyle<Row>(columns: readonly Column<Row>[], layout: ColumnLayout, isSelectable: boolean): CSSProperties {
  const lead = isSelectable ? selectWidth : 0;
  const widths = columns.map((column) => widthOf(column, layout));
  const tracks = columns.map((column, at) => (column.grows ? `minmax(${widths[at]}px, 1fr)` : `${widths[at]}px`));
  const style: CSSProperties = {
    "--table-columns": [...(isSelectable ? [`${selectWidth}px`] : []), ...tracks].join(" "),
    "--table-width": `${lead + widths.reduce((sum, width) => sum + width, 0)}px`,
  };
  columns.forEach((_, at) => {
    style[`--left-${at}`] = `${lead + widths.slice(0, at).reduce((sum, width) => sum + width, 0)}px`;
  });
  return style;
}

function howMuch(selected: number, of: number): "none" | "some" | "all" {
  if (selected === 0 || of === 0) return "none";
  return selected < of ? "some" : "all";
}
