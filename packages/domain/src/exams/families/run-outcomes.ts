/**
 * Reading a forecast off the outcomes of its runs. Parameters: `asked` (week, chance), `from` (the first week), `percent`
 * for a week, `place` (which row's week) for a chance.
 */
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

/** A lopsided hill: runs of 200 by week, before chance moves some of them. */
const HILL = [8, 24, 42, 46, 34, 22, 14, 10];
const RUNS = 200;

export const generate: Generator = (random, drawn) => {
  const asked = wordOf(drawn, "asked", ["week", "chance"]);
  const runs = [...HILL];
  for (let moved = 0; moved < 30; moved += 1) {
    const giver = random.nextInt(runs.length);
    const taker = random.nextInt(runs.length);
    if ((runs[giver] ?? 0) <= 4) continue;
    runs[giver] = (runs[giver] ?? 0) - 1;
    runs[taker] = (runs[taker] ?? 0) + 1;
  }
  const from = numberOf(drawn, "from");
  const outcomes = runs.map((count, i) => ({ week: from + i, runs: count }));
  const upTo = (i: number): number => runs.slice(0, i + 1).reduce((a, b) => a + b, 0);
  if (asked === "chance") {
    const place = numberOf(drawn, "place");
    const percent = (count: number): number => (100 * count) / RUNS;
    return {
      given: { outcomes, week: from + place },
      working: { within: upTo(place) },
      answer: percent(upTo(place)),
      wrong: [
        { mistake: "that-week", answer: percent(runs[place] ?? 0) },
        { mistake: "too-late", answer: percent(RUNS - upTo(place)) },
        { mistake: "week-before", answer: percent(upTo(place - 1)) },
        { mistake: "week-after", answer: percent(upTo(place + 1)) },
        { mistake: "share-of-rows", answer: (100 * (place + 1)) / runs.length },
      ],
    };
  }
  const percent = numberOf(drawn, "percent");
  const place = runs.findIndex((_, i) => 100 * upTo(i) >= percent * RUNS);
  const margin = Math.abs(100 * upTo(place - 1) - percent * RUNS);
  if (margin < RUNS) return { refused: "ambiguous", detail: "the week before reaches nearly the same share" };
  return {
    given: { outcomes, percent },
    working: { within: upTo(place) },
    answer: from + place,
    wrong: [
      { mistake: "commonest", answer: from + runs.indexOf(Math.max(...runs)) },
      { mistake: "week-before", answer: from + place - 1 },
      { mistake: "week-after", answer: from + place + 1 },
      { mistake: "last", answer: from + runs.length },
      { mistake: "first", answer: from },
    ],
  };
};
