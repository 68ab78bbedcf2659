/** From values to places on the screen and back. */
import { linearTicks, logTicks, roundStep, type Tick } from "./ticks.ts";
import { timeTicks } from "./time-ticks.ts";

/** Low to high in what is measured; for a place on the screen, in pixels, either way round. */
export type Span = readonly [number, number];

export interface Scale {
  readonly domain: Span;
  readonly range: Span;
  /** The place of a value; outside the domain it goes on beyond the range. */
  readonly at: (value: number) => number;
  /** The value at a place. */
  readonly invert: (place: number) => number;
  /** About so many round values. */
  readonly ticks: (count: number) => readonly Tick[];
}

const along = ([a, b]: Span, share: number) => a + share * (b - a);
const shareIn = ([a, b]: Span, value: number) => (b === a ? 0.5 : (value - a) / (b - a));

/** Even steps. With `nice` the top goes up to the next round number of about that many steps. */
export function linearScale(
  domain: Span,
  range: Span,
  { nice, isWhole = false }: { nice?: number; isWhole?: boolean } = {},
): Scale {
  const [low, high] = domain;
  const step = nice === undefined ? 0 : Math.max(isWhole ? 1 : 0, roundStep(high - low, nice));
  const covered: Span =
    nice === undefined || high === low
      ? domain
      : [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
  return {
    domain: covered,
    range,
    at: (value) => along(range, shareIn(covered, value)),
    invert: (place) => along(covered, shareIn(range, place)),
    ticks: (count) => linearTicks(covered[0], covered[1], count, isWhole),
  };
}

/** Even ratios, for what runs over several powers of ten; the domain is above zero, and lower values stand at its foot. */
export function logScale([low, high]: Span, range: Span): Scale {
  const domain: Span = [Math.max(low, Number.MIN_VALUE), Math.max(high, low, Number.MIN_VALUE)];
  const logs: Span = [Math.log10(domain[0]), Math.log10(domain[1])];
  return {
    domain,
    range,
    at: (value) => along(range, shareIn(logs, Math.log10(Math.max(value, domain[0])))),
    invert: (place) => 10 ** along(logs, shareIn(range, place)),
    ticks: (count) => logTicks(domain[0], domain[1], count),
  };
}

/** Time, in milliseconds since 1970; ticks fall where the calendar of the zone turns. */
export function timeScale(domain: Span, range: Span, zone: string): Scale {
  return { ...linearScale(domain, range), ticks: (count) => timeTicks(domain[0], domain[1], count, zone) };
}

export interface BandScale {
  readonly range: Span;
  /** Pixels from one band's beginning to the next. */
  readonly step: number;
  /** Pixels of each band. */
  readonly width: number;
  /** Where band number i begins. */
  readonly at: (index: number) => number;
  readonly middle: (index: number) => number;
  /** The band a place belongs to, the nearest beyond the ends. */
  readonly indexAt: (place: number) => number;
}

/** `count` bands of equal width; `gap` is the share of each step left free between them. */
export function bandScale(count: number, range: Span, gap = 0.2): BandScale {
  const step = count === 0 ? 0 : (range[1] - range[0]) / count;
  const width = step * (1 - gap);
  const at = (index: number) => range[0] + step * index + (step - width) / 2;
  return {
    range,
    step,
    width,
    at,
    middle: (index) => at(index) + width / 2,
    indexAt: (place) => (step === 0 ? 0 : Math.max(0, Math.min(count - 1, Math.floor((place - range[0]) / step)))),
  };
}
