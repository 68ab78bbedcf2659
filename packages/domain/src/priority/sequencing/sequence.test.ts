import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type RandomStream, randomStream, shuffle } from "../../numbers/random.ts";
import { apparentTardinessOrder, tunedApparentTardiness } from "./apparent-tardiness.ts";
import { delayAfter, delayCost, type DelayCurve, expiringAt, linearDelay, stepAt } from "./cost-of-delay.ts";
import { Dynasearch } from "./dynasearch.ts";
import { sequence } from "./sequence.ts";
import { SequenceCycle, sequenceCost, type SequenceItem, sequencingProblem } from "./sequencing-problem.ts";
import { sequenceOnServers } from "./servers.ts";
import { smithOrder } from "./smith-ratio.ts";

/** Curves of every kind over about the time that `count` items take. */
function randomItems(random: RandomStream, count: number, linked: boolean): SequenceItem[] {
  const horizon = count * 5;
  return Array.from({ length: count }, (_, k) => {
    const rate = 1 + random.nextInt(10);
    const date = random.nextInt(horizon) - 5;
    const kinds: DelayCurve[] = [
      linearDelay(rate),
      delayAfter(date, rate),
      stepAt(date, 10 * rate),
      expiringAt(date, rate),
    ];
    const after = Array.from({ length: k }, (__, p) => `i${p}`).filter(() => linked && random.nextInt(4) === 0);
    return { name: `i${k}`, duration: 1 + random.nextInt(9), delay: kinds[random.nextInt(4)]!, after };
  });
}

function* permutations(rest: readonly number[]): Generator<number[]> {
  if (rest.length === 0) yield [];
  for (const first of rest) {
    for (const tail of permutations(rest.filter((k) => k !== first))) yield [first, ...tail];
  }
}

const keepsPrecedence = (items: readonly SequenceItem[], order: readonly number[]) =>
  order.every((k, i) =>
    (items[k]!.after ?? []).every((name) => order.slice(0, i).some((p) => items[p]!.name === name)),
  );

describe("the worked example of docs/methods/sequencing.md", () => {
  const items: SequenceItem[] = [
    { name: "audit", duration: 5, delay: stepAt(6, 20) },
    { name: "login", duration: 2, delay: linearDelay(4) },
    { name: "report", duration: 3, delay: delayAfter(8, 5) },
    { name: "offer", duration: 4, delay: expiringAt(7, 3) },
  ];
  test("the rule by ratio alone costs 59, the best order 49", () => {
    const problem = sequencingProblem(items);
    const smith = smithOrder(problem);
    expect(Array.from(smith, (k) => items[k]!.name)).toEqual(["audit", "login", "report", "offer"]);
    const best = sequence(items, { seed: 1 });
    const cheapest = Math.min(...Array.from(permutations([0, 1, 2, 3]), (order) => sequenceCost(problem, order)));
    expect([sequenceCost(problem, smith), best.cost, cheapest]).toEqual([59, 49, 49]);
  });
});

describe("a sequence", () => {
  test.each([false, true])("costs the least of all orders, whatever the curves (precedence: %s)", (linked) => {
    for (let round = 0; round < 40; round++) {
      const random = randomStream(`brute ${linked} ${round}`);
      const items = randomItems(random, 7, linked);
      const problem = sequencingProblem(items);
      let least = Infinity;
      for (const order of permutations(items.map((_, k) => k))) {
        if (keepsPrecedence(items, order)) least = Math.min(least, sequenceCost(problem, order));
      }
      const found = sequence(items, { seed: round });
      expect(found.cost).toBeCloseTo(least, 9);
      expect(found.cost).toBeCloseTo(
        found.places.reduce((sum, place) => sum + delayCost(items[place.item]!.delay, place.finish), 0),
        9,
      );
      expect(
        keepsPrecedence(
          items,
          found.places.map((place) => place.item),
        ),
      ).toBe(true);
    }
  });

  test("says what letting the next one go first would cost", () => {
    const items = randomItems(randomStream("yield"), 12, true);
    const { places, cost } = sequence(items, { seed: 1 });
    const problem = sequencingProblem(items);
    const order = places.map((place) => place.item);
    for (const [i, place] of places.entries()) {
      const swapped = order.with(i, order[i + 1] ?? 0).with(Math.min(i + 1, order.length - 1), order[i]!);
      const may = i + 1 < order.length && keepsPrecedence(items, swapped);
      if (may) expect(place.costOfYielding).toBeCloseTo(sequenceCost(problem, swapped) - cost, 9);
      else expect(place.costOfYielding).toBeUndefined();
    }
  });

  test("is the same for the same seed", () => {
    const items = randomItems(randomStream("same"), 60, true);
    const once = sequence(items, { seed: "a", effort: 1e5 });
    expect(sequence(items, { seed: "a", effort: 1e5 })).toEqual(once);
  });

  test("of nothing is empty, and of one item is that item", () => {
    expect(sequence([], { seed: 1 }).places).toEqual([]);
    const one = sequence([{ name: "a", duration: 2, delay: linearDelay(3) }], { seed: 1 });
    expect(one.places).toEqual([{ item: 0, name: "a", start: 0, finish: 2, cost: 6, costOfYielding: undefined }]);
  });

  test("improves on the best rule where dates conflict", () => {
    const items = randomItems(randomStream("rule"), 80, false);
    const found = sequence(items, { seed: 1, effort: 1e6 });
    expect(found.cost).toBeLessThan(found.rule.cost);
    expect(tunedApparentTardiness(sequencingProblem(items)).cost).toBeGreaterThanOrEqual(found.rule.cost);
  });
});

