import { compareQueued, type QueuedItem } from "./queue-policy.ts";
import { type QueueReason, queueReason, type ReasonSettings } from "./queue-reason.ts";

export interface QueuePosition<I extends QueuedItem = QueuedItem> {
  /** From 1. */
  readonly position: number;
  readonly item: I;
  readonly reason: QueueReason;
}

/**
 * A team's queue in the order it should be pulled in, each position with its reason. Items that cannot be pulled now keep
 * their place and say so.
 * @param shown how many positions to explain from the top; all are ordered. O(n log n).
 */
export function orderQueue<I extends QueuedItem>(
  items: readonly I[],
  settings: ReasonSettings,
  shown = items.length,
): QueuePosition<I>[] {
  const order = items.toSorted((a, b) => compareQueued(a, b, settings.medianEffort).order);
  return order.slice(0, shown).map((item, at) => ({
    position: at + 1,
    item,
    reason: queueReason(item, at + 1, order[at - 1], order[at + 1], settings),
  }));
}

/** The middle of some efforts (mean of the two middle ones), in working days; 1 where nothing was ever estimated. */
export function medianEffort(efforts: readonly number[]): number {
  const sorted = efforts.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const low = sorted[Math.ceil(half) - 1];
  const high = sorted[Math.floor(half)];
  return low === undefined || high === undefined ? 1 : (low + high) / 2;
}
