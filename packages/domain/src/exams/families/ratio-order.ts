/**
 * Cost of delay over duration (Smith 1956) by the engine: `asked` is `order`, or `extra` for what another simple rule
 * costs more than the best order. Parameter `items`: how many.
 */
import { shuffle, type RandomStream } from "../../numbers/random.ts";
import { linearDelay } from "../../priority/sequencing/cost-of-delay.ts";
import { sequenceCost, sequencingProblem } from "../../priority/sequencing/sequencing-problem.ts";
import { smithOrder } from "../../priority/sequencing/smith-ratio.ts";
import type { Generator } from "./family.ts";
import { apart, between, firstFair } from "./fair-draw.ts";
import { numberOf, wordOf } from "./parameters.ts";

const LETTERS = ["A", "B", "C", "D", "E", "F"];

interface Listed {
  item: string;
  cost: number;
  weeks: number;
}

export const generate: Generator = (random, drawn) => {
  const asked = wordOf(drawn, "asked", ["order", "extra"]);
  const count = numberOf(drawn, "items");
  return firstFair(
    random,
    (again) => {
      const items = draw(again, count);
      const ratios = items.map(({ cost, weeks }) => Math.log(cost / weeks));
      // Ratios closer than 8 % would ask for arithmetic, not for the rule.
      if (!apart(ratios, 0.08)) return undefined;
      const problem = sequencingProblem(
        items.map(({ item, cost, weeks }) => ({ name: item, duration: weeks, delay: linearDelay(cost) })),
      );
      const best = Array.from(smithOrder(problem));
      const by = (key: (item: Listed) => number): number[] =>
        items.map((_, i) => i).sort((a, b) => key(items[b] as Listed) - key(items[a] as Listed));
      const dearest = by(({ cost }) => cost);
      const shortest = by(({ weeks }) => -weeks);
      if (
        !apart(
          items.map(({ cost }) => cost),
          1,
        ) ||
        !apart(
          items.map(({ weeks }) => weeks),
          0.1,
        )
      )
        return undefined;
      const names = (order: number[]): string[] => order.map((i) => items[i]?.item ?? "");
      const cost = (order: number[]): number => sequenceCost(problem, order);
      const extra = cost(dearest) - cost(best);
      const given = { items: items.map((item) => ({ ...item })) };
      const working = {
        best: cost(best),
        dearest: cost(dearest),
        bestOrder: names(best).join(", "),
        dearestOrder: names(dearest).join(", "),
      };
      if (asked === "order") {
        if ([dearest, shortest].some((order) => order.join() === best.join())) return undefined;
        return { given, working, answer: names(best), wrong: [{ mistake: "dearest-first", answer: names(dearest) }] };
      }
      const listed = cost(items.map((_, i) => i)) - cost(best);
      const amounts = [extra, cost(dearest), cost(best), cost(shortest) - cost(best), listed];
      if (extra < 500 || !apart(amounts, 100)) return undefined;
      return {
        given,
        working,
        answer: extra,
        wrong: [
          { mistake: "whole-cost", answer: cost(dearest) },
          { mistake: "best-cost", answer: cost(best) },
          { mistake: "shortest-first", answer: cost(shortest) - cost(best) },
          { mistake: "as-listed", answer: listed },
        ],
      };
    },
    "ratios that differ and rules that disagree",
  );
};

function draw(random: RandomStream, count: number): Listed[] {
  return shuffle(random, LETTERS.slice(0, count)).map((item) => ({
    item,
    cost: between(random, 100, 1500, 50),
    weeks: between(random, 0.5, 7, 0.5),
  }));
}
