/** The pace a throughput forecast expects, as one figure. */
import { chanceAtMost, totalsIn, type ThroughputForecast } from "./throughput-forecast.ts";

/** Days the pace is told over. */
const AHEAD = 28;

/** Items a week, on average over the coming four weeks: the mean of the distribution, for P(X > n) adds up to it. */
export function meanAWeek(forecast: ThroughputForecast): number {
  const totals = totalsIn(forecast, AHEAD);
  const { step, cumulative } = totals.table;
  let mean = 0;
  for (let n = 0; n < cumulative.length * step; n++) mean += 1 - chanceAtMost(totals, n);
  return (mean * 7) / AHEAD;
}
