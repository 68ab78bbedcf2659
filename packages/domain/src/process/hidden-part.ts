import { shareInWords } from "./share-in-words.ts";
import type { DirectlyFollowsGraph } from "./directly-follows.ts";

/** What a simplified map leaves out of the whole one. */
export interface HiddenPart {
  readonly activities: number;
  readonly ofActivities: number;
  /** Of all occurrences of activities, 0 to 1. */
  readonly occurrenceShare: number;
  readonly edges: number;
  readonly ofEdges: number;
  /** Of all times that one activity followed another, 0 to 1. */
  readonly passageShare: number;
}

/** Compares the map that is shown with the whole one it was made from (see `simplifyGraph`). */
export function hiddenPart(whole: DirectlyFollowsGraph, shown: DirectlyFollowsGraph): HiddenPart {
  const used = ({ occurrences }: DirectlyFollowsGraph): number =>
    occurrences.reduce((n, count) => n + Number(count > 0), 0);
  const all = ({ occurrences }: DirectlyFollowsGraph): number => occurrences.reduce((sum, count) => sum + count, 0);
  const passages = ({ edges }: DirectlyFollowsGraph): number => edges.reduce((sum, { count }) => sum + count, 0);
  const share = (part: number, of: number): number => (of === 0 ? 0 : 1 - part / of);
  return {
    activities: used(whole) - used(shown),
    ofActivities: used(whole),
    occurrenceShare: share(all(shown), all(whole)),
    edges: whole.edges.length - shown.edges.length,
    ofEdges: whole.edges.length,
    passageShare: share(passages(shown), passages(whole)),
  };
}

/** As people say it: “Hidden: 2 of 14 stages (3 % of entries), 30 of 52 ways (6 % of moves).” */
export function hiddenInWords({
  activities,
  ofActivities,
  occurrenceShare,
  edges,
  ofEdges,
  passageShare,
}: HiddenPart): string {
  const small = (share: number): string => shareInWords(share).replace("Under", "under").replace("Over", "over");
  const parts = [
    ...(activities > 0 ? [`${activities} of ${ofActivities} stages (${small(occurrenceShare)} of entries)`] : []),
    ...(edges > 0 ? [`${edges} of ${ofEdges} ways (${small(passageShare)} of moves)`] : []),
  ];
  return parts.length === 0 ? "Nothing is hidden." : `Hidden: ${parts.join(", ")}.`;
}
