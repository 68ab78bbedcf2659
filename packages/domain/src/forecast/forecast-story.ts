/** How a forecast moved over past weeks, and how well what was said then held. */
import { RefusedInput, requireCount } from "../numbers/refused-input.ts";
import { forecastMove, settingAt, type ForecastMove } from "./forecast-move.ts";
import type { ForecastRecord, Point } from "./forecast-record.ts";
import { howMany } from "./throughput-forecast.ts";

/** What was forecast at a point: how many were to be finished, and the day of each confidence. */
export interface StoryStep extends Point {
  readonly count: number;
  readonly when: readonly (number | undefined)[];
  /** Why it is another date than a step before; undefined at the first. */
  readonly move: ForecastMove | undefined;
}

/** Points a week apart that end at `now`: weekdays fall together, so that a step shows no weekend as a change. */
export function weeklyPoints(record: ForecastRecord, now: Point, weeks: number): Point[] {
  requireCount(weeks, "The number of weeks");
  const { start } = record.asked.days;
  const past = Array.from({ length: weeks }, (_, i) => now.day - 7 * (weeks - i));
  return [...past.map((day) => ({ day, at: start(day) })), now];
}

/**
 * The forecast at each point as it would have been told then, with what moved it since the point before; `moved` is the
 * confidence whose date is explained. Points from which nothing could be forecast yet are left out.
 * Refuses points that do not rise (`unsorted_instants`).
 */
export function forecastStory(
  record: ForecastRecord,
  points: readonly Point[],
  confidences: readonly number[],
  moved: number,
): StoryStep[] {
  const steps: StoryStep[] = [];
  let before: Point | undefined;
  for (const [i, point] of points.entries()) {
    if (i > 0 && point.day <= points[i - 1]!.day) {
      throw new RefusedInput(
        "unsorted_instants",
        `Points must rise; number ${i} does not come after the one before.`,
        i,
      );
    }
    const setting = settingAt(record, point);
    if (!isTold(record, point.day)) continue;
    steps.push({
      ...point,
      count: setting.count,
      when: confidences.map((confidence) => record.dayOf(setting, confidence)),
      move: before && forecastMove(record, before, point, moved),
    });
    before = point;
  }
  return steps;
}

/** How often past forecasts of "at least so many within `days` days" came true. */
export interface Reliability {
  readonly days: number;
  /** Weekly forecasts whose days are over, the latest first looked at. */
  readonly of: number;
  /** How many of them held at each confidence. */
  readonly held: readonly number[];
}

/** Judges the latest weekly forecasts of that horizon, at most `most`; overlapping ones share weeks, so they are no proof. */
export function reliability(
  record: ForecastRecord,
  today: number,
  confidences: readonly number[],
  { days = 28, most = 26 } = {},
): Reliability {
  requireCount(days, "The number of days", 1);
  const held = confidences.map(() => 0);
  let of = 0;
  if (!isTold(record, today)) return { days, of, held };
  const daily = record.finishedDaily(today);
  for (let origin = today - days; of < most && isTold(record, origin); origin -= 7) {
    const first = today - daily.length;
    if (origin < first) break;
    let happened = 0;
    for (let day = origin; day < origin + days; day++) happened += daily[day - first]!;
    of += 1;
    for (const [i, confidence] of confidences.entries()) {
      if (happened >= howMany(record.finishing(origin), days, confidence)) held[i]! += 1;
    }
  }
  return { days, of, held };
}

/** Whether there was enough history on that day. */
function isTold(record: ForecastRecord, day: number): boolean {
  try {
    record.finishing(day);
    return true;
  } catch (error) {
    if (error instanceof RefusedInput) return false;
    throw error;
  }
}
