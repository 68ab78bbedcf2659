/** How many weeks planned work takes when the shares of all other work are counted in. */
import type { Generator } from "./family.ts";
import { apart, between, firstFair, tenth } from "./fair-draw.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const people = numberOf(drawn, "people");
  const hoursEach = numberOf(drawn, "hoursEach");
  return firstFair(
    random,
    (again) => {
      const unplanned = between(again, 10, 26, 2);
      const routines = between(again, 6, 18, 2);
      const coordination = between(again, 6, 14, 2);
      const absence = between(again, 4, 10, 2);
      const planned = 100 - unplanned - routines - coordination - absence;
      const all = people * hoursEach;
      const hours = between(again, 200, 900, 20);
      const weeks = (100 * hours) / (planned * all);
      const whole = hours / all;
      const usual = hours / (0.8 * all);
      const both = (100 * hours) / ((planned + unplanned) * all);
      if (weeks < 2 || weeks > 14 || !apart([weeks, whole, usual, both], 0.4)) return undefined;
      return {
        given: {
          people,
          hoursEach,
          hours,
          kinds: [
            { kind: "planned items", share: planned },
            { kind: "unplanned work", share: unplanned },
            { kind: "routines", share: routines },
            { kind: "coordination", share: coordination },
            { kind: "absence", share: absence },
          ],
        },
        working: { all, left: tenth((planned * all) / 100) },
        answer: weeks,
        wrong: [
          { mistake: "all-hours", answer: whole },
          { mistake: "usual-fifth", answer: usual },
          { mistake: "unplanned-counted", answer: both },
        ],
      };
    },
    "durations that differ",
  );
};
