import { linearTicks, numberText, roundStep } from "./ticks.ts";
import { linearScale, logScale, type Scale, type Span } from "./scales.ts";

/** What a length of time is counted in on an axis. */
export interface DurationUnit {
  /** "minutes", "hours", "days". */
  readonly name: string;
  /** Milliseconds of one. */
  readonly length: number;
}

const minutes: DurationUnit = { name: "minutes", length: 60_000 };
const hours: DurationUnit = { name: "hours", length: 3_600_000 };
const days: DurationUnit = { name: "days", length: 86_400_000 };

/** The unit in which the longest time is a figure people can hold. Working time is never counted in days of 24 hours. */
export function durationUnit(longest: number, isWorking = false): DurationUnit {
  if (longest < 2 * hours.length) return minutes;
  return isWorking || longest < 2 * days.length ? hours : days;
}

/** "4.2 days", "1 day", "35 minutes": one decimal under ten. */
export function inUnit(milliseconds: number, { name, length }: DurationUnit): string {
  const text = numberText(milliseconds / length);
  return `${text} ${text === "1" ? name.slice(0, -1) : name}`;
}

/** A scale of milliseconds from zero whose ticks are round in the unit. */
export function durationScale(longest: number, range: Span, { length }: DurationUnit, steps = 5): Scale {
  // Where everything took no time at all the axis still holds one of the unit.
  const most = Math.max(1, longest / length);
  const step = roundStep(most, steps);
  const top = Math.ceil(most / step - 1e-9) * step;
  return {
    ...linearScale([0, top * length], range),
    ticks: (count) => linearTicks(0, top, count).map(({ value, text }) => ({ value: value * length, text })),
  };
}

const day = days.length;
/** Lengths of time that have a name of their own. */
const named: readonly (readonly [number, string])[] = [
  [minutes.length, "1 min"],
  [10 * minutes.length, "10 min"],
  [hours.length, "1 h"],
  [6 * hours.length, "6 h"],
  [day, "1 day"],
  [3 * day, "3 days"],
  [7 * day, "1 week"],
  [30 * day, "30 days"],
  [90 * day, "90 days"],
  [365 * day, "1 year"],
  [1095 * day, "3 years"],
  [3650 * day, "10 years"],
];
const namedWorking: readonly (readonly [number, string])[] = [
  ...named.slice(0, 3),
  ...[3, 10, 30, 100, 300, 1000, 3000, 10_000].map(
    (count) => [count * hours.length, `${numberText(count)} h`] as const,
  ),
];

/** Even ratios instead of even steps, for times that run from minutes to years; what is shorter stands at the foot. */
export function stretchedDurationScale(shortest: number, longest: number, range: Span, isWorking = false): Scale {
  const low = Math.max(minutes.length, shortest);
  const scale = logScale([low, Math.max(longest * 1.1, low * 2)], range);
  return {
    ...scale,
    ticks: (count) => {
      const inside = (isWorking ? namedWorking : named).filter(
        ([value]) => value >= scale.domain[0] && value <= scale.domain[1],
      );
      const every = Math.max(1, Math.ceil(inside.length / Math.max(1, count + 1)));
      return inside.filter((_, at) => at % every === 0).map(([value, text]) => ({ value, text }));
    },
  };
}
