import { expect, test } from "vitest";
import { firstDifference } from "./nearly-same-text.ts";

test("figures may move a little, words and their order not at all", () => {
  const page = "by 2026-04-10 at least 1,200 of 3\nmean 12.5 d";
  expect(firstDifference(page, "by  2026-04-15 at least 1,290 of 4\nmean 14.4 d\n")).toBeNull();
  for (const other of [
    "by 2026-04-18 at least 1,200 of 3\nmean 12.5 d",
    "by 2026-04-10 at least 1,500 of 3\nmean 12.5 d",
    "by 2026-04-10 at most 1,200 of 3\nmean 12.5 d",
    "by 2026-04-10 at least 1,200 of 3\nmean 12.5 h",
    "by 2026-04-10 at least 1,200 of 3",
    `${page}\nand more`,
  ])
    expect(firstDifference(page, other)).not.toBeNull();
});
