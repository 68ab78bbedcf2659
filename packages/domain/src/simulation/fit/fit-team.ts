import type { FlowHistory } from "../../flow/history.ts";
import { teamId, type TeamHours } from "./fit-hours.ts";
import type { FittedTeam } from "./fitted-model.ts";
import type { FitSpan } from "./known-facts.ts";
import { lengthsOf, visitLifetimes } from "./stage-figures.ts";
import { eachStretch, type Visit } from "./visits.ts";
import { workAtOnce, type WorkStretch } from "./work-at-once.ts";

const MOST_PEOPLE = 200;
/** The team, and the lengths of visits to each of its active stages when nothing waits for a turn. */
export function fitTeam(
  { id, known, clock, hours, at }: TeamHours,
  history: FlowHistory,
  byStage: readonly Visit[][],
  standing: ReadonlySet<Visit>,
  { from, until }: FitSpan,
): { team: FittedTeam; lengths: ReadonlyMap<number, readonly number[]> } {
  const own = Array.from(history.stages.keys()).filter(
    (stage) => history.stages[stage]!.kind === "active" && teamId(history, stage) === id,
  );
  const stretches: WorkStretch[] = [];
  const visitOf: Visit[] = [];
  for (const [place, stage] of own.entries()) {
    for (const visit of byStage[stage]!) {
      if (standing.has(visit) || visit.to < from) continue;
      let last: WorkStretch | undefined;
      eachStretch(visit, from, until, (a, b) => {
        if (last) {
          stretches.push(last);
          visitOf.push(visit);
        }
        last = {
          stage: place,
          from: clock(a),
          to: clock(b),
          isEnd: false,
          isBegin: last === undefined && visit.from >= from,
        };
      });
      if (last) {
        stretches.push({ ...last, isEnd: visit.end <= until });
        visitOf.push(visit);
      }
    }
  }
  const { atOnce, means, most, isLimitSeen, isFree } = workAtOnce(stretches, own.length, known.members);
  const people = Math.min(
    known.members === 0 ? Math.round(atOnce) : Math.min(known.members, Math.round(atOnce)),
    MOST_PEOPLE,
  );
  return {
    team: {
      id,
      members: known.members,
      people: Math.max(1, people),
      atOnce,
      most,
      isLimitSeen,
      share: 1,
      calendar: at,
      hours,
      order: known.order,
      pull: "finish_first",
    },
    lengths: visitLengths(own, means, stretches, visitOf, isFree, clock, { from, until }),
  };
}

/** Fewer visits than this that nothing held up say nothing of how long one takes. */
const ENOUGH_FREE = 30;

/**
 * Lengths of visits to each active stage of a team when nothing waits for a turn: of those that began while somebody was free
 * where there are enough of them, else of all. Then all are scaled alike, so that the team's whole work is what its pace says.
 */
function visitLengths(
  own: readonly number[],
  means: readonly (number | undefined)[],
  stretches: readonly WorkStretch[],
  visitOf: readonly Visit[],
  isFree: readonly boolean[],
  clock: (at: number) => number,
  span: FitSpan,
): ReadonlyMap<number, number[]> {
  const visits: Visit[][] = own.map(() => []);
  const free: Visit[][] = own.map(() => []);
  for (const [at, { stage }] of stretches.entries()) {
    const visit = visitOf[at]!;
    if (visit !== visitOf[at - 1]) visits[stage]!.push(visit);
    // After a stop it may have waited for somebody again.
    if (isFree[at] && visit.stops.length === 0) free[stage]!.push(visit);
  }
  const result = new Map<number, number[]>();
  let byPace = 0;
  let byLength = 0;
  for (const [place, stage] of own.entries()) {
    const mean = means[place];
    if (mean === undefined) continue;
    const enough = free[place]!.length >= ENOUGH_FREE;
    const lengths = lengthsOf(visitLifetimes(enough ? free[place]! : visits[place]!, clock, span));
    if (lengths.length === 0) continue;
    const kept = enough ? lengths : scaledTo(lengths, mean);
    const ended = visits[place]!.filter(({ end }) => end <= span.until).length;
    byPace += ended * mean;
    byLength += ended * meanOf(kept);
    result.set(stage, kept);
  }
  const scale = byLength > 0 ? byPace / byLength : 1;
  return new Map(Array.from(result, ([stage, lengths]) => [stage, lengths.map((length) => length * scale)]));
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

function scaledTo(lengths: readonly number[], mean: number): number[] {
  const own = meanOf(lengths);
  return own === 0 ? [...lengths] : lengths.map((length) => (length * mean) / own);
}
