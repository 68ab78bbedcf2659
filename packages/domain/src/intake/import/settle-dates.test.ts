import { expect, it } from "vitest";
import { noDateEvidence, weighDate } from "./date-evidence.ts";
import { guessMapping } from "./guess-mapping.ts";
import { settleDates, unsettledDates } from "./settle-dates.ts";
import { sourceRow } from "./source-row.ts";

const sample = [{ Title: "Paint the fence", Created: "03/04/2024", Due: "05/06/2024" }];
const guess = guessMapping(
  ["Title", "Created", "Due"],
  sample.map((cells, index) => sourceRow(index + 2, cells)),
);
const weighed = (...values: string[]) => {
  const evidence = noDateEvidence();
  for (const value of values) weighDate(evidence, value);
  return evidence;
};
const formats = (found: typeof guess) => found.mapping.columns.map(({ date }) => date);

it("leaves a guess unsettled where the whole column decides nothing", () => {
  expect(unsettledDates(guess)).toEqual(["Created", "Due"]);
  const same = settleDates(guess, new Map([["Created", weighed("03/04/2024")]]));
  expect(unsettledDates(same)).toEqual(["Created", "Due"]);
  expect(same.notes).toEqual(guess.notes);
});

it("settles a column by a later value, and its neighbours with it", () => {
  const settled = settleDates(guess, new Map([["Created", weighed("03/04/2024", "03/25/2024")]]));
  expect(unsettledDates(settled)).toEqual([]);
  expect(formats(settled)).toEqual([undefined, "month_first", "month_first"]);
  expect(settled.notes.join(" ")).not.toContain("nothing in it decides");
});
