import { Check, ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import { classNames } from "./class-names.ts";
import type { Column } from "./column-layout.ts";
import { Icon } from "./icon.tsx";
import type { RowGroup } from "./row-plan.ts";
import { SkeletonText } from "./skeleton.tsx";

type Place = { id: string; line: number; top: number; isCurrent: boolean };

const rowLook =
  "group/row absolute inset-x-0 grid h-row grid-cols-(--table-columns) grid-rows-[100%] border-b border-rule whitespace-nowrap " +
  // Drawn above the sticky cells and inside the row, because an outline would be cut by the scroller.
  "after:pointer-events-none after:absolute after:inset-0 after:z-2 data-current:after:border data-current:after:border-rule-strong group-focus-visible/grid:data-current:after:border-2 group-focus-visible/grid:data-current:after:border-focus";

export type TableRowProps<Row> = Place & {
  rowId: string;
  row: Row | undefined;
  columns: readonly Column<Row>[];
  isSelected: boolean;
  isSelectable: boolean;
};

function PlainTableRow<Row>({
  id,
  line,
  top,
  rowId,
  row,
  columns,
  isCurrent,
  isSelected,
  isSelectable,
}: TableRowProps<Row>) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={line + 2}
      {...(isSelectable ? { "aria-selected": isSelected } : {})}
      {...(isCurrent ? { "data-current": "" } : {})}
      data-row={rowId}
      style={{ transform: `translateY(${top}px)` }}
      className={classNames(rowLook, isSelected ? "bg-accent-tint" : "bg-paper hover:bg-hover")}
    >
      {isSelectable ? (
        <div role="gridcell" className="sticky left-0 z-1 bg-inherit">
          <button
            type="button"
            role="checkbox"
            aria-checked={isSelected}
            aria-label="Select row"
            tabIndex={-1}
            data-select
            className="flex size-full items-center justify-end pr-1"
          >
            <span
              className={classNames(
                "flex size-4 items-center justify-center rounded-small border group-hover/row:opacity-100 pointer-coarse:opacity-100",
                isSelected ? "border-solid bg-solid text-on-solid" : "border-edge bg-raised",
                !isSelected && !isCurrent && "opacity-0",
              )}
            >
              {isSelected ? <Icon of={Check} size={12} /> : null}
            </span>
          </button>
        </div>
      ) : null}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          style={column.isSticky ? { left: `var(--left-${at})` } : {}}
          className={classNames(
            "flex min-w-0 items-center gap-2 overflow-hidden px-2 first:pl-4 md:first:pl-5",
            column.align === "end" && "justify-end text-right tabular-nums",
            column.isSticky && "sticky z-1 bg-inherit",
          )}
        >
          {row === undefined ? <SkeletonText width={column.grows ? 40 : 70} /> : cellOf(column, row)}
        </div>
      ))}
    </div>
  );
}

/** A bare text is cut with an ellipsis; anything else lays itself out. */
function cellOf<Row>(column: Column<Row>, row: Row) {
  const content = column.cell(row);
  return typeof content === "string" || typeof content === "number" ? (
    <span className="truncate">{content}</span>
  ) : (
    content
  );
}

export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;

export function GroupRow({
  id,
  line,
  top,
  isCurrent,
  group,
  isFolded,
  onFold,
}: Place & { group: RowGroup; isFolded: boolean; onFold: ((groupId: string) => void) | undefined }) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={line + 2}
      {...(isCurrent ? { "data-current": "" } : {})}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 flex h-row items-end border-b border-rule-strong bg-paper after:pointer-events-none after:absolute after:inset-0 after:z-2 data-current:after:border data-current:after:border-rule-strong group-focus-visible/grid:data-current:after:border-2 group-focus-visible/grid:data-current:after:border-focus"
    >
      <div role="gridcell" className="sticky left-0 flex h-full items-center">
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={!isFolded}
          disabled={onFold === undefined}
          onClick={() => onFold?.(group.id)}
          className="flex h-full items-center gap-1.5 px-2 text-dense font-semibold text-ink"
        >
          {onFold === undefined ? null : (
            <Icon of={isFolded ? ChevronRight : ChevronDown} size={14} className="text-faint" />
          )}
          {group.title}
          <span className="font-normal text-muted">{group.count.toLocaleString()}</span>
        </button>
      </div>
    </div>
  );
}
