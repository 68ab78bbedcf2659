/** The worked example of docs/methods/throughput-forecast.md, and what a forecast must keep to whatever happens. */
import { describe, expect, test } from "vitest";
import { sampleNegativeBinomial } from "../numbers/negative-binomial.ts";
import { samplePoisson } from "../numbers/poisson.ts";
import { randomStream } from "../numbers/random.ts";
import { dailyBootstrap } from "./daily-bootstrap.ts";
import { randomizedPlace } from "./scores.ts";
import {
  chanceAtMost,
  chanceOf,
  forecastThroughput,
  FURTHEST,
  howMany,
  quantileOfTotals,
  totalsIn,
  whenDone,
} from "./throughput-forecast.ts";
import { throughputTrials } from "./throughput-trials.ts";

/** Working days finish about `level` items, weekends none. */
function steady(seed: number, days: number, level: number): number[] {
  const random = randomStream(seed);
  return Array.from({ length: days }, (_, day) => (day % 7 < 5 ? samplePoisson(random, level) : 0));
}

/** The level wanders: its logarithm takes a random step every week. */
function wandering(seed: number, days: number): number[] {
  const random = randomStream(seed);
  let logLevel = Math.log(1.5);
  return Array.from({ length: days }, (_, day) => {
    if (day % 7 === 0) logLevel += (random.nextUniform() - 0.5) * 0.8 - 0.05 * logLevel;
    return sampleNegativeBinomial(random, Math.exp(logLevel), 0.8);
  });
}

