import { linearTicks, numberText, roundStep } from "./ticks.ts";
import { linearScale, type Scale, type Span } from "./scales.ts";

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
  const step = roundStep(longest / length, steps);
  const top = Math.max(1, Math.ceil(longest / length / step - 1e-9)) * step;
  return {
    ...linearScale([0, top * length], range),
    ticks: (count) => linearTicks(0, top, count).map(({ value, text }) => ({ value: value * length, text })),
  };
}
