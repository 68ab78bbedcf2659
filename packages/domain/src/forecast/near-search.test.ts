import { expect, test } from "vitest";
import { leastFrom } from "./near-search.ts";

test("finds the first day wherever the guess is, and asks little where it is near", () => {
  for (const first of [1, 2, 17, 90, 364]) {
    for (const guess of [-5, 1, 16, 17, 18, 100, 364, 9000]) {
      expect(leastFrom(guess, 364, (day) => day >= first)).toBe(first);
    }
  }
  let asked = 0;
  leastFrom(91, 1826, (day) => {
    asked += 1;
    return day >= 90;
  });
  expect(asked).toBeLessThanOrEqual(5);
  expect(leastFrom(10, 364, () => false)).toBeUndefined();
  expect(() => leastFrom(1, 0, () => true)).toThrow("at least 1");
});
