import { groupTable } from "./split-log.ts";
import type { Cut } from "./cuts.ts";
import type { SubLog } from "./sub-log.ts";

/**
 * Share of cases whose trace a cut cannot hold as it is, so that events would have to be dropped: events of two parts of
 * a choice, a step back in a sequence, a loop that begins or ends in a redo. `groups` are the log's activity numbers.
 */
export function strayingShare(log: SubLog, kind: Cut["kind"], groups: readonly (readonly number[])[]): number {
  const groupOf = groupTable(groups);
  const allowed = (before: number, after: number): boolean => {
    if (before === after || kind === "parallel") return true;
    if (kind === "choice") return false;
    return kind === "sequence" ? before < after : before === 0 || after === 0;
  };
  let strays = 0;
  let all = 0;
  for (const [t, trace] of log.traces.entries()) {
    all += log.counts[t]!;
    const parts = Array.from(trace, (a) => groupOf[a]!);
    const ends = kind === "loop" && (parts[0] !== 0 || parts.at(-1) !== 0);
    if (ends || parts.some((part, i) => i > 0 && !allowed(parts[i - 1]!, part))) strays += log.counts[t]!;
  }
  return all === 0 ? 0 : strays / all;
}
