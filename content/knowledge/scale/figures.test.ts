import { binomialCdf } from "@throughline/domain/numbers/binomial";
import { normalQuantile } from "@throughline/domain/numbers/normal";
import { quantile } from "@throughline/domain/numbers/quantile";
import { conformance } from "@throughline/domain/process/conformance";
import { eventLog } from "@throughline/domain/process/event-log";
import { expect, test } from "vitest";
import { lessonText } from "../../checks/lesson-text.ts";

/** What the engine says of paths, each so many times, against a straight workflow. */
function held(intended: string[], variants: [string[], number][]) {
  const events = variants.flatMap(([path, count], v) =>
    Array.from({ length: count }, (_, i) => path.map((activity, at) => ({ case: `${v}-${i}`, activity, at }))).flat(),
  );
  const workflow = intended.map((name, i) => ({
    name,
    next: i + 1 < intended.length ? intended.slice(i + 1, i + 2) : [],
    done: i + 1 === intended.length,
  }));
  const found = conformance(eventLog(events), workflow);
  const kinds = found.deviations.map(
    ({ deviation, cases }) => `${deviation.kind} ${found.names[deviation.stage]} ${cases}`,
  );
  return { share: found.conformingShare, kinds };
}

/** Wilson's 95 % interval for a share, in whole per cent. */
function wilson(met: number, all: number): number[] {
  const z = normalQuantile(0.975);
  const share = met / all;
  const middle = share + z ** 2 / (2 * all);
  const reach = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  return [middle - reach, middle + reach].map((x) => Math.round((100 * x) / (1 + z ** 2 / all)));
}

test("Playbooks and drift: ten of 24 starts conform, 14 once the order is free", () => {
  const full = ["Contract", "Accounts", "Equipment", "Safety talk", "First task", "Review"];
  const { share, kinds } = held(full, [
    [full, 10],
    [full.filter((step) => step !== "Safety talk"), 7],
    [["Contract", "Equipment", "Accounts", "Safety talk", "First task", "Review"], 4],
    [full.slice(0, 5), 3],
  ]);
  // The engine holds nothing against the three without a review: they may be still under way.
  expect(share).toBeCloseTo(13 / 24, 9);
  expect(kinds).toContain("skipped Safety talk 7");
  expect(kinds).toContain("too_late Accounts 4");
  expect([Math.round((100 * 10) / 24), Math.round((100 * 14) / 24)]).toEqual([42, 58]);
});

test("Work that returns: hours a week by routine, and the interval of the alarm's test", () => {
  const text = lessonText("scale/routines/work-that-returns");
  const rows = [...text.matchAll(/\| (\d+(?:\.\d)?) \| (\d+(?:\.\d)?) \| (\d\.\d\d) \|/g)];
  expect(rows).toHaveLength(6);
  for (const [, each, times, week] of rows)
    expect(Math.abs((Number(each) * Number(times)) / 52 - Number(week))).toBeLessThan(0.006);
  const sum = rows.reduce((total, [, each, times]) => total + (Number(each) * Number(times)) / 52, 0);
  expect(text).toContain(`**${sum.toFixed(2)}**`);
  expect(Math.round((100 * sum) / 120)).toBe(11);
  expect(Math.round(2 * 5 * 0.02 * 52)).toBe(10);
  expect(365 * (1 / (2 * 5))).toBeCloseTo(36.5, 9);
});

test("Rehearse the rule: precision, recall and minutes of both rules", () => {
  for (const [right, wrong, precision, recall, minutes] of [
    [153, 27, 85, 78, -234],
    [126, 4, 97, 65, 172],
  ] as const) {
    expect(Math.round((100 * right) / (right + wrong))).toBe(precision);
    expect(Math.round((100 * right) / 195)).toBe(recall);
    expect(right * 2 - wrong * 20).toBe(minutes);
  }
  expect(wilson(4, 130)).toEqual([1, 8]);
  expect(Math.round((100 * 1005) / 1200)).toBe(84);
});

test("Setting a service level: percentiles, attainment and intervals of the forty letters", () => {
  const text = lessonText("scale/service-levels/setting-a-service-level");
  const listed = /in order: ([\d ]+)\|/.exec(text)?.[1]?.trim().split(" ").map(Number) ?? [];
  expect(listed).toHaveLength(40);
  const within = (days: number): number => listed.filter((d) => d <= days).length;
  expect(listed.reduce((a, b) => a + b, 0) / 40).toBeCloseTo(5.2, 1);
  expect([quantile(listed, 0.5), quantile(listed, 0.95).toFixed(1), Math.max(...listed)]).toEqual([4, "13.1", 21]);
  expect([within(8), within(7), within(5)]).toEqual([34, 32, 27]);
  expect(wilson(34, 40)).toEqual([71, 93]);
  expect(wilson(170, 200)).toEqual([79, 89]);
  expect(Math.round((100 * 34) / 46)).toBe(74);
  expect(wilson(54, 63)).toEqual([75, 92]);
  expect(Math.round(100 * 0.85 ** 3)).toBe(61);
});

test("The process as it is: the engine finds the departures of the 200 purchases", () => {
  const path = ["Request", "Approve", "Order", "Receive", "Pay"];
  const { share, kinds } = held(path, [
    [path, 122],
    [["Request", "Order", "Approve", "Receive", "Pay"], 38],
    [["Request", "Approve", "Order", "Pay"], 22],
    [["Request", "Approve", "Request", "Approve", "Order", "Receive", "Pay"], 18],
  ]);
  expect(share).toBeCloseTo(0.61, 9);
  expect(kinds).toContain("too_late Approve 38");
  expect(kinds).toContain("skipped Receive 22");
  expect(kinds).toContain("went_back Request 18");
  expect((122 + 31 + 20) / 200).toBe(0.865);
});

test("Signal and noise: natural limits, funnel limits and what chance does", () => {
  const limits = (values: number[]): number[] => {
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? 0)));
    const reach = (2.66 * ranges.reduce((a, b) => a + b, 0)) / ranges.length;
    return [mean - reach, mean + reach].map((x) => Number(x.toFixed(1)));
  };
  expect(limits([42, 38, 45, 40, 36, 44, 41, 47, 39, 43, 37, 46])).toEqual([26, 57]);
  expect(limits([12, 15, 11, 14, 13, 10, 16])).toEqual([4.1, 21.9]);
  const upper = (share: number, cases: number): string =>
    (100 * (share + 3 * Math.sqrt((share * (1 - share)) / cases))).toFixed(1);
  expect([50, 120, 400, 900].map((cases) => upper(0.08, cases))).toEqual(["19.5", "15.4", "12.1", "10.7"]);
  expect(upper(0.09, 40)).toBe("22.6");
  expect(Math.round(1 / (1 - binomialCdf(7, 50, 0.08)))).toBe(23);
  expect(1 - binomialCdf(99, 900, 0.08)).toBeLessThan(0.001);
});

test("Absence and cover: the chance that enough people are there", () => {
  const text = lessonText("scale/load/absence-and-cover");
  const there = (people: number, least: number): string =>
    `${(100 * (1 - binomialCdf(least - 1, people, 0.85))).toFixed(1)} %`;
  for (const people of [2, 3]) expect(text).toContain(`| ${people} | ${there(people, 1)} | ${there(people, 2)} |`);
  expect(there(4, 2)).toBe("98.8 %");
  expect(Math.round(260 * 0.15)).toBe(39);
  expect((100 * binomialCdf(1, 5, 0.8)).toFixed(1)).toBe("0.7");
  expect((100 * binomialCdf(1, 4, 0.8)).toFixed(1)).toBe("2.7");
});
