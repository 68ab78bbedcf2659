/** What a reader hands on: one row of a table or one event of a log, addressed by column name. */
export interface SourceRow {
  /** The line of the source on which the row begins, counted from 1. */
  readonly line: number;
  /**
   * The values under a column's name in the order they stand, without the empty ones: several where the source
   * repeats the column (Jira's "Labels"), none where the row has nothing there.
   */
  values(column: string): readonly string[];
}

/** A row made of given values; what tests and small callers use instead of a reader. */
export function sourceRow(line: number, cells: Readonly<Record<string, string | readonly string[]>>): SourceRow {
  const byColumn = new Map(
    Object.entries(cells).map(([column, cell]) => [column, (typeof cell === "string" ? [cell] : cell).filter(Boolean)]),
  );
  return { line, values: (column) => byColumn.get(column) ?? [] };
}