describe("Smith's order", () => {
  test("is optimal for linear costs without precedence", () => {
    for (let round = 0; round < 20; round++) {
      const items = randomItems(randomStream(`smith ${round}`), 6, false).map((item) => ({
        ...item,
        delay: linearDelay(item.duration + round),
      }));
      const problem = sequencingProblem(items);
      const least = Math.min(...Array.from(permutations([0, 1, 2, 3, 4, 5]), (order) => sequenceCost(problem, order)));
      expect(sequenceCost(problem, smithOrder(problem))).toBeCloseTo(least, 9);
    }
  });

  test("pulls a cheap item forward for the sake of what waits behind it", () => {
    const problem = sequencingProblem([
      { name: "dear", duration: 1, delay: linearDelay(5) },
      { name: "cheap", duration: 1, delay: linearDelay(0) },
      { name: "behind", duration: 1, delay: linearDelay(100), after: ["cheap"] },
    ]);
    expect([...smithOrder(problem)]).toEqual([1, 2, 0]);
  });
});

describe("apparent tardiness", () => {
  test("takes at every moment the item of the highest index, as the definition computes it", () => {
    for (let round = 0; round < 20; round++) {
      const random = randomStream(`index ${round}`);
      // No ties: durations are not whole.
      const items = randomItems(random, 30, round % 2 === 1).map((item) => ({
        ...item,
        duration: item.duration + random.nextUniform(),
      }));
      const mean = items.reduce((sum, item) => sum + item.duration, 0) / items.length;
      const lookAhead = 2;
      const left = new Set(items.keys());
      let time = 0;
      for (const k of apparentTardinessOrder(sequencingProblem(items), lookAhead)) {
        const index = (of: number) => {
          const { delay, duration } = items[of]!;
          const slack = delay.from - duration - time;
          if (slack < 0) return time + duration < delay.until ? delay.rate / duration : 0;
          const weight = delay.rate + delay.step / (lookAhead * mean);
          return (weight / duration) * Math.exp(-slack / (lookAhead * mean));
        };
        const free = [...left].filter((of) => !items[of]!.after!.some((name) => left.has(Number(name.slice(1)))));
        expect(index(k)).toBeGreaterThanOrEqual(Math.max(...free.map(index)) * (1 - 1e-12));
        left.delete(k);
        time += items[k]!.duration;
      }
      expect(left.size).toBe(0);
    }
  });
});

describe("dynasearch", () => {
  test("stops only where no single swap or insertion helps", () => {
    for (let round = 0; round < 30; round++) {
      const linked = round % 2 === 1;
      const items = randomItems(randomStream(`local ${round}`), 25, linked);
      const problem = sequencingProblem(items);
      const start = linked ? smithOrder(problem) : shuffle(randomStream(round), [...items.keys()]);
      const dynasearch = new Dynasearch(problem);
      const cost = dynasearch.improve(start);
      const order = [...dynasearch.order];
      expect(cost).toBe(sequenceCost(problem, order));
      for (let i = 0; i < order.length; i++) {
        for (let j = 0; j < order.length; j++) {
          const inserted = order.toSpliced(i, 1).toSpliced(j, 0, order[i]!);
          const swapped = order.with(i, order[j]!).with(j, order[i]!);
          for (const other of [inserted, swapped]) {
            if (keepsPrecedence(items, other)) expect(sequenceCost(problem, other)).toBeGreaterThan(cost - 1e-6);
          }
        }
      }
    }
  });
});

