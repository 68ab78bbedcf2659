/**
 * Jobs with due days on one desk. `asked`: `greatest` (least possible greatest lateness, which due-date order gives;
 * Jackson 1955) or `fewest` (least possible number of late jobs; Moore, Management Science 15, 1968).
 */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { apart, between, firstFair, sum } from "./fair-draw.ts";
import { wordOf } from "./parameters.ts";

interface Job {
  job: string;
  days: number;
  due: number;
}

function lateness(order: readonly Job[]): number[] {
  let day = 0;
  return order.map(({ days, due }) => (day += days) - due);
}

/** Moore and Hodgson: by due date, dropping the longest whenever one would be late. The dropped follow at the end. */
function fewestLate(jobs: readonly Job[]): Job[] {
  let kept: Job[] = [];
  const dropped: Job[] = [];
  for (const job of jobs.toSorted((a, b) => a.due - b.due)) {
    kept = [...kept, job];
    if (sum(kept.map(({ days }) => days)) <= job.due) continue;
    const longest = kept.reduce((a, b) => (b.days > a.days ? b : a));
    kept = kept.filter((each) => each !== longest);
    dropped.push(longest);
  }
  return [...kept, ...dropped];
}

export const generate: Generator = (random, drawn) => {
  const asked = wordOf(drawn, "asked", ["greatest", "fewest"]);
  return firstFair(
    random,
    (again) => {
      const count = asked === "greatest" ? 4 : 5;
      const jobs = shuffle(again, ["K", "L", "M", "N", "P"].slice(0, count)).map((job) => ({
        job,
        days: between(again, 1, 7),
        due: between(again, 3, 18),
      }));
      if (
        !apart(
          jobs.map(({ due }) => due),
          0.5,
        )
      )
        return undefined;
      const byDate = jobs.toSorted((a, b) => a.due - b.due);
      const byLength = jobs.toSorted((a, b) => a.days - b.days || a.due - b.due);
      const late = (order: readonly Job[]): number => lateness(order).filter((days) => days > 0).length;
      const given = { jobs: jobs.map((job) => ({ ...job })) };
      const working = { byDate: byDate.map(({ job }) => job).join(", "), total: sum(jobs.map(({ days }) => days)) };
      if (asked === "greatest") {
        const greatest = Math.max(...lateness(byDate));
        const wrong = [
          { mistake: "shortest-first", answer: Math.max(...lateness(byLength)) },
          { mistake: "last-job", answer: lateness(byDate).at(-1) ?? 0 },
          { mistake: "sum-of-lateness", answer: sum(lateness(byDate).filter((days) => days > 0)) },
          { mistake: "count-of-late", answer: late(byDate) },
          { mistake: "as-listed", answer: Math.max(...lateness(jobs)) },
        ].filter(({ answer }) => answer !== greatest);
        if (greatest < 1 || new Set(wrong.map(({ answer }) => answer)).size < 3) return undefined;
        return { given, working, answer: greatest, wrong };
      }
      const best = late(fewestLate(jobs));
      const wrong = [
        { mistake: "by-date", answer: late(byDate) },
        { mistake: "shortest-first", answer: late(byLength) },
        { mistake: "none-late", answer: 0 },
      ].filter(({ answer }) => answer !== best);
      if (best < 1 || late(byDate) <= best || new Set(wrong.map(({ answer }) => answer)).size < 2) return undefined;
      const order = fewestLate(jobs);
      return { given, working: { ...working, order: order.map(({ job }) => job).join(", ") }, answer: best, wrong };
    },
    "late jobs, and aims that disagree",
  );
};
