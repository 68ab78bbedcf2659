import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("From a register to a distribution: what each reserve covers follows from the 32 combinations", () => {
  const text = lessonText("projects/risk/risk-as-a-distribution");
  const risks = [...text.matchAll(/probability: ([\d.]+), effect: \[(\d+),/g)].map(
    (m) => [Number(m[1]), Number(m[2])] as const,
  );
  expect(risks).toHaveLength(5);
  const cases = Array.from({ length: 2 ** risks.length }, (_, bits) =>
    risks.reduce(
      (c, [p, effect], i) =>
        bits & (1 << i)
          ? { chance: c.chance * p, cost: c.cost + effect }
          : { chance: c.chance * (1 - p), cost: c.cost },
      { chance: 1, cost: 0 },
    ),
  );
  const enough = (reserve: number): string =>
    `${(100 * cases.filter((c) => c.cost <= reserve).reduce((sum, c) => sum + c.chance, 0)).toFixed(0)} %`;
  const expected = risks.reduce((sum, [p, effect]) => sum + p * effect, 0);
  expect(text).toContain(`| ${expected}, the expected loss | ${enough(expected)} |`);
  for (const reserve of [35, 80, 135, 235]) expect(text).toContain(`| ${reserve} | ${enough(reserve)} |`);
  for (const [p, effect] of risks) expect(text).toContain(`| ${p} | ${effect} | ${(p * effect).toFixed(0)} |`);
});
