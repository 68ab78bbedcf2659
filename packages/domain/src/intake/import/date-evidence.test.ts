import { describe, expect, it } from "vitest";
import { judgeDates, noDateEvidence, weighDate } from "./date-evidence.ts";

const judge = (values: readonly string[], named = false) => {
  const evidence = noDateEvidence();
  for (const value of values) weighDate(evidence, value);
  return judgeDates(evidence, named);
};

describe("judging the dates of a column", () => {
  it("finds the day first from one value that can be nothing else", () => {
    expect(judge(["03/04/2024", "05/06/2024", "29/02/2024"])).toMatchObject({ format: "day_first", ambiguous: false });
  });

  it("finds the month first likewise", () => {
    expect(judge(["03/04/2024", "05/16/2024"])).toMatchObject({ format: "month_first", ambiguous: false, share: 1 });
  });

  it("says so where nothing decides, and takes the likelier order", () => {
    expect(judge(["03/04/2024", "05/06/2024"])).toMatchObject({ format: "day_first", ambiguous: true });
    expect(judge(["3/4/2024 2:05 PM", "5/6/2024 3:10 AM"])).toMatchObject({ format: "month_first", ambiguous: true });
    expect(judge(["3.4.2024 2:05", "5.6.2024 3:10"])).toMatchObject({ format: "day_first", ambiguous: true });
  });

  it("counts the values that contradict the majority", () => {
    const verdict = judge(["13/04/2024", "14/04/2024", "15/04/2024", "04/20/2024"]);
    expect(verdict).toMatchObject({ format: "day_first", ambiguous: false, share: 0.75 });
    expect(verdict?.reason).toContain("though the other does in 1");
  });

  it("takes numbers for times only under a name that speaks of time", () => {
    expect(judge(["1583226000", "1583226001"])).toBeNull();
    expect(judge(["1583226000", "1583226001"], true)).toMatchObject({ format: "epoch_seconds" });
    expect(judge(["1583226000123"], true)).toMatchObject({ format: "epoch_milliseconds" });
    expect(judge(["43893.375", "43894"], true)).toMatchObject({ format: "spreadsheet_days" });
  });

  it("finds no dates in text, ids and impossible pairs", () => {
    expect(judge(["INC0000045", "New", "12"])).toBeNull();
    expect(judge(["99/99/2024", "98/97/2024"])).toBeNull();
  });
});
