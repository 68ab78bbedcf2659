/** How well a column's values bear out the role its name suggests. */
import type { ColumnProfile } from "./column-profile.ts";
import { type ColumnRole, DATE_ROLES } from "./import-mapping.ts";

/** 0 (the values say no) to 1 (nothing speaks against it). `rows` is the size of the sample. */
export function bearsOut(role: ColumnRole, profile: ColumnProfile, rows: number): number {
  // A column without a single value can be anything its name says; it matters little.
  if (profile.values === 0) return role === "key" || role === "event_time" ? 0 : 0.6;
  const dates = profile.dates && profile.dates.share >= 0.8;
  if (DATE_ROLES.some((one) => one === role)) return dates ? 1 : 0;
  if (dates) return 0;
  const repeats = profile.values / profile.distinct;
  switch (role) {
    case "key":
      if (profile.longest > 200 || profile.filled < rows * 0.9) return 0.2;
      return profile.spaced > 0.5 && profile.averageLength > 30 ? 0.4 : 1;
    case "title":
      if (profile.numbers > 0.9 || profile.flags > 0.9) return 0.2;
      return rows >= 20 && repeats > 5 ? 0.5 : 1;
    case "state":
    case "sub_state":
    case "kind":
      if (profile.flags > 0.9 || profile.averageLength > 80) return 0.2;
      return rows >= 20 && repeats < 1.5 ? 0.5 : 1;
    case "team":
    case "owner":
    case "person":
    case "requester":
      return profile.averageLength > 100 || profile.flags > 0.9 ? 0.2 : 1;
    case "priority":
      return rows >= 20 && repeats < 1.5 ? 0.3 : 1;
    case "effort":
    case "value":
      return Math.max(profile.numbers, profile.commaNumbers) >= 0.9 ? 1 : 0;
    default:
      return 1;
  }
}
