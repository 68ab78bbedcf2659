import { RefusedInput } from "../numbers/refused-input.ts";
import { normalQuantile } from "../numbers/normal.ts";
import { rungOf } from "./adaptive-bank.ts";
import type { RandomStream } from "../numbers/random.ts";
import type { AdaptiveBank } from "./adaptive-bank.ts";

/** One person's way through an adaptive exam. `answerQuestion` moves it on. */
export interface AdaptiveSitting {
  readonly given: number[];
  readonly answers: (0 | 1)[];
  /** Expected ability (EAP) after the answers so far, and its standard error. Starts at 0 ± 1. */
  ability: number;
  error: number;
  /** Questions per domain, in the plan's order. */
  readonly counts: Uint8Array;
  readonly usedFamilies: Uint8Array;
  readonly logPosterior: Float64Array;
  /** Questions that exposure control holds back in this sitting (1 = held back), if any. */
  readonly heldBack: Uint8Array | undefined;
}

export type SittingRefusal =
  | "question_not_in_bank"
  | "question_already_given"
  | "sitting_over"
  | "held_back_do_not_match";

/** A sitting before its first question. */
export function startSitting(bank: AdaptiveBank, heldBack?: Uint8Array): AdaptiveSitting {
  if (heldBack && heldBack.length !== bank.questions.length) {
    throw new RefusedInput<SittingRefusal>(
      "held_back_do_not_match",
      `${heldBack.length} marks for ${bank.questions.length} questions.`,
    );
  }
  return {
    given: [],
    answers: [],
    ability: 0,
    error: 1,
    counts: new Uint8Array(bank.plan.domains.length),
    usedFamilies: new Uint8Array(bank.families),
    logPosterior: bank.grid.weights.map(Math.log),
    heldBack,
  };
}

/**
 * The question to put next: by chance one of the `among` most informative at the present ability whose domain and
 * family allow the exam to be completed (randomesque selection, Kingsbury and Zara, "Procedures for selecting items
 * for computerized adaptive tests", Applied Measurement in Education 2, 1989). Questions held back come only when
 * nothing else can complete the exam. Refuses a sitting that has reached its longest.
 */
export function nextQuestion(bank: AdaptiveBank, sitting: AdaptiveSitting, random: RandomStream): number {
  if (sitting.given.length >= bank.rules.longest) {
    throw new RefusedInput<SittingRefusal>(
      "sitting_over",
      `The sitting has its ${bank.rules.longest} questions; there is no next one.`,
    );
  }
  const open = openDomains(bank, sitting);
  const size = bank.questions.length;
  const base = rungOf(sitting.ability) * size;
  for (const spare of sitting.heldBack ? [false, true] : [true]) {
    const best: number[] = [];
    for (let i = 0; i < size && best.length < bank.rules.among; i++) {
      const question = bank.ranking[base + i]!;
      if (open[bank.domainOf[question]!] === 0 || sitting.usedFamilies[bank.familyOf[question]!] === 1) continue;
      if (!spare && sitting.heldBack![question] === 1) continue;
      best.push(question);
    }
    if (best.length > 0) return best[random.nextInt(best.length)]!;
  }
  throw new RefusedInput<SittingRefusal>("sitting_over", "No question is left that the blueprint allows.");
}

/** Domains whose next question keeps the exam completable (1) or not (0). */
function openDomains(bank: AdaptiveBank, sitting: AdaptiveSitting): Uint8Array {
  const open = new Uint8Array(sitting.counts.length);
  for (let d = 0; d < open.length; d++) {
    sitting.counts[d]!++;
    open[d] = bank.plan.canBeCompleted(sitting.counts) ? 1 : 0;
    sitting.counts[d]!--;
  }
  return open;
}

/** Takes an answer into the sitting: posterior, expected ability and its error. Changes `sitting`. */
export function answerQuestion(bank: AdaptiveBank, sitting: AdaptiveSitting, question: number, answer: 0 | 1): void {
  const family = bank.familyOf[question];
  if (family === undefined)
    throw new RefusedInput<SittingRefusal>("question_not_in_bank", `The bank has no question ${question}.`);
  if (sitting.usedFamilies[family] === 1) {
    throw new RefusedInput<SittingRefusal>(
      "question_already_given",
      `Question ${question}, or one of its family, was already answered in this sitting.`,
    );
  }
  sitting.given.push(question);
  sitting.answers.push(answer);
  sitting.usedFamilies[family] = 1;
  sitting.counts[bank.domainOf[question]!]!++;
  const { abilities } = bank.grid;
  const points = abilities.length;
  const chances = answer === 1 ? bank.logRight : bank.logWrong;
  const posterior = sitting.logPosterior;
  let top = -Infinity;
  for (let k = 0; k < points; k++) {
    const log = posterior[k]! + chances[question * points + k]!;
    posterior[k] = log;
    if (log > top) top = log;
  }
  let total = 0;
  let first = 0;
  let second = 0;
  for (let k = 0; k < points; k++) {
    const weight = Math.exp(posterior[k]! - top);
    total += weight;
    first += weight * abilities[k]!;
    second += weight * abilities[k]! * abilities[k]!;
  }
  sitting.ability = first / total;
  sitting.error = Math.sqrt(Math.max(second / total - sitting.ability * sitting.ability, 0));
}

/** Where a sitting stands: go on, or over with its result and why. */
export type Standing =
  | { readonly over: false }
  | {
      readonly over: true;
      readonly passed: boolean;
      readonly because: "interval_left_cut" | "longest" | "out_of_time";
    };

/**
 * After the shortest length the sitting ends as soon as the ability's two-sided interval leaves the cut; at the longest
 * it ends with the estimate itself. Out of time: with fewer than the shortest answered it is failed, whatever the
 * estimate; from there on the estimate decides.
 */
export function standingOf(bank: AdaptiveBank, sitting: AdaptiveSitting, outOfTime = false): Standing {
  const { cut, shortest, longest, confidence } = bank.rules;
  const answered = sitting.given.length;
  const passed = sitting.ability >= cut;
  if (outOfTime) return { over: true, passed: passed && answered >= shortest, because: "out_of_time" };
  if (answered < shortest) return { over: false };
  const reach = normalQuantile(0.5 + confidence / 2) * sitting.error;
  if (Math.abs(sitting.ability - cut) > reach) return { over: true, passed, because: "interval_left_cut" };
  return answered >= longest ? { over: true, passed, because: "longest" } : { over: false };
}
