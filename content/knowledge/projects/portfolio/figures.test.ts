import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

test("Choose and limit: every choice is found by trying all combinations and by the rule of thumb", () => {
  const text = lessonText("projects/portfolio/choose-and-limit");
  const rows = [...text.matchAll(/\| ([A-F]) [a-z ]+ \| (\d+) \| (\d+) \| ([\d.]+) \|/g)].map((m) => {
    expect((Number(m[2]) / Number(m[3])).toFixed(1)).toBe(m[4]);
    return { name: m[1] ?? "", value: Number(m[2]), weeks: Number(m[3]) };
  });
  expect(rows).toHaveLength(6);
  const sum = (chosen: typeof rows, of: "value" | "weeks"): number => chosen.reduce((all, r) => all + r[of], 0);
  const best = (limit: number) =>
    Array.from({ length: 64 }, (_, bits) => rows.filter((_row, i) => bits & (1 << i)))
      .filter((chosen) => sum(chosen, "weeks") <= limit)
      .reduce((a, b) => (sum(b, "value") > sum(a, "value") ? b : a));
  const greedy = (limit: number, by: (r: (typeof rows)[number]) => number) => {
    const chosen: typeof rows = [];
    for (const row of [...rows].sort((a, b) => by(b) - by(a)))
      if (sum(chosen, "weeks") + row.weeks <= limit) chosen.push(row);
    return chosen;
  };
  const names = (chosen: typeof rows): string => chosen.map((r) => r.name).join(", ");
  const line = (chosen: typeof rows): string =>
    `${names(chosen)} | ${sum(chosen, "weeks")} | ${sum(chosen, "value")} |`;
  expect(text).toContain(`best of all 64 combinations | ${line(best(20))}`);
  expect(text).toContain(`by value per week | ${line(greedy(20, (r) => r.value / r.weeks))}`);
  expect(text).toContain(`by value | ${line(greedy(20, (r) => r.value))}`);
  expect([
    sum(best(21), "value"),
    sum(
      greedy(21, (r) => r.value / r.weeks),
      "value",
    ),
  ]).toEqual([580, 560]);
  expect(((560 / 52) * 6).toFixed(0)).toBe("65");
});
