import { directlyFollows, type DirectlyFollowsGraph } from "@throughline/domain/process/directly-follows";
import { drawWorkflow } from "@throughline/domain/process/intended-workflow";
import { hiddenInWords, hiddenPart } from "@throughline/domain/process/hidden-part";
import { simplifyGraph } from "@throughline/domain/process/simplify-graph";
import { timeSpent, type TimeBetween } from "@throughline/domain/process/time-spent";
import { itemsByActivity } from "./items-by-activity.ts";
import type { ReadProcess, StepPlace } from "./read-process-log.ts";

const mostWays = 2_000;

/** The map of a process: its stages, the ways between them, and what the shares asked for hide. */
export function presentMap(
  { log, intended, placeOf }: ReadProcess,
  timeBetween: TimeBetween,
  shares: { readonly stages: number; readonly ways: number },
) {
  const whole = directlyFollows(log, timeBetween);
  const shown = simplifyGraph(whole, shares.stages, shares.ways);
  const hidden = hiddenPart(whole, shown);
  const isShown = new Set(shown.edges);
  const spent = timeSpent(log, timeBetween);
  const items = itemsByActivity(log);
  const places = log.activities.map(placeOf);
  const drawn = intended && drawWorkflow(intended.workflow, []);
  const allows = (from: StepPlace, to: StepPlace): boolean =>
    !drawn || from.stage === to.stage || drawn.allows(drawn.names.indexOf(from.stage), drawn.names.indexOf(to.stage));
  const stages = places.map(({ stage: _stage, ...place }, a) => {
    const { stays, median, mean, p85 } = spent[a] ?? { stays: 0, median: 0, mean: 0, p85: 0 };
    return {
      ...place,
      visits: whole.occurrences[a] ?? 0,
      items: items[a] ?? 0,
      starts: whole.starts[a] ?? 0,
      ends: whole.ends[a] ?? 0,
      spent: stays === 0 ? null : { stays, median, mean, p85 },
      isShown: (shown.occurrences[a] ?? 0) > 0,
    };
  });
  const ways = whole.edges.slice(0, mostWays).flatMap((edge) => {
    const [from, to] = [places[edge.from], places[edge.to]];
    if (!from || !to) return [];
    return [
      {
        from: from.key,
        to: to.key,
        moves: edge.count,
        items: edge.cases,
        share: edge.cases / whole.cases,
        returns: edge.returns,
        median: edge.medianTime,
        mean: edge.meanTime,
        p85: edge.p85Time,
        isHandOff: isHandOff(from, to),
        isBack: to.position < from.position,
        isIntended: allows(from, to),
        isShown: isShown.has(edge),
      },
    ];
  });
  return {
    moves: moves(whole),
    stages: stages
      .filter(({ visits }) => visits > 0)
      .toSorted((a, b) => a.position - b.position || b.visits - a.visits),
    ways,
    waysLeftOut: Math.max(0, whole.edges.length - mostWays),
    hidden: {
      stages: hidden.activities,
      ofStages: hidden.ofActivities,
      visitShare: hidden.occurrenceShare,
      ways: hidden.edges,
      ofWays: hidden.ofEdges,
      moveShare: hidden.passageShare,
      sentence: hiddenInWords(hidden),
    },
  };
}

const moves = ({ edges }: DirectlyFollowsGraph): number => edges.reduce((sum, { count }) => sum + count, 0);

/** Another team's turn. Of two steps that each stand for several teams nothing can be said. */
const isHandOff = (from: StepPlace, to: StepPlace): boolean => from.teamId !== to.teamId;
