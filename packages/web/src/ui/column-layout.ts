import type { ReactNode } from "react";

/** One column of a data table. */
export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  /** In pixels, where the reader has not changed it. */
  readonly width: number;
  readonly minWidth?: number;
  /** Takes the room that is left; one per table. */
  readonly grows?: boolean;
  /** `end` for numbers. */
  readonly align?: "start" | "end";
  /** Stays in sight while the rest scrolls sideways. Sticky columns stand first. */
  readonly isSticky?: boolean;
  readonly isSortable?: boolean;
  /** False for the column without which a row says nothing. */
  readonly canHide?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

/** What the reader changed about the columns; goes into the URL or a saved view. */
export type ColumnLayout = {
  /** Ids in the wanted order; columns not named follow in their own. */
  readonly order?: readonly string[];
  readonly hidden?: readonly string[];
  readonly widths?: Readonly<Record<string, number>>;
};

/** The columns to show, in order: sticky ones first, hidden ones left out. Unknown ids in the layout are ignored. */
export function shownColumns<Row>(columns: readonly Column<Row>[], layout: ColumnLayout): Column<Row>[] {
  const rank = (column: Column<Row>) => {
    const at = layout.order?.indexOf(column.id) ?? -1;
    return (column.isSticky ? 0 : 1_000_000) + (at < 0 ? 1_000 : at);
  };
  return columns
    .filter((column) => column.canHide === false || !layout.hidden?.includes(column.id))
    .map((column, at) => ({ column, at }))
    .sort((a, b) => rank(a.column) - rank(b.column) || a.at - b.at)
    .map(({ column }) => column);
}

/** A column's width as the reader set it, never under its least. */
export function widthOf<Row>(column: Column<Row>, layout: ColumnLayout): number {
  return Math.max(column.minWidth ?? 48, Math.round(layout.widths?.[column.id] ?? column.width));
}
