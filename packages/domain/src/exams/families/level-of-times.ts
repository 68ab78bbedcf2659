/** A service level from a sorted list: the least whole time within which at least `percent` per cent of twenty were done. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

const COUNT = 20;

export const generate: Generator = (random, drawn) => {
  const percent = numberOf(drawn, "percent");
  const place = Math.ceil((percent * COUNT) / 100 - 1e-9) - 1;
  const times: number[] = [];
  let time = numberOf(drawn, "shortest");
  for (let i = 0; i < COUNT; i += 1) {
    times.push(time);
    // Around the level neighbours must differ, or two ways of counting would agree by chance.
    if (i >= place - 2) time += 2 + random.nextInt(5);
    else time += random.nextInt(3) === 0 ? 1 : 0;
  }
  const at = (i: number): number => times[Math.min(Math.max(i, 0), COUNT - 1)] ?? 0;
  const mean = times.reduce((a, b) => a + b, 0) / COUNT;
  return {
    given: { times: times.join(", "), percent },
    working: { place: place + 1 },
    answer: at(place),
    wrong: [
      { mistake: "mean", answer: mean },
      { mistake: "one-too-few", answer: at(place - 1) },
      ...(place + 1 < COUNT ? [{ mistake: "one-too-many", answer: at(place + 1) }] : []),
      { mistake: "share-of-longest", answer: (at(COUNT - 1) * percent) / 100 },
      { mistake: "longest", answer: at(COUNT - 1) },
    ],
  };
};
