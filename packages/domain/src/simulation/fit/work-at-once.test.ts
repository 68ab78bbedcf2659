import { describe, expect, test } from "vitest";
import { randomStream } from "../../numbers/random.ts";
import { workAtOnce, type WorkStretch } from "./work-at-once.ts";

const exponential = (random: { nextOpenUniform(): number }, mean: number) => -mean * Math.log(random.nextOpenUniform());

/** Visits served by `servers` in order of arrival, so many per unit of time, lengths drawn by `length`. */
function served(servers: number, rate: number, length: () => number, seed: string): WorkStretch[] {
  const random = randomStream(seed);
  const freeAt = new Float64Array(servers);
  const stretches: WorkStretch[] = [];
  let at = 0;
  for (let i = 0; i < 2_000; i++) {
    at += exponential(random, 1 / rate);
    let next = 0;
    for (let s = 1; s < servers; s++) if (freeAt[s]! < freeAt[next]!) next = s;
    const end = Math.max(at, freeAt[next]!) + length();
    freeAt[next] = end;
    stretches.push({ stage: 0, from: at, to: end, isEnd: true, isBegin: true });
  }
  return stretches;
}

describe("how many a team carries on at once", () => {
  test.each([1, 3, 8])("is %i where so many work and others wait", (servers) => {
    const random = randomStream(`lengths ${servers}`);
    const stretches = served(servers, 0.9 * servers, () => exponential(random, 1), `load ${servers}`);
    const { atOnce, means, isLimitSeen } = workAtOnce(stretches, 1, 0);
    expect(Math.abs(atOnce - servers)).toBeLessThanOrEqual(Math.ceil(servers / 5));
    expect(means[0]).toBeGreaterThan(0.85);
    expect(means[0]).toBeLessThan(1.15);
    expect(isLimitSeen).toBe(true);
    // What the visits last by themselves, waiting included, is another thing altogether.
    const mean = stretches.reduce((sum, { from, to }) => sum + (to - from) / stretches.length, 0);
    expect(mean).toBeGreaterThan(1.25 * means[0]!);
  });

  test("is all there were where nobody is in anybody's way", () => {
    const random = randomStream("free");
    const { atOnce, most, means, isLimitSeen } = workAtOnce(
      served(2_000, 5, () => exponential(random, 4), "free"),
      1,
      3,
    );
    expect(atOnce).toBe(most);
    expect(isLimitSeen).toBe(false);
    expect(means[0]).toBeCloseTo(4, 0);
  });

  test("is not taken for one where all visits last alike, though they end no faster when there are more", () => {
    const { atOnce, most } = workAtOnce(
      served(2_000, 2, () => 10, "fixed"),
      1,
      0,
    );
    expect(atOnce).toBe(most);
  });

  test("stays what is expected where there is too little to tell", () => {
    const random = randomStream("few");
    const few = served(3, 1, () => exponential(random, 1), "few").slice(0, 20);
    expect(workAtOnce(few, 1, 5).atOnce).toBe(5);
    expect(workAtOnce([], 1, 5)).toMatchObject({ atOnce: 5, means: [undefined], most: 0 });
  });

  test("tells visits apart that began while somebody was free", () => {
    const stretches: WorkStretch[] = [
      { stage: 0, from: 0, to: 10, isEnd: true, isBegin: true },
      { stage: 0, from: 1, to: 12, isEnd: true, isBegin: true },
      { stage: 0, from: 2, to: 20, isEnd: true, isBegin: true },
      { stage: 0, from: 15, to: 25, isEnd: true, isBegin: true },
    ];
    const { isFree, means } = workAtOnce(stretches, 1, 2);
    expect(isFree).toEqual([true, true, false, true]);
    // As in docs/methods/what-if.md: 41 of shared exposure over 4 ends, where the visits lasted 12.25 on average.
    expect(means[0]).toBeCloseTo(10.25, 9);
  });
});
