/** How many items a team carries on at once, and how long a visit takes when nothing holds it up: read from when visits end. */

/** One team's visits on its work clock: stretches in which they could go on, and which of them ended with the work done. */
export interface WorkStretch {
  /** Place among the team's active stages. */
  readonly stage: number;
  /** Readings of the team's work clock. */
  readonly from: number;
  readonly to: number;
  readonly isEnd: boolean;
  /** Whether the visit began with it. */
  readonly isBegin: boolean;
}

export interface WorkAtOnce {
  /** Items that go on at once; more take turns. */
  readonly atOnce: number;
  /** Mean length of a visit, per stage, when nothing waits for a turn; undefined where no visit ended. */
  readonly means: readonly (number | undefined)[];
  readonly most: number;
  /** Per stretch: whether its visit began while no more than `atOnce` went on, itself counted, so that nothing held it up. */
  readonly isFree: readonly boolean[];
  /** Whether more items than `atOnce` were seen, and seen not to end any faster. */
  readonly isLimitSeen: boolean;
}

/** 3.84 is the 95 % point of χ² with one degree of freedom; dividing by the spread makes up for visits that are not exponential, or end in batches. */
const EVIDENCE = 3.84;

/**
 * A visit to stage s ends at the rate min(1, a / n) / S_s while n go on in the team: with up to `a` at once each has its own pace,
 * beyond it they share. Maximum likelihood over `a`, the S_s profiled out (exposure over ends); O(stretches · log + most²).
 * `hands` is what is expected, one item a person (without hands, all that were seen). It is left only where the likelihood ratio is
 * beyond the 95 % point, divided by the spread of the lengths (squared variation) or by how ends come in batches (variance
 * over mean of their counts), at least 1; and for fewer only where visits that began among many lasted longer, since the rate
 * alone is deceived by visits of a fixed length. Where they did not, whatever was seen at once goes on at once.
 */
export function workAtOnce(stretches: readonly WorkStretch[], stages: number, hands: number): WorkAtOnce {
  const { exposure, ends, endsAt, most, presentAt } = sweep(stretches, stages);
  const total = ends.reduce((sum, n) => sum + n, 0);
  const exposureAt = (stage: number, atOnce: number): number => {
    const levels = exposure[stage]!;
    let sum = 0;
    for (let n = 1; n < levels.length; n++) sum += levels[n]! * Math.min(1, atOnce / n);
    return sum;
  };
  const means = (atOnce: number) =>
    ends.map((count, stage) => (count === 0 ? undefined : exposureAt(stage, atOnce) / count));
  if (most === 0 || total === 0)
    return {
      atOnce: Math.max(1, hands),
      means: means(Math.max(1, hands)),
      most,
      isLimitSeen: false,
      isFree: stretches.map(() => true),
    };
  const logLikelihood = (atOnce: number): number => {
    let value = 0;
    for (let stage = 0; stage < stages; stage++)
      if (ends[stage]! > 0) value -= ends[stage]! * Math.log(Math.max(exposureAt(stage, atOnce), 1));
    for (let n = 1; n <= most; n++) if (endsAt[n]! > 0) value += endsAt[n]! * Math.log(Math.min(1, atOnce / n));
    return value;
  };
  const expected = hands > 0 ? hands : most;
  let best = expected;
  let highest = logLikelihood(expected);
  const atExpected = highest;
  for (const candidate of candidates(most)) {
    const value = logLikelihood(candidate);
    if (value <= highest + 1e-9) continue;
    highest = value;
    best = candidate;
  }
  const evidence = EVIDENCE * Math.max(spread(stretches), clumping(stretches));
  const load = loadEffect(stretches, presentAt, stages);
  const isLeft = 2 * (highest - atExpected) > evidence && (best > expected || load === "some");
  const atOnce = load === "none" ? Math.max(hands, most) : isLeft ? best : expected;
  const isLimitSeen = atOnce < most && 2 * (logLikelihood(atOnce) - logLikelihood(most)) > evidence;
  const isFree = stretches.map(({ isBegin }, at) => isBegin && presentAt[at]! <= atOnce);
  return { atOnce, means: means(atOnce), most, isLimitSeen, isFree };
}

/** Every number up to 40, then steps of 5 %. */
function candidates(most: number): number[] {
  const list: number[] = [];
  for (let n = 1; n < most; n = n < 40 ? n + 1 : Math.ceil(n * 1.05)) list.push(n);
  list.push(most);
  return list;
}

/** Squared variation of the lengths that ended, at least 1 and at most 10. */
function spread(stretches: readonly WorkStretch[]): number {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const { from, to, isEnd } of stretches) {
    if (!isEnd) continue;
    count += 1;
    sum += to - from;
    squares += (to - from) ** 2;
  }
  return count < 2 || sum === 0 ? 1 : Math.min(10, Math.max(1, (squares * count) / sum ** 2 - 1));
}

