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

/**
 * Reads a case's way, stage by stage, against the workflow. A move that is not drawn is a way back where the case had been
 * there before; else it skipped the stages on the shortest drawn way, of which those the case comes to later are too
 * late and those it had been to before are no deviation; else it is out of turn. What a case that is still under way has yet to do is not
 * held against it.
 */
export function deviationsOf(trace: ArrayLike<number>, workflow: DrawnWorkflow): Deviation[] {
  const found: Deviation[] = [];
  const been = new Set<number>();
  let before: number | undefined;
  for (let i = 0; i < trace.length; i++) {
    const stage = trace[i]!;
    if (!workflow.done.has(stage)) {
      found.push({ kind: "not_in_workflow", stage });
      continue;
    }
    if (stage === before) continue;
    const drawn = before === undefined ? stage === workflow.first : workflow.allows(before, stage);
    if (!drawn) {
      const skipped = before === undefined ? fromStart(workflow, stage) : workflow.between(before, stage);
      if (been.has(stage)) found.push({ kind: "went_back", stage, from: before! });
      else if (!skipped) found.push({ kind: "out_of_turn", stage, from: before });
      else
        for (const missed of skipped)
          if (!been.has(missed))
            found.push({ kind: comesLater(trace, i, missed) ? "too_late" : "skipped", stage: missed });
    }
    been.add(stage);
    before = stage;
  }
  return found;
}

function fromStart(workflow: DrawnWorkflow, stage: number): readonly number[] | undefined {
  const between = workflow.between(workflow.first, stage);
  return between && [workflow.first, ...between];
}

function comesLater(trace: ArrayLike<number>, from: number, stage: number): boolean {
  for (let i = from; i < trace.length; i++) if (trace[i] === stage) return true;
  return false;
}