describe("the throughput forecast", () => {
  test("of the worked example", () => {
    // Twenty weeks of 2, 3, 1, 4, 2, 0, 0.
    const daily = Array.from({ length: 140 }, (_, day) => [2, 3, 1, 4, 2, 0, 0][day % 7]!);
    const forecast = forecastThroughput(daily);
    expect([howMany(forecast, 14, 0.5), howMany(forecast, 14, 0.85), howMany(forecast, 14, 0.95)]).toEqual([
      24, 18, 15,
    ]);
    expect([whenDone(forecast, 30, 0.5), whenDone(forecast, 30, 0.85), whenDone(forecast, 30, 0.95)]).toEqual([
      17, 22, 25,
    ]);
  });

  test("answers both questions from one distribution: 'when' is where 'how many' first reaches the count", () => {
    const forecast = forecastThroughput(wandering(8, 700));
    for (const count of [1, 12, 40]) {
      for (const confidence of [0.3, 0.5, 0.85, 0.95]) {
        const days = whenDone(forecast, count, confidence)!;
        expect(chanceOf(forecast, count, days)).toBeGreaterThanOrEqual(confidence - 1e-9);
        if (days > 1) expect(chanceOf(forecast, count, days - 1)).toBeLessThan(confidence);
        expect(howMany(forecast, days, confidence)).toBeGreaterThanOrEqual(count);
      }
    }
  });

  test("never promises less by a later day, however far the level may drift until then", () => {
    const forecast = forecastThroughput(wandering(3, 900));
    const horizons = [84, 168, 364, 546, 728, 1092, 1456];
    const promised = horizons.map((days) => howMany(forecast, days, 0.95));
    expect(promised).toEqual(promised.toSorted((a, b) => a - b));
    // Control: by its own drift alone the furthest day would promise less than nearer ones.
    const alone = horizons.map((days) => quantileOfTotals({ ...totalsIn(forecast, days), nearer: [] }, 0.05));
    expect(alone).not.toEqual(alone.toSorted((a, b) => a - b));
  });

  test("never falls between days, near or far, on histories of any kind", () => {
    const kinds = {
      constant: Array.from({ length: 100 }, () => 1),
      "one huge day": Array.from({ length: 300 }, (_, day) => (day === 150 ? 100_000 : 1)),
      "begun late": Array.from({ length: 1000 }, (_, day) => (day < 900 ? 0 : 9)),
    };
    for (const [kind, counts] of Object.entries(kinds)) {
      const forecast = forecastThroughput(counts);
      for (const confidence of [0.5, 0.7, 0.95, 0.99]) {
        const promised = [1, 7, 14, 21, 28, 60, 84, 90, 200, 365, 730, 1800].map((days) =>
          howMany(forecast, days, confidence),
        );
        expect({ kind, confidence, promised }).toEqual({
          kind,
          confidence,
          promised: promised.toSorted((a, b) => a - b),
        });
      }
      const chances = [14, 28, 84, 365, 1456, 1800].map((days) => chanceOf(forecast, 5, days));
      expect({ kind, chances }).toEqual({ kind, chances: chances.toSorted((a, b) => a - b) });
    }
  });

  test("promises less the surer it is to be, and more the further it looks", () => {
    const forecast = forecastThroughput(wandering(8, 700));
    let before = Infinity;
    for (const confidence of [0.05, 0.25, 0.5, 0.75, 0.85, 0.95, 0.99]) {
      const many = howMany(forecast, 28, confidence);
      expect(many).toBeLessThanOrEqual(before);
      before = many;
    }
    let last = 0;
    for (let days = 1; days <= 120; days++) {
      const chance = chanceOf(forecast, 20, days);
      expect(chance).toBeGreaterThanOrEqual(last - 0.02);
      last = chance;
    }
  });

  test("holds what it says on series whose level wanders, where the daily bootstrap does not", () => {
    const target = 0.85;
    let held = 0;
    let usualHeld = 0;
    let count = 0;
    const random = randomStream("ties");
    for (let seed = 0; seed < 10; seed++) {
      const daily = wandering(seed, 900);
      for (let origin = 400; origin + 28 <= 900; origin += 35) {
        const known = daily.slice(0, origin);
        const happened = daily.slice(origin, origin + 28).reduce((sum, items) => sum + items, 0);
        const totals = totalsIn(forecastThroughput(known), 28);
        const usual = dailyBootstrap(known, 28);
        const tie = random.nextUniform();
        const place = randomizedPlace(chanceAtMost(totals, happened - 1), chanceAtMost(totals, happened), tie);
        const usualPlace = randomizedPlace(usual[happened - 1] ?? Number(happened > 0), usual[happened] ?? 1, tie);
        if (place >= 1 - target) held += 1;
        if (usualPlace >= 1 - target) usualHeld += 1;
        count += 1;
      }
    }
    expect(Math.abs(held / count - target)).toBeLessThan(0.09);
    expect(usualHeld / count).toBeLessThan(0.79);
  }, 30_000);

  test("learns the week: nothing is promised for a weekend", () => {
    const forecast = forecastThroughput(steady(1, 301, 4));
    // Day 301 is the first of a week; its days five and six are the weekend.
    expect(howMany(forecast, 7, 0.5) - howMany(forecast, 5, 0.5)).toBeLessThanOrEqual(1);
    expect(howMany(forecast, 5, 0.5)).toBeGreaterThan(14);
  });

  test("counts days off that the calendar tells it of", () => {
    const daily = steady(2, 301, 4);
    const exposure = new Float64Array(301 + 14).fill(1);
    exposure.fill(0, 301, 308);
    const holiday = howMany(forecastThroughput(daily, { exposure }), 14, 0.5);
    const usual = howMany(forecastThroughput(daily), 14, 0.5);
    expect(Math.abs(holiday - usual / 2)).toBeLessThan(usual / 8);
  });

  test("works from one week of history, and from a history without a single item", () => {
    const first = forecastThroughput([0, 2, 1, 0, 3, 0, 0]);
    expect(howMany(first, 14, 0.5)).toBeGreaterThan(3);
    expect(howMany(first, 14, 0.95)).toBeLessThan(4);
    const nothing = forecastThroughput(new Int32Array(200));
    expect(howMany(nothing, 28, 0.85)).toBe(0);
    expect(whenDone(nothing, 10, 0.95)).toBeUndefined();
  });

  test("keeps up with counts in the thousands", () => {
    const random = randomStream("large");
    const daily = Array.from({ length: 400 }, () => samplePoisson(random, 5000));
    const forecast = forecastThroughput(daily);
    const middle = howMany(forecast, 28, 0.5);
    expect(Math.abs(middle / 140_000 - 1)).toBeLessThan(0.05);
    expect(howMany(forecast, 28, 0.95)).toBeGreaterThan(100_000);
    expect(whenDone(forecast, 140_000, 0.5)).toBeGreaterThan(25);
  });

  test("is the same whenever it is asked again", () => {
    const daily = wandering(9, 300);
    expect(howMany(forecastThroughput(daily), 30, 0.85)).toBe(howMany(forecastThroughput(daily), 30, 0.85));
  });

  test("refuses histories it cannot work with, and says where", () => {
    expect(() => forecastThroughput([1, 2, 3])).toThrow(/seven days/);
    expect(() => forecastThroughput([1, 2, 3, -1, 5, 6, 7])).toThrow(/day 3 has -1/);
    expect(() => forecastThroughput([1, 2, 3, 1.5, 5, 6, 7])).toThrow(/day 3 has 1.5/);
    expect(() => forecastThroughput(new Int32Array(9), { exposure: [1, 1] })).toThrow(/each of the 9 days/);
    expect(() => forecastThroughput(new Int32Array(1), { exposure: [Number.NaN] })).toThrow(/seven days/);
    const forecast = forecastThroughput(new Int32Array(9));
    expect(() => howMany(forecast, 0, 0.5)).toThrow(/at least 1/);
    expect(() => howMany(forecast, FURTHEST + 1, 0.5)).toThrow(/reaches 1826 days/);
    expect(() => howMany(forecast, 7, 1.5)).toThrow(/from 0 to 1/);
    expect(() => whenDone(forecast, -1, 0.5)).toThrow(/at least 0/);
  });
});

