import type { EventLog } from "@throughline/domain/process/event-log";

/** How many items were at each activity at least once. */
export function itemsByActivity(log: EventLog): Uint32Array {
  const counts = new Uint32Array(log.activities.length);
  const last = new Int32Array(log.activities.length).fill(-1);
  for (let c = 0; c < log.cases.length; c++)
    for (let i = log.offsets[c] ?? 0; i < (log.offsets[c + 1] ?? 0); i++) {
      const a = log.activity[i] ?? 0;
      if (last[a] === c) continue;
      last[a] = c;
      counts[a] = (counts[a] ?? 0) + 1;
    }
  return counts;
}
