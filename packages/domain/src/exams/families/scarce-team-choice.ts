/** The best set of initiatives under the weeks of one scarce team, with what the usual shortcuts would choose. */
import type { RandomStream } from "../../numbers/random.ts";
import type { Draft, Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

interface Initiative {
  name: string;
  value: number;
  weeks: number;
}

export const generate: Generator = (random, drawn) => {
  const limit = numberOf(drawn, "limit");
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const draft = tryOnce(random.substream(attempt), limit);
    if (draft) return draft;
  }
  return { refused: "ambiguous", detail: "no draw in which the best choice stands clear of the shortcuts" };
};

function tryOnce(random: RandomStream, limit: number): Draft | undefined {
  const initiatives = ["A", "B", "C", "D", "E"].map((name) => {
    const weeks = 3 + random.nextInt(limit - 5);
    return { name, value: weeks * (9 + random.nextInt(8)) + random.nextInt(9), weeks };
  });
  const sets = Array.from({ length: 2 ** initiatives.length }, (_, bits) =>
    initiatives.filter((_initiative, i) => bits & (1 << i)),
  ).filter((set) => set.length > 0);
  const ranked = sets.filter((set) => sum(set, "weeks") <= limit).sort((a, b) => sum(b, "value") - sum(a, "value"));
  const [best, second] = ranked;
  const over = sets
    .filter((set) => sum(set, "weeks") > limit && sum(set, "weeks") <= limit + 2)
    .sort((a, b) => sum(b, "value") - sum(a, "value"))[0];
  if (!best || !second || !over || sum(best, "value") < 1.05 * sum(second, "value")) return undefined;
  const byRatio = fill(initiatives, limit, (i) => i.value / i.weeks);
  const byValue = fill(initiatives, limit, (i) => i.value);
  const smallest = fill(initiatives, limit, (i) => -i.weeks);
  const chosen = [byRatio, byValue, smallest, over].map(label);
  if (new Set([label(best), ...chosen]).size < 4 || chosen[0] === label(best)) return undefined;
  return {
    given: { initiatives: initiatives.map((i) => ({ ...i })), limit },
    working: { total: sum(best, "value"), used: sum(best, "weeks") },
    answer: label(best),
    wrong: ["by-ratio", "by-value", "smallest-first", "overfilled"].map((mistake, i) => ({
      mistake,
      answer: chosen[i] ?? "",
    })),
  };
}

const sum = (set: Initiative[], of: "value" | "weeks"): number => set.reduce((all, i) => all + i[of], 0);
const label = (set: Initiative[]): string =>
  set
    .map((i) => i.name)
    .sort()
    .join(" + ");

function fill(from: Initiative[], limit: number, rank: (i: Initiative) => number): Initiative[] {
  const chosen: Initiative[] = [];
  for (const i of [...from].sort((a, b) => rank(b) - rank(a)))
    if (sum(chosen, "weeks") + i.weeks <= limit) chosen.push(i);
  return chosen;
}
