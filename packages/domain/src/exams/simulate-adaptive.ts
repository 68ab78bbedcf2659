import { RefusedInput, requireCount } from "../numbers/refused-input.ts";
import { sampleNormal } from "../numbers/normal.ts";
import { randomStream } from "../numbers/random.ts";
import { answerQuestion, nextQuestion, standingOf, startSitting } from "./adaptive-sitting.ts";
import { emptyLedger, enterSitting, holdBack } from "./exposure.ts";
import { responseProbability } from "./response-probability.ts";
import type { Seed } from "../numbers/random.ts";
import type { AdaptiveBank } from "./adaptive-bank.ts";

export interface AdaptiveTrial {
  readonly seed: Seed;
  /** How many simulated people sit the exam… */
  readonly candidates: number;
  /** …with abilities of this distribution; standard normal if absent. */
  readonly mean?: number;
  readonly standardDeviation?: number;
  /** Largest share of sittings in which any question may appear; absent: not controlled. */
  readonly exposureCeiling?: number;
}

/** What an adaptive exam would do to a population; nothing adaptive goes live without it. */
export interface AdaptiveTrialResult {
  readonly candidates: number;
  /** Root mean square and mean of estimated less true ability. */
  readonly rmse: number;
  readonly bias: number;
  readonly meanLength: number;
  /** Sittings by length; index = questions. */
  readonly lengths: readonly number[];
  readonly passShare: number;
  /** Share of people whose result is that of their true ability, and the two ways of being wrong. */
  readonly rightDecisions: number;
  readonly wronglyPassed: number;
  readonly wronglyFailed: number;
  /** Share of people whose true ability lies within the 95 % interval of the estimate. */
  readonly coverage95: number;
  /** Per question, share of sittings in which it appeared. */
  readonly exposure: Float64Array;
  readonly neverUsed: number;
  /** Sittings in which some domain left its blueprint, which must be 0. */
  readonly outsideBlueprint: number;
}

/** Runs the whole exam for every simulated person, with the same selection, scoring and stopping as real sittings. */
export function simulateAdaptive(bank: AdaptiveBank, trial: AdaptiveTrial): AdaptiveTrialResult {
  requireCount(trial.candidates, "The number of candidates", 1);
  if (trial.standardDeviation !== undefined && !(trial.standardDeviation >= 0)) {
    throw new RefusedInput(
      "bad_population",
      `The standard deviation of abilities must be zero or more; it is ${trial.standardDeviation}.`,
    );
  }
  const root = randomStream(trial.seed);
  const [people, choices, answers, holding] = ["people", "choices", "answers", "holding"].map((name) =>
    root.substream(name),
  ) as [typeof root, typeof root, typeof root, typeof root];
  const ledger = emptyLedger(bank.questions.length);
  const lengths = Array.from({ length: bank.rules.longest + 1 }, () => 0);
  let squares = 0;
  let errors = 0;
  let passes = 0;
  let wronglyPassed = 0;
  let wronglyFailed = 0;
  let covered = 0;
  let outsideBlueprint = 0;
  for (let i = 0; i < trial.candidates; i++) {
    const ability = sampleNormal(people, trial.mean ?? 0, trial.standardDeviation ?? 1);
    const held = trial.exposureCeiling === undefined ? undefined : holdBack(ledger, trial.exposureCeiling, holding);
    const sitting = startSitting(bank, held);
    let standing = standingOf(bank, sitting);
    while (!standing.over) {
      const question = nextQuestion(bank, sitting, choices);
      const right = answers.nextUniform() < responseProbability(bank.questions[question]!, ability);
      answerQuestion(bank, sitting, question, right ? 1 : 0);
      standing = standingOf(bank, sitting);
    }
    enterSitting(ledger, sitting.given, held);
    lengths[sitting.given.length]!++;
    const error = sitting.ability - ability;
    squares += error * error;
    errors += error;
    if (Math.abs(error) <= 1.959963984540054 * sitting.error) covered++;
    if (standing.passed) passes++;
    if (standing.passed && ability < bank.rules.cut) wronglyPassed++;
    if (!standing.passed && ability >= bank.rules.cut) wronglyFailed++;
    if (!bank.plan.canBeCompleted(sitting.counts)) outsideBlueprint++;
  }
  const n = trial.candidates;
  return {
    candidates: n,
    rmse: Math.sqrt(squares / n),
    bias: errors / n,
    meanLength: lengths.reduce((sum, count, length) => sum + count * length, 0) / n,
    lengths,
    passShare: passes / n,
    rightDecisions: 1 - (wronglyPassed + wronglyFailed) / n,
    wronglyPassed: wronglyPassed / n,
    wronglyFailed: wronglyFailed / n,
    coverage95: covered / n,
    exposure: ledger.given.map((count) => count / n),
    neverUsed: ledger.given.filter((count) => count === 0).length,
    outsideBlueprint,
  };
}
