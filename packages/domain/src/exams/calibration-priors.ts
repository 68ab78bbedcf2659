import { RefusedInput } from "../numbers/refused-input.ts";

/** What is believed of questions before their answers are seen. Where a part is absent its estimate is free. */
export interface CalibrationPriors {
  /** Slopes are lognormal: mean and standard deviation of their logarithm. Keeps them above zero. */
  readonly logSlope?: { readonly mean: number; readonly standardDeviation: number };
  /** Intercepts (−slope · difficulty) are normal. */
  readonly intercept?: { readonly mean: number; readonly standardDeviation: number };
  /** Guessing is beta distributed with these two shapes, both above 1: its mode is (right − 1) / (right + wrong − 2). */
  readonly guessing?: { readonly right: number; readonly wrong: number };
}

/**
 * Priors for the three-parameter model, whose likelihood alone hardly separates guessing from difficulty: slopes
 * lognormal(0, 0.5), intercepts normal(0, 2), guessing beta(5, 17), mode 0.2 (Mislevy, "Bayes modal estimation in item
 * response models", Psychometrika 51, 1986; the shapes are those long usual for questions with about four options).
 */
export const THREE_PARAMETER_PRIORS: CalibrationPriors = {
  logSlope: { mean: 0, standardDeviation: 0.5 },
  intercept: { mean: 0, standardDeviation: 2 },
  guessing: { right: 5, wrong: 17 },
};

export function requirePriors(priors: CalibrationPriors): void {
  for (const part of [priors.logSlope, priors.intercept]) {
    if (part && !(Number.isFinite(part.mean) && part.standardDeviation > 0 && part.standardDeviation < Infinity)) {
      throw new RefusedInput("bad_prior", "A prior needs a finite mean and a standard deviation above zero.");
    }
  }
  const guessing = priors.guessing;
  if (guessing && !(guessing.right > 1 && guessing.wrong > 1 && guessing.right + guessing.wrong < Infinity)) {
    throw new RefusedInput("bad_prior", "The two shapes of the prior for guessing must be above 1.");
  }
}

/** Log density of one question's parameters up to a constant; −∞ where the prior excludes them. */
export function logPrior(priors: CalibrationPriors, slope: number, intercept: number, guessing: number): number {
  let sum = 0;
  if (priors.logSlope) {
    if (slope <= 0) return -Infinity;
    const z = (Math.log(slope) - priors.logSlope.mean) / priors.logSlope.standardDeviation;
    sum -= 0.5 * z * z + Math.log(slope);
  }
  if (priors.intercept) {
    const z = (intercept - priors.intercept.mean) / priors.intercept.standardDeviation;
    sum -= 0.5 * z * z;
  }
  if (priors.guessing && guessing > 0) {
    sum += (priors.guessing.right - 1) * Math.log(guessing) + (priors.guessing.wrong - 1) * Math.log1p(-guessing);
  }
  return sum;
}

/**
 * Adds the prior's slope and (positive) curvature to a gradient and an information matrix (row-major, `size` wide)
 * over slope, intercept and, where `size` is 3, the log odds of guessing.
 */
export function addPrior(
  priors: CalibrationPriors,
  [slope, intercept, guessing]: readonly [number, number, number],
  gradient: Float64Array,
  information: Float64Array,
  size: number,
): void {
  if (priors.logSlope) {
    const variance = priors.logSlope.standardDeviation ** 2;
    gradient[0]! -= (1 + (Math.log(slope) - priors.logSlope.mean) / variance) / slope;
    information[0]! += 1 / (variance * slope * slope);
  }
  if (priors.intercept) {
    const variance = priors.intercept.standardDeviation ** 2;
    gradient[1]! -= (intercept - priors.intercept.mean) / variance;
    information[size + 1]! += 1 / variance;
  }
  if (priors.guessing && size === 3) {
    const { right, wrong } = priors.guessing;
    gradient[2]! += (right - 1) * (1 - guessing) - (wrong - 1) * guessing;
    information[8]! += (right + wrong - 2) * guessing * (1 - guessing);
  }
}
