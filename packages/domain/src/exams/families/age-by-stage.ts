/** An ageing review: five open items, three stages with their 85 % marks; exactly one item is past the mark of its stage. */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

const STAGES = ["first", "second", "third"] as const;

export const generate: Generator = (random, drawn) => {
  const first = numberOf(drawn, "firstMark");
  const second = first + numberOf(drawn, "secondAfter");
  const third = second + numberOf(drawn, "thirdAfter");
  const marks = [first, second, third];
  const lateStage = random.nextInt(2);
  const lateMark = marks[lateStage] ?? first;
  const late = lateMark + 1 + random.nextInt(2);
  const roles = [
    { role: "late", stage: lateStage, age: late },
    { role: "oldest", stage: 2, age: third - 1 },
    { role: "at-the-mark", stage: 1, age: second },
    { role: "youngest", stage: 0, age: 1 + random.nextInt(2) },
    { role: "middle", stage: 2, age: Math.round((second + third) / 2) },
  ];
  const labels = shuffle(random, ["A", "B", "C", "D", "E"]);
  const placed = roles.map((role, i) => ({ ...role, item: labels[i] ?? "" }));
  const items = [...placed]
    .sort((a, b) => a.item.localeCompare(b.item))
    .map(({ item, stage, age }) => ({ item, stage: STAGES[stage] ?? "", age, mark: marks[stage] ?? 0 }));
  const labelOf = (role: string): string => placed.find((p) => p.role === role)?.item ?? "";
  return {
    given: { items },
    working: { late, lateMark },
    answer: labelOf("late"),
    wrong: ["oldest", "at-the-mark", "youngest", "middle"].map((mistake) => ({ mistake, answer: labelOf(mistake) })),
  };
};
