import { hiddenInWords, hiddenPart } from "@throughline/domain/process/hidden-part";
import { simplifyGraph } from "@throughline/domain/process/simplify-graph";
import type { DirectlyFollowsGraph, FollowsEdge } from "@throughline/domain/process/directly-follows";
import type { ProcessAnswer } from "./process-query.ts";
import { wayKey } from "./selection.ts";

/** The answer's map as the engine draws it, for the sliders: what they hide is worked out here, without asking. */
export function graphOf({
  stages,
  ways,
  items,
}: Pick<ProcessAnswer, "stages" | "ways" | "items">): DirectlyFollowsGraph {
  const numbers = new Map(stages.map(({ key }, at) => [key, at]));
  const edges = ways.map((way): FollowsEdge => ({
    from: numbers.get(way.from) ?? 0,
    to: numbers.get(way.to) ?? 0,
    count: way.moves,
    cases: way.items,
    returns: way.returns,
    meanTime: way.mean,
    medianTime: way.median,
    p85Time: way.p85,
    longestTime: way.p85,
  }));
  const column = (of: (stage: ProcessAnswer["stages"][number]) => number) => Uint32Array.from(stages, of);
  return {
    activities: stages.map(({ key }) => key),
    cases: items,
    events: stages.reduce((sum, { visits }) => sum + visits, 0),
    occurrences: column(({ visits }) => visits),
    starts: column(({ starts }) => starts),
    ends: column(({ ends }) => ends),
    edges,
  };
}

export interface ShownPart {
  readonly stages: ReadonlySet<string>;
  readonly ways: ReadonlySet<string>;
  /** What is hidden, in words. */
  readonly sentence: string;
}

export function shownPart(graph: DirectlyFollowsGraph, stageShare: number, wayShare: number): ShownPart {
  const shown = simplifyGraph(graph, stageShare, wayShare);
  const name = (a: number): string => graph.activities[a] ?? "";
  return {
    stages: new Set(graph.activities.filter((_, a) => (shown.occurrences[a] ?? 0) > 0)),
    ways: new Set(shown.edges.map(({ from, to }) => wayKey(name(from), name(to)))),
    sentence: hiddenInWords(hiddenPart(graph, shown)),
  };
}

/** A map with no more than this is shown whole. */
const few = { stages: 7, ways: 14 };
/** Else as much of it as holds so much of what happened, within bounds that can be read. */
const enough = { stages: 0.99, ways: 0.95 };
const readable = { stages: 16, ways: 24 };

/** Shares that leave a map people can read, as whole percents. */
export function usualShares({ stages, ways }: Pick<ProcessAnswer, "stages" | "ways">): {
  stages: number;
  ways: number;
} {
  const visited = stages.toSorted((a, b) => b.visits - a.visits);
  const stageShare = percent(
    visited.map(({ visits }) => visits),
    few.stages,
    enough.stages,
    readable.stages,
  );
  // Ways count among the stages that are shown.
  const shown = new Set(visited.slice(0, Math.ceil((stageShare / 100) * stages.length)).map(({ key }) => key));
  const among = ways.filter(({ from, to }) => shown.has(from) && shown.has(to)).map(({ moves }) => moves);
  return { stages: stageShare, ways: percent(among, few.ways, enough.ways, readable.ways) };
}

/** Of counts, the most frequent first: the share of them that holds enough. */
function percent(counts: readonly number[], fewest: number, enoughShare: number, most: number): number {
  if (counts.length <= fewest) return 100;
  const all = counts.reduce((sum, each) => sum + each, 0);
  let [held, kept] = [0, 0];
  for (const each of counts) {
    if (held >= enoughShare * all || kept >= most) break;
    held += each;
    kept += 1;
  }
  return Math.max(1, Math.floor((100 * kept) / counts.length));
}
