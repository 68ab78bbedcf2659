/** The numbers behind a picture, as a table and as a file. */

export type Cell = string | number | null;

export interface TwinColumn {
  readonly title: string;
  /** Numbers stand at the end of their cells. */
  readonly isNumber?: boolean;
  /** As it is shown; the file keeps the value as it is. */
  readonly text?: (value: Cell) => string;
}

export interface TableTwin {
  readonly columns: readonly TwinColumn[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly Cell[])[];
  /** Where a row leads, by its number. */
  readonly hrefOf?: (row: number) => string | undefined;
}

/** Comma-separated values as RFC 4180 has them. A text that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvOf({ columns, rows }: TableTwin): string {
  return [columns.map(({ title }) => title), ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
