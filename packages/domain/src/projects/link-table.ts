/** The links of a network in flat columns: one row per link, and per activity the rows that come in and go out. */
import type { LinkKind } from "./network-plan.ts";

export class LinkTable {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly kind: LinkKind[] = [];
  readonly lag: number[] = [];
  readonly elapsed: boolean[] = [];
  /** Rows into and out of each activity. */
  readonly into: number[][] = [];
  readonly out: number[][] = [];

  /** Makes room for one more activity. */
  addActivity(): void {
    this.into.push([]);
    this.out.push([]);
  }

  /** Adds a row, and gives its number. */
  add(from: number, to: number, kind: LinkKind, lag: number, elapsed: boolean): number {
    const row = this.from.push(from) - 1;
    this.to.push(to);
    this.kind.push(kind);
    this.lag.push(lag);
    this.elapsed.push(elapsed);
    this.into[to]!.push(row);
    this.out[from]!.push(row);
    return row;
  }

  /** Takes a row out of use; its number is not given again. */
  remove(row: number): void {
    const into = this.into[this.to[row]!]!;
    const out = this.out[this.from[row]!]!;
    into.splice(into.indexOf(row), 1);
    out.splice(out.indexOf(row), 1);
  }
}
