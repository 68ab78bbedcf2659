/** Cost of delay of a week from what an item earns, saves and prevents. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const sales = numberOf(drawn, "sales");
  const margin = numberOf(drawn, "margin");
  const lost = numberOf(drawn, "lostPercent");
  const hours = numberOf(drawn, "hours");
  const rate = numberOf(drawn, "rate");
  const chance = numberOf(drawn, "chancePercent");
  const damage = numberOf(drawn, "damage");
  const earns = (sales * margin * lost) / 100;
  const saves = hours * rate;
  const prevents = (chance * damage) / 100 / 52;
  return {
    given: { sales, margin, lost, hours, rate, chance, damage },
    working: { earns, saves, prevents: Math.round(prevents) },
    answer: earns + saves + prevents,
    wrong: [
      { mistake: "all-sales-lost", answer: sales * margin + saves + prevents },
      { mistake: "damage-of-a-year", answer: earns + saves + (chance * damage) / 100 },
      { mistake: "damage-left-out", answer: earns + saves },
      { mistake: "earnings-only", answer: earns },
    ],
  };
};
