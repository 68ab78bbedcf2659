import { describe, expect, test } from "vitest";
import { readSets } from "../../../../bench/schedule-instances.ts";
import { readPsplib } from "./psplib.ts";
import { scheduleFaults } from "./schedule-check.ts";
import { schedule } from "./schedule.ts";

const TEXT = `file with basedata            : made
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     4       1    5
  4      1     0       0    0
************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    5
`;

test("a PSPLIB file is read as a plan", () => {
  for (const text of [TEXT, TEXT.replaceAll("\n", "\r\n")]) {
    const plan = readPsplib(text);
    expect(plan.resources).toEqual([
      { name: "R1", capacity: 2 },
      { name: "R2", capacity: 5 },
    ]);
    expect(plan.activities.map(({ name, duration }) => [name, duration])).toEqual(
      Object.entries({ 1: 0, 2: 3, 3: 4, 4: 0 }),
    );
    expect(plan.activities[2]!.needs).toEqual({ R1: 1, R2: 5 });
    expect(plan.links.map(({ from, to }) => from + to)).toEqual(["12", "13", "24", "34"]);
    expect(schedule(plan, { seed: 1 }).length).toBe(7);
  }
});

describe("what is no such file is refused, by what is missing:", () => {
  test.each([
    ["no text", "", /how many jobs/],
    ["a line too few", TEXT.replace("  3      1     4       1    5\n", ""), /line 20, under REQUESTS/],
    ["no capacities", TEXT.slice(0, TEXT.indexOf("RESOURCEAV")), /no section RESOURCEAVAILABILITIES/],
    ["a capacity too few", TEXT.replace("    2    5", "    2"), /1 availabilities for 2/],
    ["several modes", TEXT.replace("   2        1          1", "   2        2          1"), /several modes/],
    ["a successor too few", TEXT.replace("2   3\n", "2\n"), /job 1 does not list as many/],
    ["a duration that is no number", TEXT.replace("1     3       2", "1     x       2"), /not a row of whole numbers/],
    ["a negative duration", TEXT.replace("1     3       2", "1    -3       2"), /not a row of whole numbers/],
    ["a request too few", TEXT.replace("4       1    5", "4       1"), /requests of job 3/],
    ["what is used up", TEXT.replace("nonrenewable              :  0", "nonrenewable : 2"), /used up/],
  ])("%s", (_, text, words) => {
    const refused = { code: "bad_file", message: expect.stringMatching(words) as string };
    expect(() => readPsplib(text)).toThrow(expect.objectContaining(refused));
  });
});

const instances = readSets([], () => {}).get("j30");
test.skipIf(!instances)("the public j30 set (absent: skipped) is solved within 0.3 % of its optima", () => {
  let above = 0;
  const tried = instances!.filter((_, i) => i % 12 === 1);
  for (const { name, plan, bestUpper = 0 } of tried) {
    const found = schedule(plan, { seed: name, budget: 1000 });
    expect(scheduleFaults(plan, found.starts)).toEqual([]);
    // The optimum is known: nothing may be under it, and no bound of ours above it.
    expect(found.length).toBeGreaterThanOrEqual(bestUpper);
    expect(found.bounds.best).toBeLessThanOrEqual(bestUpper);
    above += found.length / bestUpper - 1;
  }
  expect(tried.length).toBe(40);
  expect(above / tried.length).toBeLessThan(0.003);
});