describe("trials", () => {
  const daily = wandering(4, 600);
  const forecast = forecastThroughput(daily);

  test("have totals that follow the forecast", () => {
    const { finished, days, trials } = throughputTrials(forecast, { days: 28, trials: 20_000, seed: 1 });
    const totals = Float64Array.from({ length: trials }, (_, trial) =>
      finished.subarray(trial * days, (trial + 1) * days).reduce((sum, items) => sum + items, 0),
    );
    const expected = totalsIn(forecast, 28);
    for (const count of [10, 25, 40, 70]) {
      const share = totals.filter((total) => total <= count).length / trials;
      expect(Math.abs(share - chanceAtMost(expected, count))).toBeLessThan(0.015);
    }
  });

  test("are as uneven as the days they learnt from", () => {
    const weekly = steady(6, 400, 4);
    const { finished } = throughputTrials(forecastThroughput(weekly), { days: 7, trials: 4000, seed: 2 });
    let weekend = 0;
    let all = 0;
    let square = 0;
    const phase = weekly.length % 7;
    finished.forEach((items, i) => {
      const day = (phase + (i % 7)) % 7;
      all += items;
      if (day >= 5) weekend += items;
      else square += (items - 4) ** 2 / 4;
    });
    expect(weekend / all).toBeLessThan(0.02);
    expect(square / (4000 * 5)).toBeLessThan(1.6);
  });

  test("are the same for the same seed, also where totals are large", () => {
    const random = randomStream("large");
    const large = forecastThroughput(Array.from({ length: 200 }, () => samplePoisson(random, 60)));
    const once = throughputTrials(large, { days: 28, trials: 50, seed: "a" });
    expect(throughputTrials(large, { days: 28, trials: 50, seed: "a" }).finished).toEqual(once.finished);
    const mean = once.finished.reduce((sum, items) => sum + items, 0) / 50 / 28;
    expect(Math.abs(mean - 60)).toBeLessThan(8);
  });
});
