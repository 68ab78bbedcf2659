/** How an item's time divides: worked on, waiting, blocked, and by stage. */
import type { FlowHistory, ItemFlow, Span } from "./history.ts";
import { wallTime, type Elapsed } from "./spells.ts";

export interface StageTimes {
  /** In active stages and not blocked. */
  readonly active: number;
  /** In queues, blocked or not, plus blocked time in active stages. */
  readonly waiting: number;
  /** Blocked, in any stage that is not done. */
  readonly blocked: number;
  /** Milliseconds in each stage that is not done, by stage id. */
  readonly byStage: ReadonlyMap<string, number>;
}

/** Divides an item's time from arrival to `now`, in the calendar's milliseconds. */
export function stageTimes(flow: ItemFlow, now: number, elapsed: Elapsed = wallTime): StageTimes {
  const byStage = new Map<string, number>();
  let active = 0;
  let waiting = 0;
  let blocked = 0;
  for (const stay of flow.stays) {
    if (stay.stage.kind === "done" || stay.from > now) continue;
    const to = Math.min(stay.to ?? now, now);
    const time = elapsed(stay.from, to);
    const stopped = overlap(flow.blocks, stay.from, to, elapsed);
    byStage.set(stay.stage.id, (byStage.get(stay.stage.id) ?? 0) + time);
    blocked += stopped;
    if (stay.stage.kind === "active") {
      active += time - stopped;
      waiting += stopped;
    } else waiting += time;
  }
  return { active, waiting, blocked, byStage };
}

/** Flow efficiency of one item: active time over all its time in stages before done; undefined when there is none. */
export function flowEfficiency({ active, waiting }: StageTimes): number | undefined {
  const total = active + waiting;
  return total > 0 ? active / total : undefined;
}

/**
 * Flow efficiency of many: all their active time over all their time, so that a long item weighs as long as it took.
 * The average of single efficiencies would let the quick ones speak for all. Undefined when there is no time.
 */
export function pooledFlowEfficiency(times: Iterable<StageTimes>): number | undefined {
  let active = 0;
  let total = 0;
  for (const time of times) {
    active += time.active;
    total += time.active + time.waiting;
  }
  return total > 0 ? active / total : undefined;
}

/** What was blocked for one reason. */
export interface BlockedTime {
  readonly reason: string | undefined;
  count: number;
  /** Milliseconds of all together. */
  time: number;
  /** How many are blocked still. */
  open: number;
}

/** Blocked time by reason inside [from, now] (up to `now` unless told), longest first: what stops work most. */
export function blockedByReason(
  history: FlowHistory,
  now: number,
  elapsed: Elapsed = wallTime,
  from = -Infinity,
): BlockedTime[] {
  const reasons = new Map<string | undefined, BlockedTime>();
  for (const { blocks } of history.items) {
    for (const { reason, ...block } of blocks) {
      if (block.from > now || (block.to ?? now) < from) continue;
      const row = reasons.get(reason) ?? { reason, count: 0, time: 0, open: 0 };
      row.count += 1;
      row.time += elapsed(Math.max(block.from, from), Math.min(block.to ?? now, now));
      if (block.to === undefined || block.to > now) row.open += 1;
      reasons.set(reason, row);
    }
  }
  return [...reasons.values()].sort((a, b) => b.time - a.time);
}

/** Time of the spans inside [from, to]; spans of one item never overlap. */
function overlap(spans: readonly Span[], from: number, to: number, elapsed: Elapsed): number {
  let total = 0;
  for (const span of spans) {
    const start = Math.max(span.from, from);
    const end = Math.min(span.to ?? to, to);
    if (start < end) total += elapsed(start, end);
  }
  return total;
}
