import type { Move } from "./align.ts";

/** One way in which a case left the intended workflow. Activities by number. */
export type Deviation =
  | { readonly kind: "skipped"; readonly stage: number }
  /** It was there, but before or after its turn. */
  | { readonly kind: "too_early" | "too_late"; readonly stage: number }
  /** It had been there before and went back, from `from`. */
  | { readonly kind: "went_back"; readonly stage: number; readonly from: number }
  /** It went there from `from` where the workflow has no such move. */
  | { readonly kind: "out_of_turn"; readonly stage: number; readonly from: number | undefined }
  | { readonly kind: "not_in_workflow"; readonly stage: number };

/**
 * Reads an alignment as deviations. A stage passed by the net alone was skipped, unless the trace passes it alone elsewhere:
 * then it came too early or too late. `inWorkflow` tells which activities are stages.
 */
export function deviationsOf(moves: readonly Move[], inWorkflow: (activity: number) => boolean): Deviation[] {
  const found: Deviation[] = [];
  const paired = pairMoves(moves);
  const been = new Set<number>();
  let before: number | undefined;
  for (const [at, { kind, activity: stage }] of moves.entries()) {
    if (kind === "net") {
      const other = paired.get(at);
      if (other === undefined) found.push({ kind: "skipped", stage });
      else found.push({ kind: other < at ? "too_early" : "too_late", stage });
      continue;
    }
    if (kind === "trace" && !paired.has(at)) {
      if (!inWorkflow(stage)) found.push({ kind: "not_in_workflow", stage });
      else if (been.has(stage) && before !== undefined) found.push({ kind: "went_back", stage, from: before });
      else found.push({ kind: "out_of_turn", stage, from: before });
    }
    been.add(stage);
    before = stage;
  }
  return found;
}

/** Places of moves of the net alone with moves of the trace alone of the same activity, both ways. */
function pairMoves(moves: readonly Move[]): Map<number, number> {
  const paired = new Map<number, number>();
  for (const [at, move] of moves.entries()) {
    if (move.kind !== "net") continue;
    const other = moves.findIndex(
      (candidate, i) => candidate.kind === "trace" && candidate.activity === move.activity && !paired.has(i),
    );
    if (other < 0) continue;
    paired.set(at, other);
    paired.set(other, at);
  }
  return paired;
}
