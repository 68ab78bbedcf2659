import type { Output } from "@throughline/contract/endpoint";
import type { readForecastDays } from "@throughline/contract/forecasts";
import type { Engine } from "../engine/engine.ts";
import type { ItemsQuestion } from "./answer-item-forecasts.ts";

type Answer = Output<typeof readForecastDays>;

const keptMs = 10 * 60_000;
const mostKept = 200;
const limitMs = 60_000;
const kept = new WeakMap<Engine, Map<string, { readonly at: number; readonly answer: Promise<Answer> }>>();

/**
 * The days shown in a team's lists, worked out at most every ten minutes for all who look: members see the same items. Whoever
 * asked first may leave; the others still get their answer.
 */
export async function keptForecastDays(engine: Engine, question: ItemsQuestion): Promise<Answer> {
  const { organizationId, teamId, workflowId } = question.scope;
  const key = JSON.stringify([organizationId, teamId, workflowId]);
  const answers = kept.get(engine) ?? new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>();
  kept.set(engine, answers);
  const found = answers.get(key);
  if (found && question.now - found.at >= 0 && question.now - found.at < keptMs) return found.answer;
  const answer = engine.ask("forecastDays", question, { limitMs });
  if (answers.size >= mostKept) answers.clear();
  answers.set(key, { at: question.now, answer });
  try {
    return await answer;
  } catch (error) {
    // What failed is asked again.
    if (answers.get(key)?.answer === answer) answers.delete(key);
    throw error;
  }
}
