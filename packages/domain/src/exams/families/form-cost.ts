/** Which form costs team and requesters together least: filling in, false starts and answers afterwards. */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { between, firstFair, tenth } from "./fair-draw.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const requests = numberOf(drawn, "requests");
  const falseStart = numberOf(drawn, "falseStart");
  const answering = numberOf(drawn, "answering");
  return firstFair(
    random,
    (again) => {
      const minutes = [0, between(again, 1, 3), between(again, 4, 7), between(again, 9, 15)];
      const percents = [
        between(again, 36, 50, 2),
        between(again, 20, 34, 2),
        between(again, 8, 18, 2),
        between(again, 2, 6, 2),
      ];
      const forms = minutes.map((fill, i) => {
        const incomplete = percents[i] ?? 0;
        const both = requests * fill + ((requests * incomplete) / 100) * (falseStart + answering);
        return { fill, incomplete, both };
      });
      const letters = shuffle(again, ["A", "B", "C", "D"]);
      const rows = forms.map((form, i) => ({ ...form, form: letters[i] ?? "" }));
      const [best, second] = rows.toSorted((a, b) => a.both - b.both);
      if (!best || !second || second.both < 1.06 * best.both) return undefined;
      const shortest = rows[0];
      const fewest = rows[3];
      if (best === shortest || best === fewest) return undefined;
      return {
        given: {
          requests,
          falseStart,
          answering,
          forms: rows
            .map(({ form, fill, incomplete }) => ({ form, fill, incomplete }))
            .toSorted((a, b) => (a.form < b.form ? -1 : 1)),
        },
        working: { best: tenth(best.both / 60), next: tenth(second.both / 60) },
        answer: best.form,
        wrong: [
          { mistake: "shortest-form", answer: shortest?.form ?? "" },
          { mistake: "fewest-gaps", answer: fewest?.form ?? "" },
          { mistake: "in-between", answer: rows.find((r) => r !== best && r !== shortest && r !== fewest)?.form ?? "" },
        ],
      };
    },
    "a best form between the shortest and the longest",
  );
};
