import { quantileOfSorted } from "@throughline/domain/numbers/quantile";
import { ActivityNetwork } from "@throughline/domain/projects/activity-network";
import { simulateFinish } from "@throughline/domain/projects/finish-simulation";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const ranges: [name: string, least: number, likely: number, most: number][] = [
  ["A", 8, 10, 14],
  ["B", 12, 15, 22],
  ["C", 9, 12, 20],
  ["D", 6, 8, 13],
  ["E", 4, 5, 8],
  ["F", 5, 6, 10],
  ["G", 3, 4, 6],
];
const links: [string, string, number?][] = [
  ["A", "B"],
  ["A", "C"],
  ["A", "D"],
  ["B", "E"],
  ["C", "E"],
  ["D", "F", 2],
  ["E", "G"],
  ["F", "G"],
];

function network(names: string): ActivityNetwork {
  return new ActivityNetwork({
    start: 0,
    activities: ranges.filter(([n]) => names.includes(n)).map(([name, , duration]) => ({ name, duration })),
    links: links
      .filter(([from, to]) => names.includes(from) && names.includes(to))
      .map(([from, to, lag]) => ({ from, to, ...(lag === undefined ? {} : { lag }) })),
  });
}

test("The path and the float: dates, floats, chances and criticality follow from the network", () => {
  const text = lessonText("projects/networks/critical-path-and-float");
  const whole = network("ABCDEFG");
  for (const [name] of ranges) {
    const t = whole.times(name);
    expect(text).toContain(
      `| ${t.earlyStart}–${t.earlyFinish} | ${t.lateStart}–${t.lateFinish} | ${t.totalFloat} | ${t.freeFloat} |`,
    );
  }
  const estimates = (names: string) =>
    new Map(ranges.filter(([n]) => names.includes(n)).map(([n, least, likely, most]) => [n, { least, likely, most }]));
  const runs = simulateFinish(whole, estimates("ABCDEFG"), { seed: 11, trials: 20_000 });
  const alone = simulateFinish(network("ABEG"), estimates("ABEG"), { seed: 11, trials: 20_000 });
  expect(text).toContain(`critical path alone | ${alone.mean.toFixed(1)} |`);
  expect(text).toContain(`whole network | ${runs.mean.toFixed(1)} |`);
  expect(text).toContain(`85 % done by | ${quantileOfSorted(runs.finishes, 0.85).toFixed(1)} |`);
  const kept = runs.finishes.filter((finish) => finish <= 34).length / 20_000;
  expect(text).toContain(`kept in ${(100 * kept).toFixed(0)} % of the runs`);
  const critical = (name: string) => Math.round(100 * (runs.activities.find((a) => a.name === name)?.criticality ?? 0));
  expect(text).toContain(`B in ${critical("B")} % of the runs, C in ${critical("C")} %, D and F in ${critical("F")} %`);
  whole.setDuration("C", 16);
  expect([whole.finish, whole.times("B").totalFloat, whole.times("F").totalFloat]).toEqual([35, 1, 5]);
});
