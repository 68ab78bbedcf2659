/** Decides over a whole column how its dates are to be read, counting as the values come by; constant memory. */
import { type DateFormat, leadingPair, readDate } from "./read-date.ts";

/** What the values of one column have shown so far. Mutable: one per column and pass. */
export interface DateEvidence {
  values: number;
  /** Readable whatever the order of day and month. */
  plain: number;
  /** Dates like 03/04/2024: as a whole, with a first number above 12, with a second above 12. */
  pairs: number;
  firstAbove12: number;
  secondAbove12: number;
  /** Pairs separated by a dot or a hyphen, which day-first countries use. */
  dotted: number;
  /** Pairs with am or pm. */
  halfDay: number;
  epochSeconds: number;
  epochMilliseconds: number;
  spreadsheetDays: number;
}

export function noDateEvidence(): DateEvidence {
  return {
    values: 0,
    plain: 0,
    pairs: 0,
    firstAbove12: 0,
    secondAbove12: 0,
    dotted: 0,
    halfDay: 0,
    epochSeconds: 0,
    epochMilliseconds: 0,
    spreadsheetDays: 0,
  };
}

/** Counts one value that is not empty. */
export function weighDate(evidence: DateEvidence, text: string): void {
  evidence.values++;
  const pair = leadingPair(text);
  if (pair) {
    if (readDate(text, "day_first") === null && readDate(text, "month_first") === null) return;
    evidence.pairs++;
    if (pair[0] > 12) evidence.firstAbove12++;
    if (pair[1] > 12) evidence.secondAbove12++;
    if (/^\s*\d{1,2}[-.]/.test(text)) evidence.dotted++;
    if (/[ap]\.?m/i.test(text)) evidence.halfDay++;
    return;
  }
  if (/^\d{9,13}(\.\d+)?$/.test(text)) {
    const number = Number(text);
    // Between 1990 and 2100, in seconds and in milliseconds.
    if (number >= 631_152_000 && number < 4_102_444_800) evidence.epochSeconds++;
    if (number >= 631_152_000_000 && number < 4_102_444_800_000) evidence.epochMilliseconds++;
    return;
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    // 1982 to 2119, in days since 1899-12-30.
    if (Number(text) >= 30_000 && Number(text) < 80_000) evidence.spreadsheetDays++;
    return;
  }
  if (readDate(text, "iso") !== null) evidence.plain++;
}

export interface DateVerdict {
  readonly format: DateFormat;
  /** Share of the values that can be read in this format, 0 to 1. */
  readonly share: number;
  /** Nothing in the column decides between day first and month first; the format is the likelier of the two. */
  readonly ambiguous: boolean;
  readonly reason: string;
}

/**
 * The format the evidence speaks for; null where hardly anything (under half) is a date.
 *
 * `numbersMayBeDates` allows bare numbers to be read as times; say so only where the column's name speaks of one.
 */
export function judgeDates(evidence: DateEvidence, numbersMayBeDates: boolean): DateVerdict | null {
  const { values, plain, pairs } = evidence;
  if (values === 0) return null;
  if (pairs > 0 && (plain + pairs) / values >= 0.5) return judgeOrder(evidence);
  if (plain / values >= 0.5) {
    return {
      format: "iso",
      share: plain / values,
      ambiguous: false,
      reason: "the year, or the month's name, is plain",
    };
  }
  if (!numbersMayBeDates) return null;
  const counts = [
    ["epoch_milliseconds", evidence.epochMilliseconds, "milliseconds since 1970"],
    ["epoch_seconds", evidence.epochSeconds, "seconds since 1970"],
    ["spreadsheet_days", evidence.spreadsheetDays, "a spreadsheet's day numbers"],
  ] as const;
  const [format, count, words] = counts.reduce((best, next) => (next[1] > best[1] ? next : best));
  if (count / values < 0.9) return null;
  return { format, share: count / values, ambiguous: false, reason: `the numbers are ${words}` };
}

function judgeOrder(evidence: DateEvidence): DateVerdict {
  const { values, plain, pairs, firstAbove12, secondAbove12, dotted, halfDay } = evidence;
  if (firstAbove12 > 0 || secondAbove12 > 0) {
    const dayFirst = firstAbove12 >= secondAbove12;
    const contrary = dayFirst ? secondAbove12 : firstAbove12;
    const place = dayFirst ? "first" : "second";
    return {
      format: dayFirst ? "day_first" : "month_first",
      share: (plain + pairs - contrary) / values,
      ambiguous: false,
      reason:
        `the ${place} number goes above 12 in ${Math.max(firstAbove12, secondAbove12)} of ${pairs} values` +
        (contrary > 0 ? `, though the other does in ${contrary}` : ""),
    };
  }
  const share = (plain + pairs) / values;
  const monthFirst = halfDay > pairs / 2 && dotted <= pairs / 2;
  return {
    format: monthFirst ? "month_first" : "day_first",
    share,
    ambiguous: true,
    reason:
      `no number goes above 12 in ${pairs} values, so nothing decides which is the day; ` +
      (monthFirst ? "a.m. and p.m. suggest month first" : "day first is the commoner way"),
  };
}
