import { describe, expect, test } from "vitest";
import { chanceText, dayAfter, daysBetween, dayText, signedDays, unbroken } from "./forecast-days.ts";
import { forecastInput, orderOf, subjectOf } from "./forecast-search.ts";

describe("what the address asks", () => {
  test("is all open work of the team unless something is named", () => {
    expect(forecastInput({}, "team-1")).toEqual({ team: "team-1" });
    expect(subjectOf({})).toBe("open");
    expect(forecastInput({ workflow: "w", class: "expedite", label: "l" }, undefined)).toEqual({
      workflow: "w",
      class: "expedite",
      label: "l",
    });
  });

  test("is one subject with its order, whether arrivals count, and days", () => {
    const asked = { parent: "OPS-1", order: "own", growing: "true", by: "2026-03-09", on: "2026-02-01" };
    expect(forecastInput(asked, undefined)).toEqual({
      parent: "OPS-1",
      order: "own",
      growing: "true",
      by: "2026-03-09",
      asOf: "2026-02-01",
    });
    // The first that is named; the server takes one only.
    expect(forecastInput({ count: "5", parent: "OPS-1" }, undefined)).toEqual({ count: 5 });
  });

  test("passes over what makes no sense", () => {
    expect(forecastInput({ count: "many", by: "soon", on: "2026-13", growing: "1", order: "x" }, undefined)).toEqual(
      {},
    );
    expect(forecastInput({ count: "0" }, undefined)).toEqual({});
    expect(orderOf({ order: "sideways" })).toBe("first");
    // Everything open has no order among itself.
    expect(forecastInput({ order: "last" }, undefined)).toEqual({});
  });
});

describe("days and chances in words", () => {
  test("are days of the calendar, with the year where it is another", () => {
    expect(dayText("2026-03-09", "2026-01-01")).toBe("9 Mar");
    expect(dayText("2027-03-09", "2026-01-01")).toBe("9 Mar 2027");
    expect(dayAfter("2026-02-28", 1)).toBe("2026-03-01");
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect([signedDays(4), signedDays(-1), signedDays(0)]).toEqual(["+4 days", "−1 day", "no change"]);
  });

  test("claim no certainty, and keep a number with its sign", () => {
    expect([chanceText(0), chanceText(0.614), chanceText(1)]).toEqual(["under 1 %", "61 %", "over 99 %"]);
    expect(unbroken("85 % likely, 12 items")).toBe("85\u00a0% likely, 12\u00a0items");
  });
});