/**
 * Whether visits that began among many lasted longer than those that began among few, each against its stage's mean: with
 * everybody in turn the slope tends to 1, with nobody in anybody's way it is 0. Of visits without a stop.
 */
function loadEffect(
  stretches: readonly WorkStretch[],
  presentAt: Int32Array,
  stages: number,
): "some" | "none" | "unknown" {
  const whole = Array.from(stretches.keys()).filter((at) => stretches[at]!.isBegin && stretches[at]!.isEnd);
  const counts = new Float64Array(stages);
  const lengths = new Float64Array(stages);
  const loads = new Float64Array(stages);
  for (const at of whole) {
    const { stage, from, to } = stretches[at]!;
    counts[stage]! += 1;
    lengths[stage]! += to - from;
    loads[stage]! += presentAt[at]!;
  }
  let n = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const at of whole) {
    const { stage, from, to } = stretches[at]!;
    if (counts[stage]! < 2 || lengths[stage] === 0 || loads[stage] === 0) continue;
    const x = (presentAt[at]! * counts[stage]!) / loads[stage]! - 1;
    const y = ((to - from) * counts[stage]!) / lengths[stage]! - 1;
    n += 1;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  if (n < 30 || xx === 0) return "unknown";
  const slope = xy / xx;
  const error = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 1) / xx);
  if (slope - 3 * error > 0 && slope > 0.2) return "some";
  return slope + 3 * error < 0.25 ? "none" : "unknown";
}

/** Variance over mean of the ends counted in equal stretches of work time, about five in each; at least 1. */
function clumping(stretches: readonly WorkStretch[]): number {
  const ends = stretches.flatMap(({ to, isEnd }) => (isEnd ? [to] : []));
  if (ends.length < 20) return 1;
  const from = ends.reduce((least, at) => Math.min(least, at), Infinity);
  const span = ends.reduce((most, at) => Math.max(most, at), -Infinity) - from;
  const bins = Math.min(1_000, Math.floor(ends.length / 5));
  const counts = new Float64Array(bins);
  for (const at of ends) counts[Math.min(bins - 1, Math.floor(((at - from) / Math.max(span, 1)) * bins))]! += 1;
  const mean = ends.length / bins;
  const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  return Math.max(1, squares / (bins - 1) / mean);
}

interface Swept {
  /** Per stage and number at once: item-time. */
  readonly exposure: readonly Float64Array[];
  readonly ends: readonly number[];
  /** Ends per number at once. */
  readonly endsAt: Float64Array;
  readonly most: number;
  /** Per stretch: how many were present once it had begun. */
  readonly presentAt: Int32Array;
}

function sweep(stretches: readonly WorkStretch[], stages: number): Swept {
  const real = Array.from(stretches.keys()).filter((at) => stretches[at]!.to > stretches[at]!.from);
  const byBegin = real.toSorted((a, b) => stretches[a]!.from - stretches[b]!.from);
  const begins = byBegin.map((at) => stretches[at]!);
  const closes = real.map((at) => stretches[at]!).sort((a, b) => a.to - b.to);
  const presentAt = new Int32Array(stretches.length);
  let present = 0;
  let most = 0;
  for (let b = 0, c = 0; b < begins.length;) {
    if (closes[c]!.to <= begins[b]!.from) {
      present -= 1;
      c += 1;
      continue;
    }
    present += 1;
    presentAt[byBegin[b]!] = present;
    b += 1;
    most = Math.max(most, present);
  }
  const exposure = Array.from({ length: stages }, () => new Float64Array(most + 1));
  const endsAt = new Float64Array(most + 1);
  const ends = Array.from({ length: stages }, () => 0);
  // What took no working time at all ended, at whatever pace.
  for (const { stage, from, to, isEnd } of stretches) if (isEnd && to <= from) ends[stage]! += 1;
  const here = new Int32Array(stages);
  present = 0;
  let at = begins[0]?.from ?? 0;
  for (let b = 0, c = 0; c < closes.length;) {
    const begin = b < begins.length && begins[b]!.from < closes[c]!.to ? begins[b]! : undefined;
    const next = begin ? begin.from : closes[c]!.to;
    if (next > at) {
      for (let stage = 0; stage < stages; stage++) exposure[stage]![present]! += here[stage]! * (next - at);
      at = next;
    }
    if (begin) {
      present += 1;
      here[begin.stage]! += 1;
      b += 1;
      continue;
    }
    const close = closes[c]!;
    if (close.isEnd) {
      ends[close.stage]! += 1;
      endsAt[present]! += 1;
    }
    present -= 1;
    here[close.stage]! -= 1;
    c += 1;
  }
  return { exposure, ends, endsAt, most, presentAt };
}
