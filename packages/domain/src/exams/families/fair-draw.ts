/** Drawing figures inside a generator until they make a fair question. */
import type { RandomStream } from "../../numbers/random.ts";
import type { Refusal } from "./family.ts";

/** One of `from`, `from + step` … up to `to`, each equally likely. */
export function between(random: RandomStream, from: number, to: number, step = 1): number {
  const steps = Math.floor((to - from) / step + 1e-9);
  return Number((from + step * random.nextInt(steps + 1)).toFixed(9));
}

/** The first of up to 300 tries that is not undefined; else a refusal that says what was looked for. */
export function firstFair<Drawn>(
  random: RandomStream,
  attempt: (random: RandomStream) => Drawn | undefined,
  lookedFor: string,
): Drawn | Refusal {
  for (let i = 0; i < 300; i += 1) {
    const drawn = attempt(random.substream(i));
    if (drawn !== undefined) return drawn;
  }
  return { refused: "out_of_range", detail: `no draw in 300 had ${lookedFor}` };
}

/** Whether all amounts differ by more than `gap`. */
export function apart(amounts: readonly number[], gap: number): boolean {
  const sorted = amounts.toSorted((a, b) => a - b);
  return sorted.every((amount, i) => i === 0 || amount - (sorted[i - 1] ?? 0) > gap);
}

/** To one decimal, for rationales. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
