import { binomialCdf } from "@throughline/domain/numbers/binomial";
import { pinball } from "@throughline/domain/forecast/scores";
import { sampleOf } from "@throughline/domain/numbers/empirical";
import { randomStream } from "@throughline/domain/numbers/random";
import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

/** Weeks until `remaining` boxes are done when `growth` more come each week, in rising order, one for each run. */
function fan(history: number[], remaining: number, growth: number): number[] {
  const random = randomStream(7);
  return Array.from({ length: 10_000 }, () => {
    let left = remaining;
    let weeks = 0;
    for (; left > 0; weeks += 1) left += growth - sampleOf(random, history);
    return weeks;
  }).sort((a, b) => a - b);
}

test("A range with a likelihood: the fan of the forty boxes", () => {
  const text = lessonText("visibility/forecasting/forecast-as-a-range");
  const history = (/throughput: \[([^\]]+)\]/.exec(text)?.[1] ?? "").split(", ").map(Number);
  expect(history).toHaveLength(12);
  const at = (runs: number[], p: number): number => runs[Math.ceil(p * runs.length) - 1] ?? Number.NaN;
  const within = (runs: number[], weeks: number): string =>
    `${((100 * runs.filter((w) => w <= weeks).length) / runs.length).toFixed(0)} %`;
  const open = fan(history, 40, 1);
  expect(text).toContain(`half of the runs done by | ${at(open, 0.5)} |`);
  expect(text).toContain(`85 % done by | ${at(open, 0.85)} |`);
  expect(text).toContain(`95 % done by | ${at(open, 0.95)} |`);
  expect(text).toContain(`slowest run | ${open.at(-1)} |`);
  expect(text).toContain(`Eight weeks came true in ${within(open, 8)}`);
  expect(text).toContain(`came true in ${within(open, 10)}`);
  const closed = fan(history, 40, 0);
  expect(text).toContain(`gives ${at(closed, 0.5)}, ${at(closed, 0.85)} and ${at(closed, 0.95)} weeks`);
  const mean = history.reduce((a, b) => a + b, 0) / 12;
  const deviation = Math.sqrt(history.reduce((all, h) => all + (h - mean) ** 2, 0) / 11);
  expect((deviation / Math.sqrt(12)).toFixed(1)).toBe("0.6");
  expect((40 / 3.4).toFixed(1)).toBe("11.8");
});

test("Were we right: coverage, loss and what ten orders prove", () => {
  const text = lessonText("visibility/forecasting/scoring-forecasts");
  const took = (/took ([\d, and]+) days/.exec(text)?.[1] ?? "").split(/, | and /).map(Number);
  expect(took).toHaveLength(10);
  const row = (name: string, values: (string | number)[]): void =>
    expect(text).toContain(`| ${name} | ${values.join(" | ")} |`);
  const stated = [11, 30, 17];
  const each = (figure: (forecast: number, happened: number) => number): number[] =>
    stated.map((s) => took.reduce((sum, t) => sum + figure(s, t), 0));
  row(
    "kept",
    each((s, t) => (t <= s ? 1 : 0)).map((kept) => `${kept} of 10`),
  );
  row(
    "days late, summed",
    each((s, t) => Math.max(0, t - s)),
  );
  row(
    "days early, summed",
    each((s, t) => Math.max(0, s - t)),
  );
  row(
    "loss, mean per order",
    each((s, t) => pinball(s, t, 0.85)).map((loss) => (loss / 10).toFixed(1)),
  );
  expect([5, 8].map((hits) => Math.round(100 * binomialCdf(hits, 10, 0.85)))).toEqual([1, 46]);
  expect(Math.round(100 * 0.85 ** 10)).toBe(20);
});
