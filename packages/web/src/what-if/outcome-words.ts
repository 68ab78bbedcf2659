import type { Difference, OutcomeMeasure, Outcome } from "@throughline/domain/simulation/what-if/outcome";
import { durationUnit, inUnit } from "../ui/charts/duration-unit.ts";
import { numberText } from "../ui/charts/ticks.ts";

const day = 86_400_000;

interface MeasureWords {
  readonly name: string;
  readonly isTime: boolean;
  /** Which way is better; 0 where that depends: fewer are finished where fewer come. */
  readonly better: -1 | 0;
}

export const measureWords: Readonly<Record<OutcomeMeasure, MeasureWords>> = {
  p85_time: { name: "85 % of items are done within", isTime: true, better: -1 },
  p50_time: { name: "Half of the items are done within", isTime: true, better: -1 },
  mean_time: { name: "Time from arrival to done, on average", isTime: true, better: -1 },
  finished_per_week: { name: "Finished a week", isTime: false, better: 0 },
  wip_at_end: { name: "Under way at the end", isTime: false, better: -1 },
  backlog_85: { name: "85 % of what is under way today is done within", isTime: true, better: -1 },
};

/** "6.1 days", "18". */
export function measureText(measure: OutcomeMeasure, value: number): string {
  return measureWords[measure].isTime ? inUnit(value, durationUnit(Math.abs(value))) : numberText(value);
}

/** "−3.9 to −2.6 days": both ends in the unit of the larger. */
export function rangeText(measure: OutcomeMeasure, low: number, high: number): string {
  if (!measureWords[measure].isTime) return `${signed(low)} to ${signed(high)}`;
  const unit = durationUnit(Math.max(Math.abs(low), Math.abs(high)));
  return `${signed(low / unit.length)} to ${signed(high / unit.length)} ${unit.name}`;
}

const signed = (value: number): string => {
  const text = numberText(value, Math.abs(value) < 10 ? 1 : 0);
  return value > 0 && !/^0(\.0)?$/.test(text) ? `+${text}` : text;
};

/** Whether a difference is one: for the better, for the worse, or not to be told from chance. */
export function judged(measure: OutcomeMeasure, { low, high }: Difference): "better" | "worse" | "other" | "same" {
  if (low <= 0 && high >= 0) return "same";
  const { better } = measureWords[measure];
  if (better === 0) return "other";
  return Math.sign(low + high) === better ? "better" : "worse";
}

/**
 * What an alternative does, in a sentence or two: "With one more person 85 % of items are done within 6.1 days instead of 9.4
 * days (difference −3.9 to −2.6 days); 8 fewer are under way after 12 weeks."
 */
export function outcomeSentence(name: string, outcome: Outcome, today: Outcome, weeks: number): string {
  const time = outcome.measures.p85_time;
  const before = today.measures.p85_time;
  const lead = `With “${name}”`;
  if (!time?.difference || !before) return `${lead} too few items arrive to tell how long they take.`;
  const range = `difference ${rangeText("p85_time", time.difference.low, time.difference.high)}`;
  const [now, then] = [measureText("p85_time", time.mean), measureText("p85_time", before.mean)];
  const first =
    judged("p85_time", time.difference) === "same"
      ? `${lead} items take as long as today, as far as can be told: 85 % are done within ${now} (${range})`
      : now === then
        ? `${lead} 85 % of items are done a little ${time.difference.mean < 0 ? "sooner" : "later"} than today, within ${now} (${range})`
        : `${lead} 85 % of items are done within ${now} instead of ${then} (${range})`;
  return `${first}; ${wipWords(outcome, weeks)}.`;
}

function wipWords({ measures }: Outcome, weeks: number): string {
  const wip = measures.wip_at_end?.difference;
  const after = `after ${weeks} ${weeks === 1 ? "week" : "weeks"}`;
  if (!wip || judged("wip_at_end", wip) === "same" || Math.abs(wip.mean) < 0.5)
    return `about as many are under way ${after}`;
  return `${numberText(Math.abs(wip.mean), 0)} ${wip.mean < 0 ? "fewer" : "more"} are under way ${after}`;
}

/** What is to be expected if nothing changes. */
export function todaySentence({ measures, backlogCount }: Outcome, weeks: number): string {
  const { p85_time: time, finished_per_week: pace, wip_at_end: wip, backlog_85: backlog } = measures;
  const parts = [
    time
      ? `85 % of the items that arrive in the next ${weeks} weeks are done within ${measureText("p85_time", time.mean)}`
      : "",
    pace ? `${numberText(pace.mean)} are finished a week` : "",
    wip ? `${numberText(wip.mean, 0)} are under way at the end` : "",
  ].filter(Boolean);
  const rest =
    backlogCount === 0
      ? ""
      : backlog
        ? ` Of the ${numberText(backlogCount)} under way today 85 % are done within ${measureText("backlog_85", backlog.mean)}.`
        : ` Of the ${numberText(backlogCount)} under way today 85 % are not done in that time.`;
  return parts.length === 0
    ? "Nothing arrives and nothing is finished in this time."
    : `If nothing changes, ${parts.join(", ")}.${rest}`;
}

export const daysOf = (milliseconds: number): number => milliseconds / day;
