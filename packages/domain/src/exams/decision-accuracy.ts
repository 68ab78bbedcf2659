import { normalCdf } from "../numbers/normal.ts";
import { RefusedInput, requireFinite } from "../numbers/refused-input.ts";
import type { AbilityEstimate } from "./ability-estimate.ts";

export interface DecisionAccuracy {
  /** Share of people expected to be on the side of the cut that their result says. */
  readonly accuracy: number;
  /** Share expected to get the same result in a second, equally hard exam. */
  readonly consistency: number;
  readonly wronglyPassed: number;
  readonly wronglyFailed: number;
}

/**
 * How far passes and fails can be trusted, from each person's ability and its error taken as normal (Rudner, "Expected
 * classification accuracy", Practical Assessment, Research and Evaluation 10(13), 2005). One passes at or above the cut.
 */
export function decisionAccuracy(estimates: readonly AbilityEstimate[], cut: number): DecisionAccuracy {
  requireFinite(cut, "The cut");
  if (estimates.length === 0) throw new RefusedInput("nobody", "There are no results to judge.");
  let [accuracy, consistency, wronglyPassed, wronglyFailed] = [0, 0, 0, 0];
  for (const [at, { ability, error }] of estimates.entries()) {
    if (!(Number.isFinite(ability) && error > 0 && error < Infinity)) {
      throw new RefusedInput(
        "bad_estimate",
        `Result ${at} needs a finite ability and an error above zero; it is ${ability} ± ${error}.`,
        at,
      );
    }
    const above = normalCdf((ability - cut) / error);
    if (ability >= cut) wronglyPassed += 1 - above;
    else wronglyFailed += above;
    accuracy += ability >= cut ? above : 1 - above;
    consistency += above * above + (1 - above) * (1 - above);
  }
  const n = estimates.length;
  return {
    accuracy: accuracy / n,
    consistency: consistency / n,
    wronglyPassed: wronglyPassed / n,
    wronglyFailed: wronglyFailed / n,
  };
}
