/** Whether the rows of a sample are items or events, and how each column moves from row to row of one item. */
import type { SourceRow } from "./source-row.ts";

export interface KeyRhythm {
  /** Rows that have a key, and different keys among them. */
  readonly rows: number;
  readonly keys: number;
  /**
   * Over neighbouring rows of one key (in the source's order, whatever stands between them): the share in which the
   * column's value differs. Zero where no key comes twice.
   */
  differs(column: string): number;
}

/** How often a key comes and what changes while it does. */
export function keyRhythm(keyColumn: string, rows: readonly SourceRow[]): KeyRhythm {
  const last = new Map<string, SourceRow>();
  const pairs: [SourceRow, SourceRow][] = [];
  let keyed = 0;
  for (const row of rows) {
    const key = row.values(keyColumn)[0];
    if (key === undefined) continue;
    keyed++;
    const before = last.get(key);
    if (before) pairs.push([before, row]);
    last.set(key, row);
  }
  const memo = new Map<string, number>();
  return {
    rows: keyed,
    keys: last.size,
    differs(column) {
      const known = memo.get(column);
      if (known !== undefined) return known;
      const different = pairs.filter(([a, b]) => a.values(column).join("\n") !== b.values(column).join("\n")).length;
      const share = pairs.length === 0 ? 0 : different / pairs.length;
      memo.set(column, share);
      return share;
    },
  };
}
