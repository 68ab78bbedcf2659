import { dayNumber } from "@throughline/domain/time/civil-date";
import { describe, expect, test } from "vitest";
import { assumptionsOf, howManySentence, whenSentence, type Told } from "./forecast-sentences.ts";
import { chanceInWords, itemSentence } from "./item-sentences.ts";

const today = dayNumber("2026-03-02");
const told: Told = {
  today,
  count: 12,
  kind: "open",
  order: "first",
  growing: false,
  likely: dayNumber("2026-03-14"),
  perWeek: 4.2,
  arriving: undefined,
};

describe("a forecast in words", () => {
  test("says when, of what, and with how much likelihood", () => {
    expect(whenSentence(told)).toBe("All 12 open items are 85 % likely to be done by 14 March.");
    expect(whenSentence({ ...told, kind: "count", count: 1 })).toBe(
      "The next item is 85 % likely to be done by 14 March.",
    );
    expect(whenSentence({ ...told, kind: "view", growing: true })).toBe(
      "The 12 items left, and what arrives meanwhile, are 85 % likely to be done by 14 March.",
    );
    expect(whenSentence({ ...told, count: 0 })).toBe("Nothing is open: there is nothing to wait for.");
    expect(whenSentence({ ...told, count: 0, kind: "parent" })).toBe("All of these are finished.");
  });

  test("says why no day can be told", () => {
    const none = { ...told, likely: undefined };
    expect(whenSentence(none)).toContain("the history is too short or too uneven to tell");
    expect(whenSentence({ ...none, perWeek: 0.01 })).toContain("next to nothing was finished lately");
    expect(whenSentence({ ...none, growing: true, arriving: 5 })).toContain("5 a week arrive and 4.2 are finished");
  });

  test("says how many by a day, and what it takes for granted", () => {
    const by = dayNumber("2026-03-30");
    expect(howManySentence(today, by, [16, 12, 9])).toBe(
      "By 30 March at least 12 items are 85 % likely to be finished; as likely as not 16.",
    );
    expect(howManySentence(today, by, [3, 0, 0])).toContain("it is not sure that anything is finished");
    expect(howManySentence(today, by, [0, 0, 0])).toContain("more likely than not that nothing");
    const rests = { days: 140, finished: 84, daysOff: 1, held: { days: 28, of: 26, likely: 23 } };
    expect(assumptionsOf(told, rests)).toEqual([
      "Work goes on at the pace of late: about 4.2 a week, learnt from 84 finished items in 20 weeks.",
      "What arrives meanwhile is not counted: it waits behind.",
      "1 day off in the coming year is left out.",
      "Of the last 26 weekly forecasts of 4 weeks, 23 held what they said with 85 %.",
    ]);
  });

  test("tells an item's chance against its due day, and never claims to be sure", () => {
    const row = {
      itemId: "i",
      key: "OPS-1",
      title: "One",
      workflowId: "w",
      stageId: "s",
      teamId: "t",
      classOfService: "standard",
      dueOn: "2026-03-12",
      isStarted: true,
      dates: ["2026-03-10", "2026-03-14", "2026-03-20"],
      chance: 0.614,
      basis: { method: "trees", finished: 400 },
    } as const;
    const at = Date.UTC(2026, 2, 2, 9);
    const words = (more: object) => itemSentence({ ...row, dates: [...row.dates], ...more }, at, "UTC");
    expect(words({})).toBe("85 % likely by 14 March; due 12 March: 61 % in time");
    expect(words({ dueOn: "2026-02-27", chance: 0 })).toBe("85 % likely by 14 March; was due 27 February");
    expect(words({ dueOn: null, chance: null })).toBe("85 % likely by 14 March");
    expect([chanceInWords(0.001), chanceInWords(0.9999)]).toEqual(["under 1 %", "over 99 %"]);
  });
});
