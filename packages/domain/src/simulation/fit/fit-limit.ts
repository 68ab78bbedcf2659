import type { FlowHistory } from "../../flow/history.ts";
import type { FittedStage } from "./fitted-model.ts";
import type { FitSpan, KnownFacts } from "./known-facts.ts";
import type { Visit } from "./visits.ts";

/** Of the time, how much a team holds at most what its limit is taken to be where none is set. */
const USUAL_SHARE = 0.98;
/** And how much of it a limit must hold to be believed: what comes back is let in regardless. */
const HELD_SHARE = 0.8;
/** The limit set, if it is held; else, behind a queue, the most the team usually takes in at once. */
export function limitOf(
  history: FlowHistory,
  at: number,
  { limits }: KnownFacts,
  visits: readonly Visit[],
  clock: (at: number) => number,
  { from, until }: FitSpan,
): Pick<FittedStage, "limit" | "limitIs"> {
  const { id, kind, team } = history.stages[at]!;
  const set = limits.get(id);
  const isPulled =
    kind === "active" && at > 0 && history.stages[at - 1]!.kind === "queue" && history.stages[at - 1]!.team === team;
  if (set === undefined && !isPulled) return {};
  const changes = visits
    .flatMap((visit) => [
      { at: clock(Math.max(visit.from, from)), by: 1 },
      { at: clock(Math.min(visit.to, until)), by: -1 },
    ])
    .filter((_, i) => visits[i >> 1]!.to > from)
    .sort((a, b) => a.at - b.at || a.by - b.by);
  const times: number[] = [];
  let present = 0;
  let last = clock(from);
  for (const change of changes) {
    times[present] = (times[present] ?? 0) + change.at - last;
    last = change.at;
    present += change.by;
  }
  const total = times.reduce((sum, time) => sum + (time ?? 0), 0);
  const heldFor = (share: number): number => {
    let level = 0;
    for (let held = times[0] ?? 0; held < share * total && level < times.length;) held += times[++level] ?? 0;
    return Math.max(1, level);
  };
  if (set !== undefined && heldFor(HELD_SHARE) <= set) return { limit: set, limitIs: "set" };
  return { limit: heldFor(USUAL_SHARE), limitIs: "seen" };
}
