/** The smallest reserve that is enough with a likelihood of `percent`, for three independent risks. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const percent = numberOf(drawn, "percent");
  const risks = ["first", "second", "third"].map((risk) => ({
    risk,
    chance: numberOf(drawn, `${risk}Chance`),
    effect: numberOf(drawn, `${risk}Effect`),
  }));
  const cases = risks.reduce(
    (all, { chance, effect }) =>
      all.flatMap((c) => [
        { cost: c.cost, chance: c.chance * (1 - chance) },
        { cost: c.cost + effect, chance: c.chance * chance },
      ]),
    [{ cost: 0, chance: 1 }],
  );
  const levels = [...new Set(cases.map((c) => c.cost))].sort((a, b) => a - b);
  const enough = (reserve: number): number =>
    100 * cases.filter((c) => c.cost <= reserve).reduce((sum, c) => sum + c.chance, 0);
  const place = levels.findIndex((level) => enough(level) >= percent - 1e-9);
  const answer = levels[place] ?? 0;
  if (levels.some((level) => Math.abs(enough(level) - percent) < 0.3)) {
    return { refused: "ambiguous", detail: "a reserve reaches the likelihood only by rounding" };
  }
  const effects = risks.map((r) => r.effect);
  const all = effects.reduce((a, b) => a + b, 0);
  return {
    given: { risks, percent },
    working: { reached: Math.round(enough(answer) * 10) / 10 },
    answer,
    wrong: [
      { mistake: "expected-loss", answer: risks.reduce((sum, r) => sum + r.chance * r.effect, 0) },
      { mistake: "everything", answer: all },
      { mistake: "share-of-everything", answer: (all * percent) / 100 },
      { mistake: "one-step-short", answer: levels[place - 1] ?? Math.min(...effects) / 2 },
      { mistake: "one-step-more", answer: levels[place + 1] ?? all + Math.min(...effects) },
    ].filter((w) => Math.abs(w.answer - answer) > 0.5),
  };
};
