import { RefusedInput } from "../numbers/refused-input.ts";
import { normalAbilityGrid } from "./ability-grid.ts";
import { calibrationErrors } from "./calibration-errors.ts";
import { logPrior, requirePriors, THREE_PARAMETER_PRIORS } from "./calibration-priors.ts";
import { expectedAnswers } from "./expected-answers.ts";
import { maximiseItems, maximiseSharedSlope } from "./maximise-items.ts";
import { logistic } from "./response-probability.ts";
import { NOT_GIVEN } from "./response-patterns.ts";
import type { AbilityGrid } from "./ability-grid.ts";
import type { ItemErrors } from "./calibration-errors.ts";
import type { CalibrationPriors } from "./calibration-priors.ts";
import type { WorkingItems } from "./expected-answers.ts";
import type { ItemParameters } from "./item-parameters.ts";
import type { ResponsePatterns } from "./response-patterns.ts";

/** One slope for all questions; a slope each; a slope and a chance of guessing each. */
export type ResponseModel = "1PL" | "2PL" | "3PL";

export interface CalibrationOptions {
  readonly priors?: CalibrationPriors;
  readonly grid?: AbilityGrid;
  /** Largest change of any parameter in one step at which the search ends; 1e-6 if absent. */
  readonly tolerance?: number;
  /** Steps of the expectation-maximisation algorithm after which it gives up; 5,000 if absent. */
  readonly steps?: number;
}

export interface Calibration {
  readonly model: ResponseModel;
  readonly items: readonly ItemParameters[];
  /** Intercepts −slope · difficulty, as other programs print them. */
  readonly intercepts: readonly number[];
  readonly errors: readonly ItemErrors[];
  /** Marginal log-likelihood of all answers, without priors. */
  readonly logLikelihood: number;
  /** Free parameters, for Akaike's and Schwarz's criteria. */
  readonly parameters: number;
  readonly people: number;
  readonly steps: number;
  /** False when `steps` ran out first: the answers then say too little about some question; priors help. */
  readonly converged: boolean;
}

export type CalibrationRefusal = "too_few_items" | "item_not_answered" | "item_without_variation" | "bad_tolerance";

/**
 * Estimates the questions' parameters by marginal maximum likelihood over a standard normal population (Bock and Aitkin,
 * Psychometrika 46, 1981), or their joint posterior mode where priors are given, with squared extrapolation of the
 * steps (Varadhan and Roland, Scandinavian Journal of Statistics 35, 2008). 3PL has priors unless told otherwise.
 * Answers not given are left out of the likelihood, which is right when what was asked depended on answers only, as
 * in adaptive exams. Refuses a question nobody or everybody answered right while no prior holds its intercept.
 */
export function calibrate(
  patterns: ResponsePatterns,
  model: ResponseModel,
  options: CalibrationOptions = {},
): Calibration {
  const priors = options.priors ?? (model === "3PL" ? THREE_PARAMETER_PRIORS : {});
  const grid = options.grid ?? normalAbilityGrid();
  const tolerance = options.tolerance ?? 1e-6;
  const limit = options.steps ?? 5_000;
  requirePriors(priors);
  if (!(tolerance > 0) || !(limit >= 1))
    throw new RefusedInput<CalibrationRefusal>(
      "bad_tolerance",
      "A calibration needs a tolerance above zero and at least one step.",
    );
  const shares = requireCalibratable(patterns, model, priors);
  let items = startingItems(shares, model, priors);
  const improve = (from: WorkingItems) => {
    const expected = expectedAnswers(patterns, from, grid);
    const to: WorkingItems = {
      slope: from.slope.slice(),
      intercept: from.intercept.slice(),
      guessingLogit: from.guessingLogit.slice(),
    };
    if (model === "1PL") maximiseSharedSlope(expected, to, grid, priors);
    else maximiseItems(expected, to, grid, priors);
    let logPosterior = expected.logLikelihood;
    for (let j = 0; j < patterns.items; j++) {
      const own = model === "1PL" && j > 0 ? { ...(priors.intercept && { intercept: priors.intercept }) } : priors;
      logPosterior += logPrior(own, from.slope[j]!, from.intercept[j]!, logistic(from.guessingLogit[j]!));
    }
    return { to, logPosterior };
  };
  let steps = 0;
  let converged = false;
  while (steps < limit && !converged) {
    const first = improve(items);
    const second = improve(first.to);
    steps += 2;
    converged = largestChange(first.to, second.to) < tolerance;
    const leap = converged ? undefined : extrapolate(items, first.to, second.to);
    items = second.to;
    if (!leap) continue;
    // One plain step from the leap steadies it; the leap is kept only where it was no worse than what it leapt from.
    const landed = improve(leap);
    steps += 1;
    if (landed.logPosterior >= second.logPosterior) items = landed.to;
  }
  const { logLikelihood } = expectedAnswers(patterns, items, grid);
  const intercepts = Array.from(items.intercept);
  return {
    model,
    items: intercepts.map((intercept, j) => ({
      slope: items.slope[j]!,
      difficulty: -intercept / items.slope[j]!,
      guessing: logistic(items.guessingLogit[j]!),
    })),
    intercepts,
    errors: calibrationErrors(patterns, items, grid, priors, model === "1PL"),
    logLikelihood,
    parameters: model === "1PL" ? patterns.items + 1 : patterns.items * (model === "2PL" ? 2 : 3),
    people: patterns.people.reduce((sum, n) => sum + n, 0),
    steps,
    converged,
  };
}

