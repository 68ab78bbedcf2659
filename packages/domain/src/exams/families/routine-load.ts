/**
 * The share of a team's week that its routines take. Parameters: `people`, each with 38 hours a week; the routines are
 * drawn. A year counts as 52 weeks of 5 days, 12 months, 4 quarters.
 */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

const HOURS = 38;

export const generate: Generator = (random, drawn) => {
  const people = numberOf(drawn, "people");
  const rows = [
    { routine: "opening check", every: "working day", hours: 0.5 + 0.5 * random.nextInt(4), times: 260 },
    { routine: "status report", every: "week", hours: 2 + random.nextInt(7), times: 52 },
    { routine: "stock count", every: "month", hours: 6 + 2 * random.nextInt(12), times: 12 },
    { routine: "safety drill", every: "quarter", hours: 8 + 4 * random.nextInt(10), times: 4 },
  ];
  const week = rows.reduce((sum, { hours, times }) => sum + (hours * times) / 52, 0);
  const capacity = people * HOURS;
  const share = (hours: number): number => (100 * hours) / capacity;
  const hours = rows.map((row) => row.hours);
  return {
    given: { rows: rows.map(({ routine, every, hours: each }) => ({ routine, every, hours: each })), people, capacity },
    working: { week },
    answer: share(week),
    wrong: [
      { mistake: "intervals-ignored", answer: share(hours.reduce((a, b) => a + b, 0)) },
      { mistake: "daily-once", answer: share(week - 4 * (hours[0] ?? 0)) },
      { mistake: "rare-ones-left-out", answer: share(5 * (hours[0] ?? 0) + (hours[1] ?? 0)) },
      { mistake: "one-person", answer: (100 * week) / HOURS },
    ],
  };
};
