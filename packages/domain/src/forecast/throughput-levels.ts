/** How much a team finishes per day lately: the shape of its week, and averages with short and long memory. */

/** Half-lives in days of the averages: two that follow the last days, three that remember. */
const HALF_LIVES = [3.5, 7, 56, 112, 900];
const [QUICKEST, QUICK, MIDDLE, LONG, LONGEST] = [0, 1, 2, 3, 4];

/** Columns of a row of levels. A short memory is kept once for each long one it is drawn towards. */
export const LEVEL = {
  middle: 0,
  long: 1,
  longest: 2,
  quickestByLong: 3,
  quickByLong: 4,
  quickestByLongest: 5,
  quickByLongest: 6,
} as const;
export const LEVEL_COUNT = 7;

/** Days after which a count weighs half in the shape of the week. */
const WEEK_HALF_LIFE = 365;
/** Items per weekday, spread evenly, that the shape of the week starts from. */
const WEEK_PRIOR = 3;
/** What a remembering average starts from: this many items in one day. Washes out within days. */
const LEVEL_PRIOR = 0.2;
/**
 * Items at the longer memory's pace that a short one starts from (the gamma prior of a Poisson rate): where little is
 * finished, a few quiet days say little and the short memory stays near the long one.
 */
const SHORT_PRIOR = 1;

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
 * Logarithms of items per effective day before each day in `at` (rising): one row of `LEVEL_COUNT` per day.
 * `effective[d]` is how much of a usual day, day d is: its place in the week times the calendar's share.
 */
export function logLevels(daily: ArrayLike<number>, effective: ArrayLike<number>, at: ArrayLike<number>): Float64Array {
  const decay = HALF_LIVES.map((halfLife) => 0.5 ** (1 / halfLife));
  const items = new Float64Array(HALF_LIVES.length);
  const days = new Float64Array(HALF_LIVES.length);
  const levels = new Float64Array(at.length * LEVEL_COUNT);
  const remembered = (kind: number): number => Math.log((items[kind]! + LEVEL_PRIOR) / (days[kind]! + 1));
  const drawn = (kind: number, long: number): number =>
    Math.log((items[kind]! + SHORT_PRIOR) / (days[kind]! + SHORT_PRIOR / Math.exp(long)));
  let next = 0;
  for (let day = 0; next < at.length; day++) {
    while (next < at.length && at[next] === day) {
      const row = levels.subarray(next * LEVEL_COUNT, (next + 1) * LEVEL_COUNT);
      const long = remembered(LONG);
      const longest = remembered(LONGEST);
      row[LEVEL.middle] = remembered(MIDDLE);
      row[LEVEL.long] = long;
      row[LEVEL.longest] = longest;
      row[LEVEL.quickestByLong] = drawn(QUICKEST, long);
      row[LEVEL.quickByLong] = drawn(QUICK, long);
      row[LEVEL.quickestByLongest] = drawn(QUICKEST, longest);
      row[LEVEL.quickByLongest] = drawn(QUICK, longest);
      next += 1;
    }
    for (let kind = 0; kind < items.length; kind++) {
      items[kind] = items[kind]! * decay[kind]! + (daily[day] ?? 0);
      days[kind] = days[kind]! * decay[kind]! + (effective[day] ?? 0);
    }
  }
  return levels;
}
