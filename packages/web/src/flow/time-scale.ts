import type { Flow } from "@throughline/contract/flow";
import { durationScale, stretchedDurationScale } from "../ui/charts/duration-unit.ts";
import type { Plot } from "../ui/charts/plot.ts";
import type { Scale } from "../ui/charts/scales.ts";
import { unitOf } from "./flow-words.ts";

/** How times stand on an axis: even steps, or stretched where a few are far longer than the rest. */
export type Steps = "even" | "stretched";

/** What an address says of it; undefined where it does not. */
export const stepsIn = (text: string | undefined): Steps | undefined =>
  text === "even" || text === "stretched" ? text : undefined;

/** Stretched where the longest is many times what is usual: else one item of a year presses all others to the foot. */
export const stepsFor = (longest: number, usual: number): Steps =>
  usual > 0 && longest > Math.max(6 * usual, 3_600_000) ? "stretched" : "even";

export function timesScale(
  steps: Steps,
  { shortest, longest }: { readonly shortest: number; readonly longest: number },
  flow: Pick<Flow, "time">,
  plot: Plot,
): { readonly scale: Scale; readonly unit: string } {
  const isWorking = flow.time === "working";
  if (steps === "stretched")
    return {
      scale: stretchedDurationScale(shortest, longest, plot.y, isWorking),
      unit: isWorking ? "working time" : "time",
    };
  const unit = unitOf(longest, flow);
  return { scale: durationScale(longest, plot.y, unit), unit: isWorking ? `working ${unit.name}` : unit.name };
}
