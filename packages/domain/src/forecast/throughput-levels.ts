/** How much a team finishes per day lately: the shape of its week, and averages with short and long memory. */

/** Half-lives in days of the averages: two that follow the last days, two that remember. */
export const HALF_LIVES = [3.5, 7, 112, 900] as const;

/** Days after which a count weighs half in the shape of the week. */
const WEEK_HALF_LIFE = 365;
/** Items per weekday, spread evenly, that the shape of the week starts from. */
const WEEK_PRIOR = 3;
/** What an average starts from: this many items in one day. Washes out within days. */
const LEVEL_PRIOR = 0.2;

/** Seven factors around one: how much of an average day's throughput falls on days 0, 7, 14 …, on days 1, 8, 15 …, and so on. */
export function weekShape(daily: ArrayLike<number>, exposure: ArrayLike<number>): Float64Array {
  const decay = 0.5 ** (1 / WEEK_HALF_LIFE);
  const counts = new Float64Array(7);
  const days = new Float64Array(7);
  for (let day = 0; day < daily.length; day++) {
    const phase = day % 7;
    counts[phase] = counts[phase]! * decay + daily[day]!;
    days[phase] = days[phase]! * decay + exposure[day]!;
  }
  let total = 0;
  let exposed = 0;
  for (let phase = 0; phase < 7; phase++) {
    total += counts[phase]!;
    exposed += days[phase]!;
  }
  const level = exposed > 0 ? total / exposed : 0;
  return Float64Array.from(counts, (count, phase) =>
    level > 0 ? (count + WEEK_PRIOR) / (days[phase]! * level + WEEK_PRIOR) : 1,
  );
}

/**
 * Logarithms of items per effective day before each day in `at` (rising): one row of `HALF_LIVES.length` per day.
 * `effective[d]` is how much of a usual day, day d is: its place in the week times the calendar's share.
 */
export function logLevels(daily: ArrayLike<number>, effective: ArrayLike<number>, at: ArrayLike<number>): Float64Array {
  const kinds = HALF_LIVES.length;
  const levels = new Float64Array(at.length * kinds);
  HALF_LIVES.forEach((halfLife, kind) => {
    const decay = 0.5 ** (1 / halfLife);
    let items = 0;
    let days = 0;
    let next = 0;
    for (let day = 0; next < at.length; day++) {
      while (next < at.length && at[next] === day) {
        levels[next * kinds + kind] = Math.log((items + LEVEL_PRIOR) / (days + 1));
        next += 1;
      }
      items = items * decay + (daily[day] ?? 0);
      days = days * decay + (effective[day] ?? 0);
    }
  });
  return levels;
}
