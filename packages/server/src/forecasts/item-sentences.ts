import { likelyBy, dayInWords } from "@throughline/domain/forecast/forecast-words";
import { DAY, dayNumber } from "@throughline/domain/time/civil-date";
import { localTime } from "@throughline/domain/time/zone-offsets";
import { zoneOffsets } from "../calendars/zone-offsets.ts";
import type { ItemForecastRow } from "./item-forecast-rows.ts";
import { leastFinished } from "./item-models.ts";

/** "85 % likely by 14 March; due 12 March: 61 % in time". */
export function itemSentence({ dates, dueOn, chance }: ItemForecastRow, at: number, timeZone: string): string {
  if (dates === null) return `Too little history to forecast it: ${leastFinished} finished items are needed.`;
  const year = new Date(at).getUTCFullYear();
  const today = Math.floor(localTime(zoneOffsets(timeZone, year - 1, year + 6), at) / DAY);
  const likely = dates[1];
  const said = likelyBy(0.85, likely ? dayNumber(likely) : undefined, today);
  if (dueOn === null || chance === null) return said;
  const due = dayNumber(dueOn);
  return due < today
    ? `${said}; was due ${dayInWords(due, today)}`
    : `${said}; due ${dayInWords(due, today)}: ${chanceInWords(chance)} in time`;
}

/** Whole percent; never 0 or 100, which nobody can know. */
export function chanceInWords(chance: number): string {
  const percent = Math.round(chance * 100);
  return percent < 1 ? "under 1 %" : percent > 99 ? "over 99 %" : `${percent} %`;
}

/** What the item's forecast rests on. */
export function restsOn({ dates, basis: { method, finished } }: ItemForecastRow): string {
  if (dates === null) return "It comes by itself once its workflow has finished enough.";
  return method === "trees"
    ? `Learnt from ${finished} finished items of this workflow: stage, age, class of service, blocks and how much is open.`
    : `From how long ${finished} finished items of this workflow took from this stage and age on.`;
}
