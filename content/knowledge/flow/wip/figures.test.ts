import { Simulation } from "@throughline/domain/simulation/simulation";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

/** Items in order of arrival through a desk that finishes `rate` a week: when each entered and left, in weeks. */
function desk(inProgress: number, rate: number, arrivals: (week: number) => number, weeks: number) {
  const items = Array.from({ length: inProgress }, (_, i) => ({
    entered: (i - inProgress) / rate,
    left: (i + 1) / rate,
  }));
  for (let week = 0; week < weeks; week += 1) {
    const count = arrivals(week);
    for (let i = 0; i < count; i += 1) {
      const entered = week + (i + 1) / count;
      items.push({ entered, left: (items.length + 1) / rate });
    }
  }
  return items;
}

test("Three numbers, one law: the referral desk's figures follow from its arrivals and throughput", () => {
  const text = lessonText("flow/wip/littles-law");
  const items = desk(45, 15, () => 18, 8);
  const time = ({ entered, left }: { entered: number; left: number }): number => left - entered;
  const finished = items.filter((item) => item.left <= 8);
  const lastDay = finished.filter((item) => item.left > 8 - 1 / 7);
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const open = items.length - finished.length;
  expect(open).toBe(69);
  expect(text).toContain("= **69** are in progress");
  for (const [figure, printed] of [
    [mean(finished.map(time)), "3.3"],
    [mean(lastDay.map(time)), "3.8"],
    [open / 15, "4.6"],
    [45 / 15, "3.0"],
  ] as const) {
    expect(figure.toFixed(1)).toBe(printed);
    expect(text).toContain(printed);
  }
  expect(
    items
      .filter((item) => item.left > 8 - 1 / 7 && item.left <= 8)
      .every((item) => item.entered > 4 && item.entered < 5),
  ).toBe(true);
});

/** Catalogue pages through three teams under one limit for each stage; times in working days. */
function catalogue(limit: number) {
  const effort = { kind: "triangular", least: 1, likely: 2, most: 6 } as const;
  const short = { kind: "triangular", least: 0.2, likely: 0.5, most: 2 } as const;
  const people = (count: number, name: string) =>
    Array.from({ length: count }, (_, i) => ({ name: `${name} ${i + 1}` }));
  const stage = (name: string, team: string, work: typeof effort | typeof short, next: string) =>
    ({ name, kind: "active", team, effort: work, next: [{ stage: next, share: 1 }], wipLimit: limit }) as const;
  const simulation = new Simulation(
    {
      teams: [
        { name: "writers", people: people(3, "writer") },
        { name: "checkers", people: people(2, "checker") },
        { name: "editors", people: people(1, "editor") },
      ],
      stages: [
        stage("write", "writers", effort, "check"),
        stage("check", "checkers", effort, "publish"),
        stage("publish", "editors", short, "done"),
        { name: "done", kind: "done" },
      ],
      channels: [{ name: "wanted", stage: "write", between: { kind: "fixed", value: 0.5 } }],
    },
    { seed: 7, from: 0, until: 5200 },
  );
  simulation.runUntil(200);
  simulation.measureFromNow();
  const { stages, people: busy } = simulation.run();
  const inside = stages.slice(0, 3).reduce((sum, { meanWip }) => sum + meanWip, 0);
  const perWeek = (stages[3]?.entered ?? 0) / 1000;
  return { inside, perWeek, checkers: busy.filter((p) => p.team === "checkers").map((p) => p.workedShare) };
}

test("Pull when there is room: the engine's runs of the catalogue line give the table", () => {
  const text = lessonText("flow/wip/pull-under-a-limit");
  for (const limit of [1, 2, 3, 4, 6, 12, 20]) {
    const { inside, perWeek } = catalogue(limit);
    const row = [limit, perWeek.toFixed(1), inside.toFixed(1), (inside / perWeek).toFixed(1)].join(" | ");
    expect(text).toContain(`| ${row} |`);
  }
  const lost = 1 - catalogue(2).perWeek / catalogue(3).perWeek;
  expect(Math.round(lost * 100)).toBe(15);
  expect(catalogue(1).perWeek / catalogue(3).perWeek).toBeLessThan(0.5);
  for (const share of catalogue(3).checkers) expect(share).toBeGreaterThan(0.99);
}, 60_000);
