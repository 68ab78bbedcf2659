/**
 * Fractional ranks: strings over the digits below that sort byte-wise, with room between any two.
 * A rank never ends in the lowest digit, so something always fits before it.
 */
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const base = digits.length;

/**
 * A rank strictly between `before` and `after` (either may be null: the open end).
 * @throws RangeError when `before` is not below `after`, or either is not a rank.
 */
export function rankBetween(before: string | null, after: string | null): string {
  if (before !== null) assertRank(before);
  if (after !== null) assertRank(after);
  if (before !== null && after !== null && before >= after)
    throw new RangeError(`rank ${before} is not below ${after}`);
  return between(before ?? "", after);
}

/** `count` ranks in order after `before`, evenly spread over a fixed width, so that long lists keep short ranks. */
export function ranksAfter(before: string | null, count: number): string[] {
  let width = 1;
  while (base ** width < (count + 1) * 2) width += 1;
  const step = Math.floor(base ** width / (count + 1));
  const prefix = before === null ? "" : rankBetween(before, null);
  return Array.from({ length: count }, (_, index) => `${prefix}${written((index + 1) * step, width)}V`);
}

function between(low: string, high: string | null): string {
  let shared = "";
  for (let at = 0; ; at += 1) {
    const lowDigit = at < low.length ? digits.indexOf(low.charAt(at)) : 0;
    const highDigit = high !== null && at < high.length ? digits.indexOf(high.charAt(at)) : base;
    if (lowDigit === highDigit) {
      shared += digits.charAt(lowDigit);
      continue;
    }
    const middle = Math.floor((lowDigit + highDigit) / 2);
    if (middle > lowDigit) return shared + digits.charAt(middle);
    // Neighbouring digits: keep the lower one and go on with the upper end open.
    return shared + digits.charAt(lowDigit) + between(low.slice(at + 1), null);
  }
}

function written(value: number, width: number): string {
  let text = "";
  for (let rest = value; text.length < width; rest = Math.floor(rest / base)) text = digits.charAt(rest % base) + text;
  return text;
}

function assertRank(rank: string): void {
  if (!/^[0-9A-Za-z]*[1-9A-Za-z]$/.test(rank)) throw new RangeError(`"${rank}" is not a rank`);
}
