/** Which of four items, each with its own curve, loses most by being done a week later: the engine's delay curves. */
import { delayAfter, delayCost, expiringAt, linearDelay, stepAt } from "../../priority/sequencing/cost-of-delay.ts";
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { between, firstFair } from "./fair-draw.ts";

export const generate: Generator = (random) =>
  firstFair(
    random,
    (again) => {
      const week = between(again, 3, 14);
      const linear = between(again, 200, 900, 50);
      const fine = between(again, 1500, 6000, 500);
      const dated = again.nextInt(3) === 0 ? week : between(again, 1, 16);
      const brings = between(again, 600, 1800, 100);
      const until = between(again, 2, 15);
      const slow = between(again, 1200, 3000, 100);
      const from = between(again, week - 2, week + 10);
      const kinds = [
        { each: linear, after: 0, until: "–", once: 0, curve: linearDelay(linear), mistake: "smaller-now" },
        { each: 0, after: dated, until: "–", once: fine, curve: stepAt(dated, fine), mistake: "date-not-in-that-week" },
        {
          each: brings,
          after: 0,
          until: `week ${until}`,
          once: 0,
          curve: expiringAt(until, brings),
          mistake: "value-gone",
        },
        {
          each: slow,
          after: Math.max(from, 1),
          until: "–",
          once: 0,
          curve: delayAfter(Math.max(from, 1), slow),
          mistake: "not-begun-yet",
        },
      ];
      const items = shuffle(again, kinds).map((kind, i) => ({
        ...kind,
        item: ["A", "B", "C", "D"][i] ?? "",
        loses: delayCost(kind.curve, week + 1) - delayCost(kind.curve, week),
      }));
      const [most, second] = items.toSorted((a, b) => b.loses - a.loses);
      if (!most || !second || most.loses < 1.15 * second.loses) return undefined;
      // Otherwise the largest sum in the table would always be the key.
      if (Math.max(...items.map(({ each, once }) => Math.max(each, once))) === Math.max(most.each, most.once)) {
        if (again.nextInt(3) > 0) return undefined;
      }
      return {
        given: {
          week,
          items: items.map(({ item, each, after, until: end, once }) => ({ item, each, after, until: end, once })),
        },
        working: { loses: most.loses, following: week + 1 },
        answer: most.item,
        wrong: items
          .filter((each) => each !== most)
          .map(({ item, loses, mistake }) => ({ mistake: loses > 0 ? "smaller-now" : mistake, answer: item })),
      };
    },
    "a largest loss in the coming week",
  );
