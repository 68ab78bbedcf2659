/** The first day of a rising question, searched for from a guess: where answers are dear and the guess is good. */
import { requireCount } from "../numbers/refused-input.ts";

/**
 * The least whole number from 1 to `most` at which `isEnough` holds, given that it holds from there on; undefined where it holds
 * nowhere. Gallops from the guess in doubling steps and halves what is left: about 2 log2 of the guess's error asked.
 */
export function leastFrom(guess: number, most: number, isEnough: (value: number) => boolean): number | undefined {
  requireCount(most, "The furthest to look", 1);
  const start = Math.min(most, Math.max(1, Math.round(guess)));
  // Not enough at `low`, enough at `high`.
  let low: number;
  let high: number;
  let step = 1;
  if (isEnough(start)) {
    high = start;
    low = start - step;
    while (low > 0 && isEnough(low)) {
      high = low;
      step *= 2;
      low = Math.max(0, low - step);
    }
  } else {
    low = start;
    if (start === most) return undefined;
    high = Math.min(most, start + step);
    while (!isEnough(high)) {
      if (high === most) return undefined;
      low = high;
      step *= 2;
      high = Math.min(most, high + step);
    }
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
