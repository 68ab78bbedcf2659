/** What expediting one item gains or loses: its own delay saved, less the delay of all it passes. */
import { linearDelay } from "../../priority/sequencing/cost-of-delay.ts";
import { sequenceCost, sequencingProblem } from "../../priority/sequencing/sequencing-problem.ts";
import type { Generator } from "./family.ts";
import { apart, between, firstFair, sum } from "./fair-draw.ts";

export const generate: Generator = (random) =>
  firstFair(
    random,
    (again) => {
      const passed = Array.from({ length: between(again, 3, 5) }, (_, i) => ({
        item: `item ${i + 1}`,
        cost: between(again, 200, 1200, 100),
        days: between(again, 2, 6),
      }));
      const own = between(again, 300, 2400, 100);
      const days = between(again, 1, 4);
      const items = [...passed, { item: "expedite", cost: own, days }].map(({ item, cost, days: work }) => ({
        name: item,
        duration: work / 5,
        delay: linearDelay(cost),
      }));
      const problem = sequencingProblem(items);
      const last = items.length - 1;
      const usual = items.map((_, i) => i);
      const net = sequenceCost(problem, usual) - sequenceCost(problem, [last, ...usual.slice(0, -1)]);
      const saved = (sum(passed.map((each) => each.days)) / 5) * own;
      const paid = (days / 5) * sum(passed.map(({ cost }) => cost));
      const amounts = [
        net,
        saved,
        -paid,
        saved - days * sum(passed.map(({ cost }) => cost)),
        saved - paid / passed.length,
      ];
      if (!apart(amounts, 60) || Math.abs(net) < 100) return undefined;
      return {
        given: { passed: passed.map((each) => ({ ...each })), own, days },
        working: { saved, paid },
        answer: net,
        wrong: [
          { mistake: "own-gain-only", answer: saved },
          { mistake: "others-only", answer: -paid },
          { mistake: "days-as-weeks", answer: saved - days * sum(passed.map(({ cost }) => cost)) },
          { mistake: "one-item-passed", answer: saved - paid / passed.length },
        ],
      };
    },
    "a net gain or loss that stands clear of the mistakes",
  );
