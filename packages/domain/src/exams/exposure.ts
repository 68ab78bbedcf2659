import { RefusedInput } from "../numbers/refused-input.ts";
import type { RandomStream } from "../numbers/random.ts";

/** How often each question of a bank was available to a sitting, and how often it was put. */
export interface ExposureLedger {
  readonly available: Float64Array;
  readonly given: Float64Array;
  sittings: number;
}

export function emptyLedger(questions: number): ExposureLedger {
  return { available: new Float64Array(questions), given: new Float64Array(questions), sittings: 0 };
}

/**
 * Which questions to hold back from the next sitting so that in the long run none is put to more than the share
 * `ceiling` of people: question i is available with probability min(1, ceiling · available_i / given_i) (van der Linden
 * and Veldkamp, "Constraining item exposure in computerized adaptive testing with shadow tests", Journal of Educational
 * and Behavioral Statistics 29, 2004). 1 = held back.
 */
export function holdBack(ledger: ExposureLedger, ceiling: number, random: RandomStream): Uint8Array {
  if (!(ceiling > 0 && ceiling <= 1)) {
    throw new RefusedInput(
      "bad_ceiling",
      `The ceiling of exposure is a share of sittings above 0 and at most 1; it is ${ceiling}.`,
    );
  }
  return Uint8Array.from(ledger.given, (given, i) => {
    const drawn = random.nextUniform();
    return given > 0 && drawn >= (ceiling * ledger.available[i]!) / given ? 1 : 0;
  });
}

/** Enters a finished sitting. Changes `ledger`. */
export function enterSitting(ledger: ExposureLedger, given: readonly number[], heldBack: Uint8Array | undefined): void {
  ledger.sittings++;
  for (let i = 0; i < ledger.available.length; i++) if (heldBack?.[i] !== 1) ledger.available[i]!++;
  for (const question of given) {
    ledger.given[question]!++;
    // A held-back question put for want of any other was available after all.
    if (heldBack?.[question] === 1) ledger.available[question]!++;
  }
}
