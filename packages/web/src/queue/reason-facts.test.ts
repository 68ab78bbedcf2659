import { expect, test } from "vitest";
import { comparedItems } from "./reason-facts.ts";

const facts = {
  key: "OPS-3",
  class: "standard",
  due: null,
  value: 1200,
  effort: 2.5,
  costOverEffort: 480,
  since: "2026-03-02",
};
const against = {
  againstKey: "OPS-1",
  againstClass: "fixed_date",
  againstDue: "2026-04-01",
  againstValue: null,
  againstEffort: 0.333333,
  againstCostOverEffort: null,
  againstSince: "2026-03-01",
};

test("an item and the neighbour it was compared with stand under each other, unknowns empty", () => {
  expect(comparedItems({ ...facts, ...against })).toEqual([
    {
      key: "OPS-3",
      className: "Standard",
      due: "",
      value: "1,200",
      effort: "2.5",
      costOverEffort: "480",
      since: "2026-03-02",
    },
    {
      key: "OPS-1",
      className: "Fixed date",
      due: "2026-04-01",
      value: "",
      effort: "0.333",
      costOverEffort: "",
      since: "2026-03-01",
    },
  ]);
});

test("nothing is shown to whoever may not see the neighbours", () => {
  expect(comparedItems({})).toEqual([]);
});
