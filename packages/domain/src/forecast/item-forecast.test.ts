/** The worked example of docs/methods/item-forecast.md, and what forecasts of items must keep to. */
import { describe, expect, test } from "vitest";
import { readHistory, type FlowEvent, type FlowHistory, type FlowStage } from "../flow/history.ts";
import { sampleExponential } from "../numbers/exponential.ts";
import { sampleGamma } from "../numbers/gamma.ts";
import { randomStream } from "../numbers/random.ts";
import { forecastItems } from "./item-forecast.ts";
import { itemModel } from "./item-model.ts";
import { chanceWithin, remainingQuantile } from "./remaining-distribution.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const stages: FlowStage[] = [
  { id: "draft", kind: "active", team: "design" },
  { id: "review", kind: "active", team: "legal" },
  { id: "done", kind: "done" },
];

/** Items arrive all the time; urgent ones take about 2 days of draft, others 10; review takes about 3. */
function history(
  seed: number,
  days: number,
  perDay: number,
): { events: FlowEvent[]; urgent: (item: string) => boolean } {
  const random = randomStream(seed);
  const urgent = (item: string): boolean => Number(item) % 3 === 0;
  const events: FlowEvent[] = [];
  let at = 0;
  for (let item = 0; at < days * DAY; item++) {
    at += sampleExponential(random, DAY / perDay);
    const draft = sampleGamma(random, 2, urgent(String(item)) ? DAY : 5 * DAY);
    const review = sampleGamma(random, 3, DAY);
    events.push({ name: "entered", item: String(item), at, stage: "draft" });
    events.push({ name: "entered", item: String(item), at: at + draft, stage: "review" });
    events.push({ name: "entered", item: String(item), at: at + draft + review, stage: "done" });
  }
  events.sort((a, b) => a.at - b.at);
  return { events, urgent };
}

function until(events: readonly FlowEvent[], now: number): FlowHistory {
  return readHistory(
    events.filter(({ at }) => at <= now),
    stages,
  );
}

describe("the item forecast", () => {
  const { events, urgent } = history(1, 260, 6);
  const now = 200 * DAY;
  const known = until(events, now);
  const whole = readHistory(events, stages);
  const words = (item: string): readonly string[] => [urgent(item) ? "urgent" : "standard"];
  const model = itemModel(known, now, { seed: 1, words });

  test("tells items apart by what is known of them", () => {
    expect(model.kind).toBe("trees");
    const fresh = whole.items.filter(({ arrivedAt }) => arrivedAt > now && arrivedAt < now + 20 * DAY);
    const forecasts = forecastItems(
      model,
      whole,
      fresh.map((flow) => ({ flow, at: flow.arrivedAt })),
      { words },
    );
    const medians = (wanted: boolean): number => {
      const own = forecasts
        .filter((_, i) => urgent(fresh[i]!.item) === wanted)
        .map((forecast) => remainingQuantile(forecast, 0.5) / DAY);
      return own.reduce((sum, days) => sum + days, 0) / own.length;
    };
    // Medians of the sums of the two gammas: about 4.5 and 11.8 days.
    expect(medians(true)).toBeGreaterThan(3.6);
    expect(medians(true)).toBeLessThan(5.6);
    expect(medians(false)).toBeGreaterThan(9.5);
    expect(medians(false)).toBeLessThan(14);
  });

  test("holds what it says on items that come later", () => {
    const held: Record<number, number> = { 0.5: 0, 0.85: 0, 0.95: 0 };
    let count = 0;
    for (const seed of [2, 3, 4, 5]) {
      const { events, urgent } = history(seed, 260, 6);
      const words = (item: string): readonly string[] => [urgent(item) ? "urgent" : "standard"];
      const whole = readHistory(events, stages);
      const later = whole.items.filter(({ arrivedAt }) => arrivedAt > now && arrivedAt < now + 45 * DAY);
      const model = itemModel(until(events, now), now, { seed, words });
      const snapshots = later.map((flow) => ({ flow, at: flow.arrivedAt }));
      forecastItems(model, whole, snapshots, { words }).forEach((forecast, i) => {
        const took = later[i]!.finishedAt! - later[i]!.arrivedAt;
        for (const level of [0.5, 0.85, 0.95]) if (took <= remainingQuantile(forecast, level)) held[level]! += 1;
        count += 1;
      });
    }
    for (const level of [0.5, 0.85, 0.95]) expect(Math.abs(held[level]! / count - level)).toBeLessThan(0.06);
  }, 30_000);

  test("looks at time in the stage: what has been there long is not as new", () => {
    const flow = whole.items.find(
      ({ item, arrivedAt, stays }) => !urgent(item) && arrivedAt > now && stays[0]!.to! - arrivedAt > 14 * DAY,
    )!;
    const [fresh, old] = forecastItems(
      model,
      whole,
      [
        { flow, at: flow.arrivedAt },
        { flow, at: flow.arrivedAt + 12 * DAY },
      ],
      { words },
    );
    expect(remainingQuantile(old!, 0.5)).toBeLessThan(remainingQuantile(fresh!, 0.5));
    expect(remainingQuantile(old!, 0.5)).toBeGreaterThan(2 * DAY);
  });

  test("is the same for the same seed and can be sent to another thread", () => {
    const again = itemModel(known, now, { seed: 1, words });
    expect(again).toEqual(model);
    expect(structuredClone(model)).toEqual(model);
  });

  test("knows nothing of what happens after now", () => {
    expect(itemModel(whole, now, { seed: 1, words })).toEqual(model);
  });
});

