/** Columns of text that stand under each other, numbers to the right. */
import { harmless } from "./printing.ts";

const widest = 48;

/** @param right which columns stand to the right; all but the first unless told. */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: (column: number) => boolean = (column) => column > 0,
): string {
  const clean = (text: string) => {
    const one = harmless(text);
    return one.length > widest ? `${one.slice(0, widest - 1)}…` : one;
  };
  const lines = [head, ...rows].map((row) => row.map(clean));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  return lines
    .map((row) => {
      const cells = widths.map((width, column) => {
        const text = row[column] ?? "";
        return right(column) ? text.padStart(width) : text.padEnd(width);
      });
      return `  ${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}
