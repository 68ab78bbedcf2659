import { isoWeek } from "./iso-week.ts";

/** The text with `{date}` and `{week}` replaced by the day it is made for (`YYYY-MM-DD`) and its ISO week. */
export const fillTemplate = (text: string, date: string): string =>
  text.replaceAll("{date}", date).replaceAll("{week}", isoWeek(date));
