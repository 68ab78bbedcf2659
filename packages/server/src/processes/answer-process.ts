import { variantsOf } from "@throughline/domain/process/variants";
import type { Context } from "../engine/questions.ts";
import { shownUntil } from "../flow/answer-flow.ts";
import type { Intended } from "./intended-of-workflow.ts";
import { presentConformance, presentVariants } from "./present-conformance.ts";
import { presentMap } from "./present-map.ts";
import type { ProcessQuestion } from "./process-question.ts";
import { clockOf, readProcessLog } from "./read-process-log.ts";

export interface MapQuestion extends ProcessQuestion {
  readonly time: "calendar" | "working";
  readonly shares: { readonly stages: number; readonly ways: number };
}

const nothingHidden = {
  stages: 0,
  ofStages: 0,
  visitShare: 0,
  ways: 0,
  ofWays: 0,
  moveShare: 0,
  sentence: "Nothing is hidden.",
};

/** The map of how work goes, its variants, and where it leaves the intended workflow. */
export async function answerProcess(question: MapQuestion, { read }: Context) {
  return read(question.scope.organizationId, async (tx) => {
    const { workflows, workflow, flow, process } = await readProcessLog(tx, question);
    const { lastAt: quietSince, leftOut = 0, lastNumber = 0 } = flow ?? {};
    const hasEnded = quietSince !== undefined && shownUntil(quietSince, question.now) !== question.now;
    const { firstAt, lastAt } = process ? span(process.byStage.at) : {};
    const head = {
      workflow: workflow ? { workflowId: workflow.workflowId, name: workflow.name } : null,
      workflows: [...workflows],
      firstAt: firstAt === undefined ? null : iso(firstAt),
      lastAt: lastAt === undefined ? null : iso(lastAt),
      asOf: iso(question.now),
      endedAt: hasEnded ? iso(quietSince) : null,
      lastNumber,
      leftOut,
    };
    if (!process)
      return {
        ...head,
        items: 0,
        moves: 0,
        returned: { items: 0, share: 0 },
        stages: [],
        ways: [],
        waysLeftOut: 0,
        hidden: nothingHidden,
        variants: { total: 0, shown: [], shownShare: 0 },
        intended: null,
        conformance: null,
      };
    const { log, byStage, intended } = process;
    const timeBetween = await clockOf(tx, question.time, process, log, question.now);
    const byStageTime =
      log === byStage ? timeBetween : await clockOf(tx, question.time, process, byStage, question.now);
    const returned = variantsOf(byStage).reduce(
      (sum, { trace, count }) => sum + (new Set(trace).size < trace.length ? count : 0),
      0,
    );
    return {
      ...head,
      items: log.cases.length,
      returned: { items: returned, share: returned / log.cases.length },
      ...presentMap(process, timeBetween, question.shares),
      variants: presentVariants(process, timeBetween),
      intended: intended ? presentIntended(intended) : null,
      conformance: presentConformance(process, byStageTime),
    };
  });
}

const presentIntended = ({ reading, isFree, workflow }: Intended) => ({
  reading,
  isFree,
  stages: workflow.map(({ name, next, begins }) => ({
    key: name,
    next: next === null ? workflow.flatMap((other) => (other.name === name ? [] : [other.name])) : [...next],
    begins: begins === true,
  })),
});

/** The first and the last of some instants. */
function span(instants: Float64Array): { firstAt: number; lastAt: number } {
  let [firstAt, lastAt] = [Infinity, -Infinity];
  for (const at of instants) {
    if (at < firstAt) firstAt = at;
    if (at > lastAt) lastAt = at;
  }
  return { firstAt, lastAt };
}

const iso = (at: number) => new Date(at).toISOString();
