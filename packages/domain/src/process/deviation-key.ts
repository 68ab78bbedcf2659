import type { Deviation } from "./deviations.ts";

/** A deviation as a short text that stays the same however activities are numbered: `skipped:Review`, `went_back:Done~Draft`. */
export function deviationKey(deviation: Deviation, names: readonly string[]): string {
  const name = (activity: number | undefined): string => (activity === undefined ? "" : (names[activity] ?? ""));
  return "from" in deviation
    ? `${deviation.kind}:${name(deviation.from)}~${name(deviation.stage)}`
    : `${deviation.kind}:${name(deviation.stage)}`;
}
