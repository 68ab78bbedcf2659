/** The shortest promise that a stated share of past items of the kind kept: counting, no interpolation. */
import type { Generator } from "./family.ts";
import { between, firstFair, sum } from "./fair-draw.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const percent = numberOf(drawn, "percent");
  return firstFair(
    random,
    (again) => {
      const count = 20;
      const days = Array.from({ length: count }, () => {
        const short = between(again, 2, 12);
        return again.nextInt(5) === 0 ? short + between(again, 4, 16) : short;
      }).toSorted((a, b) => a - b);
      const at = (share: number): number => days[Math.ceil((share * count) / 100) - 1] ?? 0;
      const key = at(percent);
      // The next item must take longer, or the promise would be kept by more than asked for.
      if (days[(percent * count) / 100] === key) return undefined;
      const wrong = [
        { mistake: "average", answer: Math.round(sum(days) / count) },
        { mistake: "middle", answer: at(50) },
        { mistake: "longest", answer: at(100) },
        { mistake: "share-of-longest", answer: Math.round((percent * at(100)) / 100) },
        { mistake: "next-higher", answer: days[(percent * count) / 100] ?? 0 },
      ].filter(({ answer }) => answer !== key);
      if (new Set(wrong.map(({ answer }) => answer)).size < 4) return undefined;
      return {
        given: { percent, durations: days.join(", ") },
        working: { kept: (percent * count) / 100 },
        answer: key,
        wrong,
      };
    },
    "a clear percentile and wrong answers on both sides",
  );
};
