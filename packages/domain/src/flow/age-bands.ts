/** How old finished work was when it left each stage: what makes an age in a stage usual or not. */
import { spreadOf, type Spread } from "./cycle-time.ts";
import type { FlowHistory } from "./history.ts";
import { timeInProgress, wallTime, type Clock, type Elapsed } from "./spells.ts";
import type { Window } from "./window.ts";

/**
 * For each stage that items finished inside the window passed through (all finished ones without it): the spread of the
 * age they had when they last left it, in the milliseconds of `elapsed`. Done stages and stages nobody left have none.
 * An item that passed a stage before its clock started left it at age zero. O(stays · spells).
 */
export function ageBands(
  history: FlowHistory,
  clock: Clock,
  { window, elapsed = wallTime }: { window?: Window; elapsed?: Elapsed } = {},
): Map<string, Spread> {
  const ages = new Map<string, number[]>();
  for (const flow of history.items) {
    const { finishedAt } = flow;
    if (finishedAt === undefined) continue;
    if (window !== undefined && (finishedAt < window.from || finishedAt >= window.to)) continue;
    const left = new Map<string, number>();
    for (const { stage, to } of flow.stays) if (stage.kind !== "done" && to !== undefined) left.set(stage.id, to);
    for (const [stage, at] of left) {
      const row = ages.get(stage) ?? [];
      row.push(timeInProgress(flow, clock, at, elapsed) ?? 0);
      ages.set(stage, row);
    }
  }
  return new Map([...ages].map(([stage, values]) => [stage, spreadOf(values)!]));
}
