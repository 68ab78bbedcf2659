/** Rows as PostgreSQL's COPY reads them: tabs between cells, `\N` for null, backslashes before what would end a cell. */

export type CopyCell = string | number | boolean | null;

export const copyLine = (cells: readonly CopyCell[]): string => `${cells.map(copyCell).join("\t")}\n`;

const special = /[\\\t\n\r\0]/;
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function copyCell(cell: CopyCell): string {
  if (cell === null) return "\\N";
  if (typeof cell !== "string") return String(cell);
  // NUL cannot be stored as text at all.
  return special.test(cell) ? cell.replaceAll(/[\\\t\n\r\0]/g, (mark) => escapes[mark] ?? "") : cell;
}
