/** Three-point estimates as tabulated quantile functions: a beta quantile is far too slow to take in every trial. */
import { pertQuantile } from "../numbers/pert.ts";
import { requireThreePoints, type ThreePoints, triangularQuantile } from "../numbers/triangular.ts";

/** PERT's beta distribution, or a triangle. */
export type EstimateShape = "pert" | "triangular";

/** Steps of a table, evenly spaced in probability. */
const GRID = 256;

/** Makes tables that share what they can: thousands of estimates have few shapes. Refuses points that are not in order. */
export class EstimateTables {
  readonly #quantile: typeof pertQuantile | typeof triangularQuantile;
  readonly #units = new Map<number, Float64Array>();

  constructor(shape: EstimateShape) {
    this.#quantile = shape === "pert" ? pertQuantile : triangularQuantile;
  }

  of(points: ThreePoints): Float64Array {
    requireThreePoints(points);
    const width = points.most - points.least;
    // The shape depends on where the likely value lies, to 1/128 of the width.
    const likely = width === 0 ? 0 : Math.round((128 * (points.likely - points.least)) / width) / 128;
    let unit = this.#units.get(likely);
    if (!unit) {
      unit = Float64Array.from({ length: GRID + 1 }, (_, q) => this.#quantile(q / GRID, { least: 0, likely, most: 1 }));
      this.#units.set(likely, unit);
    }
    return unit.map((u) => points.least + width * u);
  }
}

/** The p-quantile of a table; p from 0 to 1. */
export function interpolated(table: Float64Array, p: number): number {
  const q = p * GRID;
  const low = Math.min(GRID - 1, Math.floor(q));
  return table[low]! + (q - low) * (table[low + 1]! - table[low]!);
}
