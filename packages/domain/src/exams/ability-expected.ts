import { normalAbilityGrid } from "./ability-grid.ts";
import { likelihoodAt, requireAnswers } from "./ability-estimate.ts";
import type { AbilityEstimate } from "./ability-estimate.ts";
import type { AbilityGrid } from "./ability-grid.ts";
import type { ItemParameters } from "./item-parameters.ts";
import type { Answer } from "./response-patterns.ts";

/**
 * Expected a posteriori (EAP): mean and standard deviation of the ability given the answers and a standard normal
 * population (Bock and Mislevy, "Adaptive EAP estimation of ability in a microcomputer environment", Applied
 * Psychological Measurement 6, 1982). Always finite; drawn towards the population's mean.
 */
export function expectedAbility(
  items: readonly ItemParameters[],
  answers: readonly Answer[],
  grid: AbilityGrid = normalAbilityGrid(),
): AbilityEstimate {
  requireAnswers(items, answers);
  const logs = Array.from(grid.abilities, (ability) => likelihoodAt(items, answers, ability).logLikelihood);
  const top = Math.max(...logs);
  let total = 0;
  let first = 0;
  let second = 0;
  for (const [k, log] of logs.entries()) {
    const weight = grid.weights[k]! * Math.exp(log - top);
    total += weight;
    first += weight * grid.abilities[k]!;
    second += weight * grid.abilities[k]! ** 2;
  }
  const ability = first / total;
  return { ability, error: Math.sqrt(Math.max(second / total - ability * ability, 0)) };
}