describe("with few finished items", () => {
  test("Kaplan and Meier of the stage and the time in it answer (the worked example)", () => {
    // Twelve items left draft after 1 … 12 days and were done at once; one is in draft since 4 days.
    const events: FlowEvent[] = [];
    for (let i = 1; i <= 12; i++) {
      events.push({ name: "entered", item: `${i}`, at: 0, stage: "draft" });
      events.push({ name: "entered", item: `${i}`, at: i * DAY, stage: "done" });
    }
    events.push({ name: "entered", item: "open", at: 100 * DAY, stage: "draft" });
    const known = readHistory(events, stages);
    const now = 104 * DAY;
    const model = itemModel(known, now, { seed: 1 });
    expect(model).toEqual({ kind: "curves", items: 12 });
    const open = known.items.find(({ item }) => item === "open")!;
    // Too few lasted four days to be judged by the stage alone (eight), so by the age of all: 5 … 12 days of age are left.
    const [forecast] = forecastItems(model, known, [{ flow: open, at: now }]);
    expect(remainingQuantile(forecast!, 0.5) / DAY).toBe(4);
    expect(remainingQuantile(forecast!, 0.85) / DAY).toBe(7);
    expect(chanceWithin(forecast!, 4 * DAY)).toBeCloseTo(0.5, 9);
  });

  test("an answer is given even when nothing was ever finished, and it is long", () => {
    const known = readHistory([{ name: "entered", item: "a", at: 0, stage: "draft" }], stages);
    const [forecast] = forecastItems(itemModel(known, 10 * DAY, { seed: 1 }), known, [
      { flow: known.items[0]!, at: 10 * DAY },
    ]);
    expect(remainingQuantile(forecast!, 0.5)).toBeGreaterThan(10 * DAY);
    expect(Number.isFinite(remainingQuantile(forecast!, 0.95))).toBe(true);
  });

  test("unfinished work makes forecasts longer, not shorter", () => {
    const events: FlowEvent[] = [];
    for (let i = 0; i < 40; i++) {
      events.push({ name: "entered", item: `${i}`, at: i * HOUR, stage: "draft" });
      if (i % 2 === 0) events.push({ name: "entered", item: `${i}`, at: i * HOUR + 2 * DAY, stage: "done" });
    }
    events.sort((a, b) => a.at - b.at);
    const known = readHistory(events, stages);
    const now = 12 * DAY;
    const finishedOnly = { ...known, items: known.items.filter(({ finishedAt }) => finishedAt !== undefined) };
    const ask = (history: FlowHistory): number => {
      const item = readHistory([...events, { name: "entered", item: "new", at: now, stage: "draft" }], stages).items.at(
        -1,
      )!;
      const [forecast] = forecastItems(itemModel(history, now, { seed: 1 }), history, [{ flow: item, at: now }]);
      return remainingQuantile(forecast!, 0.75);
    };
    expect(ask(finishedOnly)).toBeLessThan(2.5 * DAY);
    expect(ask(known)).toBeGreaterThan(8 * DAY);
  });
});

describe("refusals", () => {
  test("name what is missing", () => {
    expect(() => itemModel(readHistory([], stages), 0, { seed: 1 })).toThrow(/at least one item/);
    const known = readHistory([{ name: "entered", item: "a", at: 5, stage: "draft" }], stages);
    const model = itemModel(known, 10, { seed: 1 });
    expect(() => forecastItems(model, known, [{ flow: known.items[0]!, at: 4 }])).toThrow(/before it arrived/);
  });
});
