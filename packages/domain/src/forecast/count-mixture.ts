/** A weighted mixture of negative binomial distributions, as one table. */

export interface NegativeBinomials {
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly sizes: Float64Array;
}

/**
 * A distribution of counts on a lattice: `cumulative[k]` = P(X ≤ k) for a step of one. Where counts are large the lattice is
 * coarser: cell k gathers what lies within half a step of k · step, and inside a cell the chance is spread evenly.
 */
export interface CountTable {
  readonly step: number;
  readonly cumulative: Float64Array;
}

/** Cells per mean count beyond which the lattice gets coarser. */
const CELLS = 512;
/** Chance left out at the top. */
const REST = 1e-7;

/** The mixture's table; O(components · cells). */
export function mixtureTable({ weights, means, sizes }: NegativeBinomials): CountTable {
  let mean = 0;
  for (let i = 0; i < weights.length; i++) mean += weights[i]! * means[i]!;
  const step = latticeStep(mean);
  let mass = new Float64Array(64);
  let top = 0;
  for (let i = 0; i < weights.length; i++) {
    const { size, share, zero } = onLattice(means[i]!, sizes[i]!, step);
    let chance = weights[i]! * zero;
    let left = weights[i]! - chance;
    mass[0]! += chance;
    let k = 0;
    // The chance falls beyond its mode, so a small one past the mean means little is left.
    while (left > REST * weights[i]! && k < 64 * CELLS) {
      k += 1;
      if (k === mass.length) mass = grown(mass);
      chance *= ((k - 1 + size) / k) * share;
      mass[k]! += chance;
      left -= chance;
      if (chance < 1e-12 && k * step > 4 * means[i]!) break;
    }
    top = Math.max(top, k);
  }
  const cumulative = mass.slice(0, top + 1);
  for (let k = 1; k <= top; k++) cumulative[k]! += cumulative[k - 1]!;
  const total = cumulative[top]!;
  for (let k = 0; k <= top; k++) cumulative[k]! /= total;
  return { step, cumulative };
}

/** P(X ≤ x) for a whole x; negative x gives 0. */
export function chanceUpTo({ step, cumulative }: CountTable, x: number): number {
  if (x < 0) return 0;
  if (step === 1) return cumulative[Math.min(x, cumulative.length - 1)]!;
  const place = x / step + 0.5;
  const cell = Math.floor(place);
  if (cell >= cumulative.length) return 1;
  const before = cell === 0 ? 0 : cumulative[cell - 1]!;
  return before + (place - cell) * (cumulative[cell]! - before);
}

/** P(X < x) and P(X ≤ x) of the mixture at one count, without the table; O(components · cells below x). */
export function chancesAround(
  { weights, means, sizes }: NegativeBinomials,
  x: number,
): { below: number; upTo: number } {
  const step = latticeStep(x);
  const cell = Math.round(x / step);
  let below = 0;
  let upTo = 0;
  let all = 0;
  for (let i = 0; i < weights.length; i++) {
    const { size, share, zero } = onLattice(means[i]!, sizes[i]!, step);
    let chance = zero;
    let sum = 0;
    for (let k = 0; k < cell; k++) {
      sum += chance;
      chance *= ((k + size) / (k + 1)) * share;
    }
    below += weights[i]! * sum;
    upTo += weights[i]! * (sum + chance);
    all += weights[i]!;
  }
  return { below: Math.min(1, below / all), upTo: Math.min(1, upTo / all) };
}

function latticeStep(mean: number): number {
  return Math.max(1, Math.round(mean / CELLS));
}

/** The negative binomial in lattice units: same mean, same relative spread where the coarser lattice leaves room for it. */
function onLattice(mean: number, size: number, step: number): { size: number; share: number; zero: number } {
  const scaled = mean / step;
  const relative = step === 1 ? 1 / size : Math.max(1e-3, 1 / size + 1 / mean - 1 / scaled);
  return {
    size: 1 / relative,
    share: scaled / (scaled + 1 / relative),
    zero: Math.exp(-Math.log1p(scaled * relative) / relative),
  };
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