describe("several servers", () => {
  test.each([false, true])("reach the least cost of all lists (precedence: %s)", (linked) => {
    for (let round = 0; round < 15; round++) {
      const items = randomItems(randomStream(`servers ${linked} ${round}`), 6, linked);
      let least = Infinity;
      for (const order of permutations(items.map((_, k) => k))) {
        if (!keepsPrecedence(items, order)) continue;
        const free = [0, 0];
        const finish: number[] = [];
        let cost = 0;
        for (const k of order) {
          const server = free[1]! < free[0]! ? 1 : 0;
          const ready = (items[k]!.after ?? []).map((name) => finish[items.findIndex((item) => item.name === name)]!);
          free[server] = finish[k] = Math.max(free[server]!, ...ready) + items[k]!.duration;
          cost += delayCost(items[k]!.delay, finish[k]);
        }
        least = Math.min(least, cost);
      }
      expect(sequenceOnServers(items, 2, { seed: 1, effort: 1e5 }).cost).toBeCloseTo(least, 9);
    }
  });

  test("never do two items at once, and cost what their places say", () => {
    const items = randomItems(randomStream("overlap"), 40, true);
    const { places, cost } = sequenceOnServers(items, 3, { seed: 1, effort: 2e5 });
    for (const a of places) {
      for (const b of places) {
        if (a.item !== b.item && a.server === b.server) expect(a.finish <= b.start || b.finish <= a.start).toBe(true);
        if ((items[b.item]!.after ?? []).includes(a.name)) expect(a.finish).toBeLessThanOrEqual(b.start);
      }
    }
    expect(places.reduce((sum, place) => sum + delayCost(items[place.item]!.delay, place.finish), 0)).toBeCloseTo(
      cost,
      6,
    );
  });

  test("as many as there are items start everything at once", () => {
    const items = randomItems(randomStream("many"), 5, false);
    expect(sequenceOnServers(items, 9, { seed: 1 }).places.every((place) => place.start === 0)).toBe(true);
  });
});

describe("what cannot be put in order is refused", () => {
  const fine: SequenceItem = { name: "a", duration: 1, delay: linearDelay(1) };
  const refusals: [string, string, SequenceItem[]][] = [
    ["a negative duration", "not_positive", [{ ...fine, duration: -1 }]],
    ["a duration that is no number", "not_positive", [{ ...fine, duration: Number.NaN }]],
    ["a cost that falls over time", "bad_curve", [{ ...fine, delay: linearDelay(-1) }]],
    ["a date that is no number", "bad_curve", [{ ...fine, delay: delayAfter(Number.NaN, 1) }]],
    ["two items of one name", "duplicate_name", [fine, fine]],
    ["a predecessor nobody knows", "unknown_name", [{ ...fine, after: ["b"] }]],
  ];
  test.each(refusals)("%s", (_, code, items) => {
    expect(() => sequence(items, { seed: 1 })).toThrow(expect.objectContaining({ code }));
  });

  test("a ring, by name", () => {
    const items = [
      { ...fine, after: ["c"] },
      { ...fine, name: "b", after: ["a"] },
      { ...fine, name: "c", after: ["b"] },
    ];
    let refusal: unknown;
    try {
      sequence(items, { seed: 1 });
    } catch (thrown) {
      refusal = thrown;
    }
    expect(refusal).toBeInstanceOf(SequenceCycle);
    const { cycle } = refusal as SequenceCycle;
    expect(cycle).toHaveLength(4);
    expect(cycle[0]).toBe(cycle[3]);
    for (const [i, name] of cycle.slice(0, -1).entries()) {
      expect(items.find((item) => item.name === cycle[i + 1])!.after).toContain(name);
    }
  });

  test("less than one server, and effort below zero", () => {
    expect(() => sequenceOnServers([fine], 0, { seed: 1 })).toThrow(expect.objectContaining({ code: "not_count" }));
    expect(() => sequence([fine], { seed: 1, effort: -1 })).toThrow(expect.objectContaining({ code: "bad_effort" }));
  });
});

const data = new URL("../../../../../../shared/data/wt/", import.meta.url);
test.skipIf(!existsSync(data))(
  "the public weighted-tardiness sets (absent: skipped) are solved at the hard end",
  () => {
    const numbers = (file: string) => readFileSync(new URL(file, data), "utf8").trim().split(/\s+/).map(Number);
    const [values, best] = [numbers("wt40.txt"), numbers("wtopt40.txt")];
    for (let instance = 0; instance < 125; instance += 12) {
      const [duration, weight, due] = [0, 1, 2].map((row) =>
        values.slice(instance * 120 + row * 40, instance * 120 + row * 40 + 40),
      );
      const items = duration!.map((d, k) => ({ name: `${k}`, duration: d, delay: delayAfter(due![k]!, weight![k]!) }));
      expect(sequence(items, { seed: instance }).cost).toBe(best[instance]);
    }
  },
);
