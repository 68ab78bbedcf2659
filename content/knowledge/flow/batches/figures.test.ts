import { expect, test } from "vitest";
import { lessonText } from "../../../checks/lesson-text.ts";

const text = lessonText("flow/batches/batch-size");
const parts = (size: number, costPerBatch: number, perWeek: number, holding: number) => ({
  transactions: (costPerBatch * perWeek) / size,
  waiting: (holding * size) / 2,
  sum: (costPerBatch * perWeek) / size + (holding * size) / 2,
});
/** The cheapest whole size, by trying each. */
function best(costPerBatch: number, perWeek: number, holding: number): number {
  const sizes = Array.from({ length: 1000 }, (_, i) => i + 1);
  return sizes.reduce((a, b) =>
    parts(b, costPerBatch, perWeek, holding).sum < parts(a, costPerBatch, perWeek, holding).sum ? b : a,
  );
}

test("Half the batch: each line of the table, and the best size found by trying every size", () => {
  for (const size of [240, 120, 60, 30, 15]) {
    const { transactions, waiting, sum } = parts(size, 120, 60, 4);
    expect(text).toMatch(new RegExp(`\\| ${size} \\| [^|]+ \\| ${transactions} \\| ${waiting} \\| (\\*\\*)?${sum}`));
  }
  expect(best(120, 60, 4)).toBe(60);
  expect(best(120, 60, 1)).toBe(120);
  expect(best(120, 60, 16)).toBe(30);
  expect(best(30, 60, 4)).toBe(30);
  expect(parts(30, 30, 60, 4).sum).toBe(120);
  expect(parts(30, 120, 60, 4).sum / parts(60, 120, 60, 4).sum).toBe(1.25);
  expect(parts(120, 120, 60, 4).sum / parts(60, 120, 60, 4).sum).toBe(1.25);
});

test("Half the batch: the check", () => {
  expect(best(80, 40, 4)).toBe(40);
  expect(parts(40, 80, 40, 4).sum).toBe(160);
  expect(parts(20, 80, 40, 4).sum).toBe(200);
  expect(best(20, 40, 4)).toBe(20);
  expect(parts(20, 20, 40, 4).sum).toBe(80);
});
