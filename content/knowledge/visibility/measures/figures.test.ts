import { binomialCdf } from "@throughline/domain/numbers/binomial";
import { normalCdf } from "@throughline/domain/numbers/normal";
import { quantile } from "@throughline/domain/numbers/quantile";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Six measures, one history: every figure follows from the eight contracts", () => {
  const text = lessonText("visibility/measures/measures-of-flow");
  const now = 28;
  const contracts = [...text.matchAll(/\| ([A-H]) \| (\d+) \| (\d+|open) \| (\d+|–) \| (\d+) \|/g)].map((m) => ({
    started: Number(m[2]),
    done: m[3] === "open" ? null : Number(m[3]),
    printed: m[4],
    touch: Number(m[5]),
  }));
  expect(contracts).toHaveLength(8);
  const finished = contracts.flatMap(({ started, done, printed, touch }) => {
    if (done === null) return [];
    expect(String(done - started)).toBe(printed);
    return [{ time: done - started, touch }];
  });
  const times = finished.map((c) => c.time);
  const sum = times.reduce((a, b) => a + b, 0);
  const touch = finished.reduce((all, c) => all + c.touch, 0);
  const ages = contracts.filter((c) => c.done === null).map((c) => now - c.started);
  expect(text).toContain(`mean ${sum} ÷ ${times.length} = ${(sum / times.length).toFixed(1)} days`);
  expect(text).toContain(`median ${quantile(times, 0.5)}, longest ${Math.max(...times)}`);
  expect(text).toContain(`G is ${ages[0]} days old, H is ${ages[1]}`);
  expect(text).toContain(`${touch} ÷ ${sum * 24} = ${((100 * touch) / (sum * 24)).toFixed(1)} %`);
  const hours = (sum * 5 * 8) / 7;
  expect(text).toContain(`${touch} ÷ ${hours.toFixed(0)} = ${((100 * touch) / hours).toFixed(1)} %`);
  const met = times.filter((t) => t <= 5).length;
  const missed = times.length - met + ages.filter((age) => age > 5).length;
  expect(text).toContain(`${met} of the ${times.length} finished, ${((100 * met) / times.length).toFixed(0)} %`);
  expect(text).toContain(`${met} of ${met + missed}, ${((100 * met) / (met + missed)).toFixed(0)} %`);
  expect(text).toContain(`${sum + 23} ÷ 7 = ${((sum + 23) / 7).toFixed(1)} days`);
});

test("Reading a cumulative flow diagram: gaps, widths and the flat step follow from the counts", () => {
  const text = lessonText("visibility/measures/reading-cumulative-flow");
  const weeks = [...text.matchAll(/\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|/g)].map(([, , accepted, assessed, done]) => ({
    accepted: Number(accepted),
    assessed: Number(assessed),
    done: Number(done),
  }));
  expect(weeks).toHaveLength(10);
  expect(weeks.slice(0, 5).every((w) => w.accepted - w.done === 15)).toBe(true);
  expect(text).toContain(
    `Work in progress goes ${weeks
      .slice(4, 8)
      .map((w) => w.accepted - w.done)
      .join(", ")}`,
  );
  expect(text).toContain(
    weeks
      .slice(4, 8)
      .map((w) => w.accepted - w.assessed)
      .join(", "),
  );
  const waiting = weeks.map((w) => w.assessed - w.done);
  expect(text).toContain(`jumps from ${waiting[7]} to ${waiting[8]}`);
  const last = weeks.at(-1);
  const ahead = (last?.accepted ?? 0) - (last?.done ?? 0);
  expect(text).toContain(`lies ${ahead} departures ahead, so at 10 a week in ${ahead / 10} weeks`);
  expect(weeks.findIndex((w) => w.done >= (weeks[5]?.accepted ?? 0)) - 5).toBe(2);
  for (const name of ["accepted", "assessed", "done"] as const) {
    expect(text).toContain(`name: ${name}, cumulative: [${weeks.map((w) => w[name]).join(", ")}]`);
  }
});

test("Eighty-five per cent within: shares, levels and the doubt of twenty items", () => {
  const text = lessonText("visibility/measures/service-level-not-average");
  const times = (/durations: \[([^\]]+)\]/.exec(text)?.[1] ?? "").split(", ").map(Number);
  expect(times).toHaveLength(20);
  const within = (limit: number): string => `${(100 * times.filter((t) => t <= limit).length) / times.length} %`;
  const level = (share: number): number => times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
  const mean = times.reduce((a, b) => a + b, 0) / times.length;
  for (const [name, figure] of [
    ["median", quantile(times, 0.5)],
    ["mean", mean],
    ["85 % level", level(0.85)],
    ["95 % level", level(0.95)],
  ] as const) {
    expect(text).toContain(`| ${name} | ${figure} | ${within(figure)} |`);
  }
  expect(text).toContain(`gives ${quantile(times, 0.85).toFixed(2)} here instead of 12`);
  expect(1 / (1 - binomialCdf(16, 20, 0.7))).toBeCloseTo(9, 0);
  expect(0.75 ** 6).toBeCloseTo(0.18, 2);
  // The mean of a lognormal lies σ/2 standard deviations above its median.
  expect([0.5, 1].map((sigma) => Math.round(100 * normalCdf(sigma / 2)))).toEqual([60, 69]);
});
