/** What the same weeks of earlier years say about the weeks ahead: yearly cadences, and the dip around the end of a year. */

/** Years looked back on. */
const YEARS = 4;
const YEAR = 365.25;
/** Days by which the same weeks of another year are widened on both sides: habits do not keep to the day. */
const WIDENED = 3;
/** Items at the usual level that the factor starts from. */
const PRIOR = 20;
/** Items beyond which one year's weeks count for no more: a busy team's habits are no surer than that. */
const MOST_FROM_A_YEAR = 30;

/**
 * The logarithm of how much more than usual the `days` days after `from` bring, by the same days of up to four earlier
 * years, each against the year around it; zero where no such year is known whole. `items` and `effective` are sums of all days
 * before each day (index 0 is zero); nothing from `from` on is looked at.
 */
export function yearlyShift(items: Float64Array, effective: Float64Array, from: number, days: number): number {
  // Whole years bring what a year brings; only the rest can differ.
  const rest = days <= 365 ? days : days % 365;
  if (rest === 0) return 0;
  let seen = 0;
  let expected = 0;
  for (let year = 1; year <= YEARS; year++) {
    const start = from - Math.round(YEAR * year);
    const yearStart = start + Math.floor(rest / 2) - 183;
    if (yearStart < 0) break;
    const yearEnd = yearStart + 365;
    const low = Math.max(0, start - WIDENED);
    const high = Math.min(from, start + rest + WIDENED);
    const worked = effective[yearEnd]! - effective[yearStart]!;
    if (!(worked > 0)) continue;
    const usual = ((items[yearEnd]! - items[yearStart]!) / worked) * (effective[high]! - effective[low]!);
    const weight = usual > MOST_FROM_A_YEAR ? MOST_FROM_A_YEAR / usual : 1;
    seen += weight * (items[high]! - items[low]!);
    expected += weight * usual;
  }
  const shift = Math.log((seen + PRIOR) / (expected + PRIOR));
  return days <= 365 ? shift : Math.log1p((rest / days) * Math.expm1(shift));
}
