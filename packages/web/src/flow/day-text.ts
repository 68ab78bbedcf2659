/** Days and moments as charts say them, in the zone the figures are cut in. */
import { wallClock } from "../ui/charts/zone-clock.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "9 Mar 2026". */
export function dayText(at: string | number, zone: string): string {
  const { day, month, year } = wallClock(typeof at === "number" ? at : Date.parse(at), zone);
  return `${day} ${months[month - 1]} ${year}`;
}

/** "9 Mar". */
export function shortDayText(at: string, zone: string): string {
  const { day, month } = wallClock(Date.parse(at), zone);
  return `${day} ${months[month - 1]}`;
}

/** "Mar 2026". */
export function monthText(at: string, zone: string): string {
  const { month, year } = wallClock(Date.parse(at), zone);
  return `${months[month - 1]} ${year}`;
}

/** "9 Mar 2026, 14:30"; the day alone at midnight. */
export function momentText(at: string, zone: string): string {
  const { hour, minute } = wallClock(Date.parse(at), zone);
  const time =
    hour === 0 && minute === 0 ? "" : `, ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  return `${dayText(at, zone)}${time}`;
}

/** A day as it is written for machines: "2026-03-09". */
export function writtenDay(at: string | number, zone: string): string {
  const { day, month, year } = wallClock(typeof at === "number" ? at : Date.parse(at), zone);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
