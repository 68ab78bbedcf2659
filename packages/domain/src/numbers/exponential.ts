/** The exponential distribution, by its mean. */
import { requirePositive } from "./refused-input.ts";
import type { RandomStream } from "./random.ts";

/** One draw by inversion: exactly one uniform, the draw rises with it. `mean` above zero. */
export function sampleExponential(random: RandomStream, mean: number): number {
  requirePositive(mean, "The mean");
  return -mean * Math.log1p(-random.nextUniform());
}
