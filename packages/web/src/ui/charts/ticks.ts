/** Round numbers for an axis. */

/** A place on an axis that is named. */
export interface Tick {
  readonly value: number;
  readonly text: string;
  /** Said once below the text where it changes: the year of a month, the day of an hour. */
  readonly context?: string;
}

/** 1, 2 or 5 times a power of ten, so that about `count` of them cover the span. */
export function roundStep(span: number, count: number): number {
  if (!(span > 0 && Number.isFinite(span))) return 1;
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = rough / power;
  // Between two round steps the nearer one by ratio is taken.
  return power * (times < Math.SQRT2 ? 1 : times < Math.sqrt(10) ? 2 : times < Math.sqrt(50) ? 5 : 10);
}

/** Round numbers inside [from, to]; whole ones where only whole ones make sense. */
export function linearTicks(from: number, to: number, count: number, isWhole = false): Tick[] {
  if (!(Number.isFinite(from) && Number.isFinite(to)) || to < from) return [];
  if (to === from) return [{ value: from, text: numberText(from) }];
  const step = isWhole ? Math.max(1, roundStep(to - from, count)) : roundStep(to - from, count);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: Tick[] = [];
  // Counted in whole steps: added up, tenths drift.
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n += 1) {
    const value = n * step;
    ticks.push({ value, text: numberText(value, decimals) });
  }
  return ticks;
}

/** Powers of ten inside [from, to] (both above zero), with 2 and 5 times them where there is room. */
export function logTicks(from: number, to: number, count: number): Tick[] {
  if (!(from > 0 && to >= from && Number.isFinite(to))) return [];
  const decades = Math.log10(to / from);
  const within = decades <= 1 ? [1, 2, 3, 5, 7] : decades * 3 <= count ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const ticks: Tick[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power += 1) {
    if (power % every !== 0) continue;
    for (const times of within) {
      const value = times * 10 ** power;
      if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9))
        ticks.push({ value, text: numberText(value, Math.max(0, -power)) });
    }
  }
  return ticks;
}

/** "1,204", "−3.5": at most so many decimals, always so many where told. */
export function numberText(value: number, decimals?: number): string {
  const text = value.toLocaleString("en-GB", {
    maximumFractionDigits: decimals ?? (Math.abs(value) < 10 ? 1 : 0),
    minimumFractionDigits: decimals ?? 0,
  });
  return text.replace("-", "−").replace(/^−(0(\.0+)?)$/, "$1");
}
