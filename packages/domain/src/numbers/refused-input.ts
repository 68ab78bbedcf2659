/**
 * Thrown by every function of the engine that is given numbers it cannot honestly work with.
 *
 * `code` is from a closed list that the throwing function's type names, so a caller can switch on it;
 * `message` says what was wrong and what to do; `at` is the index of the offending entry where there is one.
 */
export class RefusedInput<Code extends string = string> extends Error {
  readonly code: Code;
  readonly at: number | undefined;

  constructor(code: Code, message: string, at?: number) {
    super(message);
    this.name = "RefusedInput";
    this.code = code;
    this.at = at;
  }
}

/** Refuses anything but a finite number. `what` names the quantity in the message: "the mean". */
export function requireFinite(value: number, what: string): void {
  if (!Number.isFinite(value)) throw new RefusedInput("not_finite", `${what} must be a finite number; it is ${value}.`);
}

/** Refuses anything but a finite number above zero. */
export function requirePositive(value: number, what: string): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RefusedInput("not_positive", `${what} must be a finite number above zero; it is ${value}.`);
  }
}

/** Refuses anything but a number from 0 to 1, both included. */
export function requireProbability(value: number, what: string): void {
  if (!(value >= 0 && value <= 1)) {
    throw new RefusedInput("not_probability", `${what} must be a number from 0 to 1; it is ${value}.`);
  }
}

/** Refuses anything but a whole number from `least` to 2^53 − 1. */
export function requireCount(value: number, what: string, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RefusedInput("not_count", `${what} must be a whole number of at least ${least}; it is ${value}.`);
  }
}