/** Share of right answers among those given, per question; refuses what cannot be estimated. */
function requireCalibratable(
  patterns: ResponsePatterns,
  model: ResponseModel,
  priors: CalibrationPriors,
): Float64Array {
  const least = model === "1PL" ? 2 : 3;
  if (patterns.items < least && !(priors.logSlope && priors.intercept)) {
    throw new RefusedInput<CalibrationRefusal>(
      "too_few_items",
      `The ${model} model needs at least ${least} questions without priors; there are ${patterns.items}.`,
    );
  }
  const shares = new Float64Array(patterns.items);
  for (let j = 0; j < patterns.items; j++) {
    let asked = 0;
    let right = 0;
    for (let p = 0; p < patterns.people.length; p++) {
      const answer = patterns.answers[p * patterns.items + j]!;
      if (answer === NOT_GIVEN) continue;
      asked += patterns.people[p]!;
      right += answer * patterns.people[p]!;
    }
    if (asked === 0)
      throw new RefusedInput<CalibrationRefusal>(
        "item_not_answered",
        `Question ${j} was answered by nobody; leave it out.`,
        j,
      );
    if ((right === 0 || right === asked) && !priors.intercept) {
      throw new RefusedInput<CalibrationRefusal>(
        "item_without_variation",
        `Question ${j} was answered ${right === 0 ? "wrong" : "right"} by everybody, so its difficulty has no estimate; leave it out or give a prior for intercepts.`,
        j,
      );
    }
    shares[j] = (right + 0.5) / (asked + 1);
  }
  return shares;
}

function startingItems(shares: Float64Array, model: ResponseModel, priors: CalibrationPriors): WorkingItems {
  const guessing =
    model === "3PL"
      ? priors.guessing
        ? (priors.guessing.right - 1) / (priors.guessing.right + priors.guessing.wrong - 2)
        : 0.15
      : 0;
  return {
    slope: new Float64Array(shares.length).fill(1),
    // A little more than the log odds: spread of ability flattens the share of right answers towards one half.
    intercept: shares.map((share) => {
      const raw = Math.min(Math.max((share - guessing) / (1 - guessing), 0.02), 0.98);
      return 1.2 * Math.log(raw / (1 - raw));
    }),
    guessingLogit: new Float64Array(shares.length).fill(guessing > 0 ? Math.log(guessing / (1 - guessing)) : -Infinity),
  };
}

const PARTS = ["slope", "intercept", "guessingLogit"] as const;

function largestChange(from: WorkingItems, to: WorkingItems): number {
  let largest = 0;
  for (const part of PARTS) {
    for (let j = 0; j < from[part].length; j++) {
      if (from[part][j] !== -Infinity) largest = Math.max(largest, Math.abs(to[part][j]! - from[part][j]!));
    }
  }
  return largest;
}

/** Varadhan and Roland's third scheme: a step as long as the ratio of the first difference to the second. */
function extrapolate(start: WorkingItems, first: WorkingItems, second: WorkingItems): WorkingItems | undefined {
  let r2 = 0;
  let v2 = 0;
  for (const part of PARTS) {
    for (let j = 0; j < start[part].length; j++) {
      if (start[part][j] === -Infinity) continue;
      const r = first[part][j]! - start[part][j]!;
      const v = second[part][j]! - first[part][j]! - r;
      r2 += r * r;
      v2 += v * v;
    }
  }
  const length = Math.sqrt(r2 / v2);
  if (!(length > 1 && length < 1e6)) return undefined;
  const leap = {
    slope: second.slope.slice(),
    intercept: second.intercept.slice(),
    guessingLogit: second.guessingLogit.slice(),
  };
  for (const part of PARTS) {
    for (let j = 0; j < start[part].length; j++) {
      if (start[part][j] === -Infinity) continue;
      const r = first[part][j]! - start[part][j]!;
      const v = second[part][j]! - first[part][j]! - r;
      leap[part][j] = start[part][j]! + 2 * length * r + length * length * v;
    }
  }
  // Outside what any question can be the likelihood is flat and the next step could not come back.
  const wild =
    leap.slope.some((a) => Math.abs(a) > 20) ||
    leap.intercept.some((d) => Math.abs(d) > 60) ||
    leap.guessingLogit.some((g) => g > 5);
  return wild ? undefined : leap;
}
