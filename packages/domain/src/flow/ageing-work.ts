/** Work in progress by age: where it stands, since when, and how unusual that is. */
import type { FlowHistory, ItemFlow } from "./history.ts";
import { kaplanMeier, survivalAt } from "./kaplan-meier.ts";
import { itemLifetimes } from "./lifetimes.ts";
import { timeInProgress, wallTime, type Clock, type Elapsed } from "./spells.ts";

export interface AgeingItem {
  readonly flow: ItemFlow;
  /** The stage it is in. */
  readonly stage: string;
  /** Milliseconds in progress. */
  readonly age: number;
  /** Milliseconds in its stage. */
  readonly stageAge: number;
  readonly blocked: boolean;
  /** Share of all work that is finished by this age, 0 to 1: at .85 it is older than work usually gets. */
  readonly olderThan: number;
}

/** Items in progress at `now`, oldest first; O(n log n). Items waiting for their start count only on the "arrival" clock. */
export function ageingWork(history: FlowHistory, clock: Clock, now: number, elapsed: Elapsed = wallTime): AgeingItem[] {
  const lifetimes = itemLifetimes(history, clock, { to: now, elapsed });
  const curve = lifetimes.length > 0 ? kaplanMeier(lifetimes) : undefined;
  const ageing: AgeingItem[] = [];
  for (const flow of history.items) {
    const stay = flow.stays.findLast(({ from, to }) => from <= now && (to === undefined || to > now));
    if (stay === undefined || stay.stage.kind === "done") continue;
    const age = timeInProgress(flow, clock, now, elapsed);
    if (age === undefined) continue;
    ageing.push({
      flow,
      stage: stay.stage.id,
      age,
      stageAge: elapsed(stay.from, now),
      blocked: flow.blocks.some(({ from, to }) => from <= now && (to === undefined || to > now)),
      olderThan: curve === undefined ? 0 : 1 - survivalAt(curve, age),
    });
  }
  return ageing.sort((a, b) => b.age - a.age);
}
