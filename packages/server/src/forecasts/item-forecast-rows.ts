import { confidences, type readItemForecasts } from "@throughline/contract/forecasts";
import type { Output } from "@throughline/contract/endpoint";
import type { ItemFlow } from "@throughline/domain/flow/history";
import {
  chanceWithin,
  remainingQuantile,
  type RemainingDistribution,
} from "@throughline/domain/forecast/remaining-distribution";
import { DAY, dayNumber, writtenDate } from "@throughline/domain/time/civil-date";
import { instantAt, localTime } from "@throughline/domain/time/zone-offsets";
import { zoneOffsets } from "../calendars/zone-offsets.ts";
import type { ReadItem } from "../flow/read-flow.ts";
import type { KnownModel } from "./item-models.ts";

export type ItemForecastRow = Output<typeof readItemForecasts>["rows"][number];

/** Nothing is told of days further away. */
const furthestDays = 1826;

/** An open item's dates and its chance against its due day, in the days of the team's zone; null where nothing is known. */
export function itemForecastRow(
  item: ReadItem,
  flow: ItemFlow,
  remaining: RemainingDistribution | undefined,
  { known, at, timeZone }: { readonly known: KnownModel | undefined; readonly at: number; readonly timeZone: string },
): ItemForecastRow {
  const year = new Date(at).getUTCFullYear();
  const zone = zoneOffsets(timeZone, year - 1, year + 6);
  const dayAfter = (time: number): string | null =>
    time > furthestDays * DAY ? null : writtenDate(Math.floor(localTime(zone, at + time) / DAY));
  const { itemId, key, title, workflowId, stageId, teamId, classOfService, dueOn } = item;
  const dueEnd = dueOn === null ? null : instantAt(zone, (dayNumber(dueOn) + 1) * DAY);
  return {
    itemId,
    key,
    title,
    workflowId,
    stageId,
    teamId,
    classOfService: classOfService as ItemForecastRow["classOfService"],
    dueOn,
    isStarted: flow.startedAt !== undefined,
    dates: remaining ? confidences.map((confidence) => dayAfter(remainingQuantile(remaining, confidence))) : null,
    chance: remaining && dueEnd !== null ? (dueEnd <= at ? 0 : chanceWithin(remaining, dueEnd - at)) : null,
    basis: { method: known?.model.kind ?? "curves", finished: known?.finished ?? 0 },
  };
}

/** The most at risk first: by chance against the due day, then, without one, those that will take longest. */
export function byRisk(a: ItemForecastRow, b: ItemForecastRow): number {
  if (a.chance !== null || b.chance !== null)
    return (a.chance ?? 2) - (b.chance ?? 2) || (a.dueOn ?? "").localeCompare(b.dueOn ?? "");
  const date = ({ dates }: ItemForecastRow) => dates?.[1] ?? (dates ? "9999" : "");
  return date(b).localeCompare(date(a)) || a.key.localeCompare(b.key);
}
