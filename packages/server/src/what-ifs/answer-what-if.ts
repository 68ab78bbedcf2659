import { RefusedInput } from "@throughline/domain/numbers/refused-input";
import { fittedOrganisation } from "@throughline/domain/simulation/fit/calibrate";
import { checkFit } from "@throughline/domain/simulation/fit/check-fit";
import { LEAST_WEEKS } from "@throughline/domain/simulation/fit/fit-organisation";
import { type Alternative, WhatIfRun } from "@throughline/domain/simulation/what-if/what-if-run";
import type { Context } from "../engine/questions.ts";
import { shownUntil } from "../flow/answer-flow.ts";
import type { FlowScope } from "../flow/flow-scope.ts";
import { type ReadFlow, readFlow } from "../flow/read-flow.ts";
import { Refusal } from "../http/refusal.ts";
import { readFacts } from "./read-facts.ts";

export interface WhatIfBaseQuestion {
  readonly scope: FlowScope;
  /** Weeks of history at most. */
  readonly history: number;
  readonly now: number;
}

export interface WhatIfQuestion extends WhatIfBaseQuestion {
  readonly alternatives: readonly Alternative[];
  readonly runs: number;
  readonly weeks: number;
}

const week = 7 * 86_400_000;
/** Fewer finished in the weeks asked for, and up to a year more is read. */
const enoughFinished = 60;

/** How work is done now, as a model, and how well it holds against the last weeks. */
export async function answerWhatIfBase(question: WhatIfBaseQuestion, { read, progress }: Context) {
  const { flow, facts, span } = await read(question.scope.organizationId, async (tx) => {
    const { flow: told, until } = await flowUntil(tx, question);
    return { flow: told, facts: await readFacts(tx, told, until), span: spanOf(told, until, question.history) };
  });
  progress(0.2);
  const fit = fittedOrganisation(flow.history, facts, span);
  progress(0.5);
  const weeks = (span.until - span.from) / week;
  const check = checkFit(flow.history, facts, fit, Math.min(12, Math.max(LEAST_WEEKS - 1, Math.round(weeks / 4))));
  return {
    asOf: new Date(span.until).toISOString(),
    isPast: span.until !== question.now,
    firstAt: flow.firstAt === undefined ? null : new Date(flow.firstAt).toISOString(),
    items: flow.history.items.length,
    leftOut: flow.leftOut,
    model: fit.model,
    check,
    names: { ...facts.names, stages: stageNames(flow) },
  };
}

/** Alternatives to how work is done now, compared. */
export async function answerWhatIf(question: WhatIfQuestion, { read, progress }: Context) {
  const { flow, facts, span } = await read(question.scope.organizationId, async (tx) => {
    const { flow: told, until } = await flowUntil(tx, question);
    return { flow: told, facts: await readFacts(tx, told, until), span: spanOf(told, until, question.history) };
  });
  progress(0.01);
  const { model } = fittedOrganisation(flow.history, facts, span);
  try {
    const run = new WhatIfRun(model, question.alternatives, question);
    do progress(0.05 + 0.95 * run.share);
    while (run.step());
    return run.answer();
  } catch (error) {
    // From here on it is the alternatives that are wrong, not the history.
    if (error instanceof RefusedInput)
      throw new Refusal("invalid_input", { detail: error.message, facts: { reason: error.code } });
    throw error;
  }
}

async function flowUntil(tx: Parameters<typeof readFlow>[0], { scope, now }: WhatIfBaseQuestion) {
  const flow = await readFlow(tx, scope);
  return { flow, until: shownUntil(flow.lastAt, now) };
}

function spanOf({ history, firstAt }: ReadFlow, until: number, weeks: number): { from: number; until: number } {
  const first = firstAt ?? until;
  const finishedSince = (from: number) =>
    history.items.filter(({ finishedAt }) => finishedAt !== undefined && finishedAt >= from).length;
  const asked = until - weeks * week;
  const from = finishedSince(asked) >= enoughFinished ? asked : asked - 52 * week;
  return { from: Math.max(first, from), until };
}

const stageNames = ({ stages }: ReadFlow): Record<string, string> =>
  Object.fromEntries(stages.map(({ id, name }) => [id, name]));
