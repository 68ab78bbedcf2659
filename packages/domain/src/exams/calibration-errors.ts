import { addPrior } from "./calibration-priors.ts";
import { logChances, posteriorOf } from "./expected-answers.ts";
import { NOT_GIVEN } from "./response-patterns.ts";
import { logistic } from "./response-probability.ts";
import { inverseDiagonal } from "./solve-symmetric.ts";
import type { AbilityGrid } from "./ability-grid.ts";
import type { CalibrationPriors } from "./calibration-priors.ts";
import type { WorkingItems } from "./expected-answers.ts";
import type { ResponsePatterns } from "./response-patterns.ts";

/** Standard errors of one question's estimates; `guessing` is 0 where it was not estimated. */
export interface ItemErrors {
  readonly slope: number;
  readonly difficulty: number;
  readonly intercept: number;
  readonly guessing: number;
}

/**
 * Standard errors from the cross-product of the people's scores (empirical information; Bock and Lieberman,
 * Psychometrika 35, 1970), plus the priors' curvature; difficulty and guessing by the delta method. Right for large
 * samples; with fewer than about 300 people read them as a lower bound.
 */
export function calibrationErrors(
  patterns: ResponsePatterns,
  items: WorkingItems,
  grid: AbilityGrid,
  priors: CalibrationPriors,
  sharedSlope: boolean,
): ItemErrors[] {
  const n = patterns.items;
  const width = Number.isFinite(items.guessingLogit[0]!) ? 3 : 2;
  // Shared slope: one column for it at the front, then the intercepts.
  const size = sharedSlope ? n + 1 : n * width;
  const columnOf = (j: number, part: number): number => (sharedSlope ? (part === 0 ? 0 : j + 1) : j * width + part);
  const information = new Float64Array(size * size);
  const { logRight, logWrong } = logChances(items, grid);
  const changes = logLikelihoodChanges(items, grid, width);
  const logWeights = grid.weights.map(Math.log);
  const points = grid.abilities.length;
  const posterior = new Float64Array(points);
  const score = new Float64Array(size);
  for (let p = 0; p < patterns.people.length; p++) {
    posteriorOf(patterns, p, logRight, logWrong, logWeights, posterior);
    score.fill(0);
    for (let j = 0; j < n; j++) {
      const answer = patterns.answers[p * n + j]!;
      if (answer === NOT_GIVEN) continue;
      for (let part = 0; part < width; part++) {
        const base = ((j * 2 + answer) * width + part) * points;
        let sum = 0;
        for (let k = 0; k < points; k++) sum += posterior[k]! * changes[base + k]!;
        score[columnOf(j, part)]! += sum;
      }
    }
    for (let row = 0; row < size; row++) {
      const weighted = patterns.people[p]! * score[row]!;
      if (weighted === 0) continue;
      for (let column = 0; column <= row; column++) information[row * size + column]! += weighted * score[column]!;
    }
  }
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++) information[column * size + row] = information[row * size + column]!;
  for (let j = 0; j < n; j++) {
    const own = new Float64Array(width * width);
    const part = sharedSlope && j > 0 ? { ...(priors.intercept && { intercept: priors.intercept }) } : priors;
    addPrior(
      part,
      [items.slope[j]!, items.intercept[j]!, logistic(items.guessingLogit[j]!)],
      new Float64Array(3),
      own,
      width,
    );
    for (let a = 0; a < width; a++) information[columnOf(j, a) * size + columnOf(j, a)]! += own[a * width + a]!;
  }
  const { inverse } = inverseDiagonal(information, size);
  return Array.from(items.slope, (slope, j) => {
    const a = columnOf(j, 0);
    const d = columnOf(j, 1);
    const intercept = items.intercept[j]!;
    const guessing = logistic(items.guessingLogit[j]!);
    // difficulty = −intercept / slope
    const bySlope = intercept / (slope * slope);
    const byIntercept = -1 / slope;
    const difficulty =
      bySlope * bySlope * inverse[a * size + a]! +
      2 * bySlope * byIntercept * inverse[a * size + d]! +
      byIntercept * byIntercept * inverse[d * size + d]!;
    return {
      slope: Math.sqrt(inverse[a * size + a]!),
      intercept: Math.sqrt(inverse[d * size + d]!),
      difficulty: Math.sqrt(Math.max(difficulty, 0)),
      guessing:
        width === 3 ? guessing * (1 - guessing) * Math.sqrt(inverse[columnOf(j, 2) * size + columnOf(j, 2)]!) : 0,
    };
  });
}

/** Derivatives of the log chance of an answer: [question][wrong, right][slope, intercept, guessing log odds][point], flat. */
function logLikelihoodChanges(items: WorkingItems, grid: AbilityGrid, width: number): Float64Array {
  const points = grid.abilities.length;
  const changes = new Float64Array(items.slope.length * 2 * width * points);
  for (let j = 0; j < items.slope.length; j++) {
    const guessing = logistic(items.guessingLogit[j]!);
    for (let k = 0; k < points; k++) {
      const ability = grid.abilities[k]!;
      const raw = logistic(items.slope[j]! * ability + items.intercept[j]!);
      const right = guessing + (1 - guessing) * raw;
      const byIntercept = [-raw, guessing === 0 ? 1 - raw : ((1 - guessing) * raw * (1 - raw)) / right];
      const byGuessing = [-guessing, (guessing * (1 - guessing) * (1 - raw)) / right];
      for (let answer = 0; answer < 2; answer++) {
        const base = (j * 2 + answer) * width * points + k;
        changes[base] = byIntercept[answer]! * ability;
        changes[base + points] = byIntercept[answer]!;
        if (width === 3) changes[base + 2 * points] = byGuessing[answer]!;
      }
    }
  }
  return changes;
}
