import type { DrawnWorkflow } from "./intended-workflow.ts";

/** One way in which a case left the intended workflow. Stages by number. */
export type Deviation =
  | { readonly kind: "skipped"; readonly stage: number }
  /** It was there, but after stages that should follow it. */
  | { readonly kind: "too_late"; readonly stage: number }
  /** It had been there before and went back, from `from`. */
  | { readonly kind: "went_back"; readonly stage: number; readonly from: number }
  /** It went there where the workflow has neither such a move nor a longer way; without `from` it began there. */
  | { readonly kind: "out_of_turn"; readonly stage: number; readonly from: number | undefined }
  | { readonly kind: "not_in_workflow"; readonly stage: number };

/** A deviation and where it shows: the place in the trace of the stage that was entered. */
export interface PlacedDeviation {
  readonly deviation: Deviation;
  readonly at: number;
}

/**
 * Reads a case's way, stage by stage, against the workflow. A move that is not drawn is a way back where the case had been
 * there before; else it skipped the stages on the shortest drawn way, of which those the case comes to later are too
 * late and those it had been to before are no deviation; else it is out of turn. What a case that is still under way has yet to do is not
 * held against it.
 */
export function deviationsOf(trace: ArrayLike<number>, workflow: DrawnWorkflow): PlacedDeviation[] {
  const found: PlacedDeviation[] = [];
  const been = new Set<number>();
  let before: number | undefined;
  for (let i = 0; i < trace.length; i++) {
    const stage = trace[i]!;
    if (!workflow.done.has(stage)) {
      found.push({ deviation: { kind: "not_in_workflow", stage }, at: i });
      continue;
    }
    if (stage === before) continue;
    const drawn = before === undefined ? workflow.starts.includes(stage) : workflow.allows(before, stage);
    if (!drawn) {
      const skipped = before === undefined ? fromStart(workflow, stage) : workflow.between(before, stage);
      if (been.has(stage)) found.push({ deviation: { kind: "went_back", stage, from: before! }, at: i });
      else if (!skipped) found.push({ deviation: { kind: "out_of_turn", stage, from: before }, at: i });
      else
        for (const missed of skipped)
          if (!been.has(missed))
            found.push({
              deviation: { kind: comesLater(trace, i, missed) ? "too_late" : "skipped", stage: missed },
              at: i,
            });
    }
    been.add(stage);
    before = stage;
  }
  return found;
}

function fromStart(workflow: DrawnWorkflow, stage: number): readonly number[] | undefined {
  let shortest: readonly number[] | undefined;
  for (const start of workflow.starts) {
    const between = workflow.between(start, stage);
    if (between && (!shortest || between.length + 1 < shortest.length)) shortest = [start, ...between];
  }
  return shortest;
}

function comesLater(trace: ArrayLike<number>, from: number, stage: number): boolean {
  for (let i = from; i < trace.length; i++) if (trace[i] === stage) return true;
  return false;
}
