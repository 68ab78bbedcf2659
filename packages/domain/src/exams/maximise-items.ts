import { addPrior, logPrior } from "./calibration-priors.ts";
import { logistic } from "./response-probability.ts";
import { solveSymmetric } from "./solve-symmetric.ts";
import type { AbilityGrid } from "./ability-grid.ts";
import type { CalibrationPriors } from "./calibration-priors.ts";
import type { ExpectedAnswers, WorkingItems } from "./expected-answers.ts";

const STEPS = 8;

/**
 * The maximisation step for questions each with a slope of its own: Fisher scoring with step halving on the expected
 * answers, question by question. Changes `items` in place.
 */
export function maximiseItems(
  expected: ExpectedAnswers,
  items: WorkingItems,
  grid: AbilityGrid,
  priors: CalibrationPriors,
): void {
  for (let j = 0; j < items.slope.length; j++) {
    const size = items.guessingLogit[j] === -Infinity ? 2 : 3;
    let at: [number, number, number] = [items.slope[j]!, items.intercept[j]!, items.guessingLogit[j]!];
    let value = itemValue(expected, j, at, grid, priors);
    for (let step = 0; step < STEPS; step++) {
      const gradient = new Float64Array(size);
      const information = new Float64Array(size * size);
      addItemScore(expected, j, at, grid, gradient, information, size);
      addPrior(priors, [at[0], at[1], logistic(at[2])], gradient, information, size);
      solveSymmetric(information, gradient, size);
      let scale = 1;
      let better = false;
      for (let halving = 0; halving < 12; halving++, scale /= 2) {
        const next: [number, number, number] = [
          at[0] + scale * gradient[0]!,
          at[1] + scale * gradient[1]!,
          size === 3 ? at[2] + scale * gradient[2]! : at[2],
        ];
        const nextValue = itemValue(expected, j, next, grid, priors);
        if (nextValue >= value) {
          better = nextValue > value;
          at = next;
          value = nextValue;
          break;
        }
      }
      if (!better || Math.hypot(...gradient) * scale < 1e-10) break;
    }
    items.slope[j] = at[0];
    items.intercept[j] = at[1];
    items.guessingLogit[j] = at[2];
  }
}

/**
 * The maximisation step for the one-parameter model: one slope shared by all questions, an intercept each. The
 * information matrix is an arrow, so one Newton step costs no more than the questions on their own.
 */
export function maximiseSharedSlope(
  expected: ExpectedAnswers,
  items: WorkingItems,
  grid: AbilityGrid,
  priors: CalibrationPriors,
): void {
  const n = items.slope.length;
  let slope = items.slope[0]!;
  let intercept = items.intercept.slice();
  const valueAt = (shared: number, intercepts: Float64Array): number => {
    let sum = 0;
    for (let j = 0; j < n; j++)
      sum += itemValue(
        expected,
        j,
        [shared, intercepts[j]!, -Infinity],
        grid,
        j === 0 ? priors : { ...(priors.intercept && { intercept: priors.intercept }) },
      );
    return sum;
  };
  let value = valueAt(slope, intercept);
  for (let step = 0; step < STEPS; step++) {
    const steps = sharedSlopeStep(expected, slope, intercept, grid, priors);
    let scale = 1;
    let better = false;
    for (let halving = 0; halving < 12; halving++, scale /= 2) {
      const nextSlope = slope + scale * steps.slope;
      const nextIntercept = intercept.map((d, j) => d + scale * steps.intercept[j]!);
      const nextValue = valueAt(nextSlope, nextIntercept);
      if (nextValue >= value) {
        better = nextValue > value;
        slope = nextSlope;
        intercept = nextIntercept;
        value = nextValue;
        break;
      }
    }
    if (!better) break;
  }
  items.slope.fill(slope);
  items.intercept.set(intercept);
}

function sharedSlopeStep(
  expected: ExpectedAnswers,
  slope: number,
  intercepts: Float64Array,
  grid: AbilityGrid,
  priors: CalibrationPriors,
) {
  const n = intercepts.length;
  const gradient = new Float64Array(2);
  const information = new Float64Array(4);
  let slopeGradient = 0;
  let slopeInformation = 0;
  const own = new Float64Array(n);
  const shared = new Float64Array(n);
  const interceptGradient = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    gradient.fill(0);
    information.fill(0);
    addItemScore(expected, j, [slope, intercepts[j]!, -Infinity], grid, gradient, information, 2);
    // The one slope has one prior, not one for every question.
    addPrior(
      j === 0 ? priors : { ...(priors.intercept && { intercept: priors.intercept }) },
      [slope, intercepts[j]!, 0],
      gradient,
      information,
      2,
    );
    interceptGradient[j] = gradient[1]!;
    own[j] = Math.max(information[3]!, 1e-12);
    shared[j] = information[1]!;
    slopeGradient += gradient[0]! - (shared[j]! / own[j]!) * gradient[1]!;
    slopeInformation += information[0]! - (shared[j]! * shared[j]!) / own[j]!;
  }
  const slopeStep = slopeInformation > 1e-12 ? slopeGradient / slopeInformation : 0;
  return { slope: slopeStep, intercept: interceptGradient.map((g, j) => (g - shared[j]! * slopeStep) / own[j]!) };
}

/** Expected complete-data log-likelihood of one question plus its log prior. */
function itemValue(
  expected: ExpectedAnswers,
  j: number,
  [slope, intercept, guessingLogit]: readonly [number, number, number],
  grid: AbilityGrid,
  priors: CalibrationPriors,
): number {
  const guessing = logistic(guessingLogit);
  const prior = logPrior(priors, slope, intercept, guessing);
  if (prior === -Infinity) return prior;
  const points = grid.abilities.length;
  let sum = prior;
  for (let k = 0; k < points; k++) {
    const asked = expected.asked[j * points + k]!;
    if (asked < 1e-300) continue;
    const right = expected.right[j * points + k]!;
    const z = slope * grid.abilities[k]! + intercept;
    const softplus = z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
    sum += (asked - right) * (Math.log1p(-guessing) - softplus);
    sum += right * (guessing === 0 ? z - softplus : Math.log(guessing + (1 - guessing) * logistic(z)));
  }
  return sum;
}

/** Adds one question's score and Fisher information over slope, intercept and, with `size` 3, the log odds of guessing. */
function addItemScore(
  expected: ExpectedAnswers,
  j: number,
  [slope, intercept, guessingLogit]: readonly [number, number, number],
  grid: AbilityGrid,
  gradient: Float64Array,
  information: Float64Array,
  size: number,
): void {
  const guessing = logistic(guessingLogit);
  const points = grid.abilities.length;
  const change = new Float64Array(3);
  for (let k = 0; k < points; k++) {
    const asked = expected.asked[j * points + k]!;
    if (asked < 1e-300) continue;
    const raw = logistic(slope * grid.abilities[k]! + intercept);
    const right = guessing + (1 - guessing) * raw;
    const spread = right * (1 - right);
    if (spread < 1e-300) continue;
    change[1] = (1 - guessing) * raw * (1 - raw);
    change[0] = change[1] * grid.abilities[k]!;
    change[2] = (1 - raw) * guessing * (1 - guessing);
    const residual = (expected.right[j * points + k]! - asked * right) / spread;
    for (let row = 0; row < size; row++) {
      gradient[row]! += residual * change[row]!;
      for (let column = 0; column < size; column++) {
        information[row * size + column]! += (asked / spread) * change[row]! * change[column]!;
      }
    }
  }
}
