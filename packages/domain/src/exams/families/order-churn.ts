/** Pairs that turned between two orders, among the items on both lists (Kendall, Biometrika 30, 1938). */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { between, firstFair } from "./fair-draw.ts";

export const generate: Generator = (random) =>
  firstFair(
    random,
    (again) => {
      const before = shuffle(again, ["A", "B", "C", "D", "E", "F", "G"]);
      const done = new Set(shuffle(again, [...before]).slice(0, between(again, 1, 2)));
      const after = before.filter((item) => !done.has(item));
      for (let move = between(again, 1, 3); move > 0; move -= 1) {
        const from = between(again, 1, after.length - 1);
        const [item] = after.splice(from, 1);
        if (item !== undefined) after.splice(between(again, 0, from - 1), 0, item);
      }
      for (const item of ["H", "J"].slice(0, done.size)) after.splice(between(again, 0, after.length), 0, item);
      const both = before.filter((item) => after.includes(item));
      const later = after.filter((item) => before.includes(item));
      let turned = 0;
      for (const [i, a] of both.entries())
        for (const b of both.slice(i + 1)) if (later.indexOf(a) > later.indexOf(b)) turned += 1;
      const places = before.filter((item, i) => after[i] !== item).length;
      const moved = both.filter((item, i) => later[i] !== item).length;
      const pairs = (both.length * (both.length - 1)) / 2;
      if (turned < 2 || [places, moved, pairs].includes(turned)) return undefined;
      return {
        given: { before: before.join(" "), after: after.join(" ") },
        working: { kept: both.join(" "), became: later.join(" ") },
        answer: turned,
        wrong: [
          { mistake: "places-changed", answer: places },
          { mistake: "items-moved", answer: moved },
          { mistake: "all-pairs", answer: pairs },
        ],
      };
    },
    "turned pairs that differ from other counts",
  );
