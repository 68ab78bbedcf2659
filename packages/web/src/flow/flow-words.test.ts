import type { Flow } from "@throughline/contract/flow";
import { describe, expect, test } from "vitest";
import { flowQuery } from "./flow-search.ts";
import { bandName, leadOf } from "./flow-words.ts";

const DAY = 86_400_000;
const spread = (count: number, p50: number, p85: number) => ({
  count,
  mean: p50 * DAY,
  p50: p50 * DAY,
  p85: p85 * DAY,
  p95: p85 * 1.5 * DAY,
});

/** What the sentences read of an answer. */
function flow(more: Partial<Flow> = {}): Flow {
  const part: Partial<Flow> = {
    from: "2026-01-05T00:00:00Z",
    to: "2026-03-30T00:00:00Z",
    clock: "start",
    time: "calendar",
    finished: {
      spread: spread(312, 4.2, 9),
      before: null,
      estimate: { p50: 4.2 * DAY, p85: 9.1 * DAY, p95: 20 * DAY, open: 12 },
      points: [],
      histogram: { width: DAY, counts: [], beyond: 0 },
    },
    inProgress: { counts: [], mean: 11, least: 4, most: 19, last: 12, limit: null, waiting: 0, blocked: 0 },
    ageing: { items: [], more: 0, bands: [], olderThanP85: 3 },
    throughput: { by: "week", buckets: [], arrived: 0, finished: 0, dropped: 0 },
    ...more,
  };
  return part as Flow;
}

describe("the lead", () => {
  test("says how long work takes and how much is under way", () => {
    expect(leadOf(flow())).toEqual({
      lead: "Half of items are done within 4.2 days, 85 % within 9 days; 12 are under way, 3 of them older than 85 % of what was done.",
      more: [],
    });
  });

  test("says all where all are old, and none where none is", () => {
    const base = flow();
    const older = (olderThanP85: number) => leadOf({ ...base, ageing: { ...base.ageing, olderThanP85 } }).lead;
    expect(older(12)).toMatch(/12 are under way, all of them older than 85 %/);
    expect(older(0)).toMatch(/12 are under way, none of them older than 85 %/);
  });

  test("says when it rests on little, and when open work would change it", () => {
    const base = flow();
    const { more } = leadOf({
      ...base,
      finished: {
        ...base.finished,
        spread: spread(7, 2, 5),
        estimate: { p50: 3 * DAY, p85: 12 * DAY, p95: null, open: 5 },
      },
    });
    expect(more).toEqual([
      "That rests on only 7 items: take it as a hint.",
      "With the 5 items not done yet weighed in, 85 % are done within 12 days.",
    ]);
    const open = leadOf({
      ...base,
      finished: { ...base.finished, estimate: { p50: null, p85: null, p95: null, open: 90 } },
    });
    expect(open.more).toEqual(["Too much is still open to say when 85 % of it will be done."]);
  });

  test("compares with the time before, counts by the week, and names what waits", () => {
    const base = flow({ throughput: { by: "week", buckets: [], arrived: 168, finished: 144, dropped: 2 } });
    const { more } = leadOf({
      ...base,
      finished: { ...base.finished, before: spread(200, 5.1, 12) },
      inProgress: { ...base.inProgress, waiting: 30, blocked: 1 },
    });
    expect(more).toEqual([
      "In as long a time before, half were done within 5.1 days and 85 % within 12 days.",
      "14 a week came in, 12 were finished, 2 in all were dropped.",
      "30 wait to be started and 1 is blocked.",
    ]);
  });

  test("of one or two says one or two, and calls nothing old by them", () => {
    const base = flow({
      throughput: { by: "day", buckets: [], arrived: 3, finished: 1, dropped: 1 },
      to: "2026-01-06T00:00:00Z",
    });
    const one = leadOf({
      ...base,
      finished: { ...base.finished, spread: spread(1, 0, 0), estimate: null },
      inProgress: { ...base.inProgress, last: 1, waiting: 1 },
    });
    expect(one).toEqual({
      lead: "One item was finished, after under a minute; 1 is under way.",
      more: ["3 came in, 1 was finished, 1 in all was dropped.", "1 waits to be started."],
    });
  });

  test("of nothing is nothing, in plain words", () => {
    const base = flow();
    const nothing = leadOf({
      ...base,
      finished: { ...base.finished, spread: null, estimate: null },
      inProgress: { ...base.inProgress, last: 0 },
    });
    expect(nothing.lead).toBe("Nothing was finished in this time; nothing is under way.");
  });
});

describe("the address", () => {
  test("becomes what the server is asked, without what makes no sense", () => {
    expect(
      flowQuery({ days: "30", clock: "arrival", time: "working", by: "week", item: "OPS-1" }, "team-1", "UTC"),
    ).toEqual({
      team: "team-1",
      days: 30,
      clock: "arrival",
      time: "working",
      by: "week",
    });
    expect(flowQuery({ days: "-3", time: "working", class: "great", from: "soon" }, null, "Europe/Oslo")).toEqual({
      zone: "Europe/Oslo",
    });
    expect(flowQuery({ from: "2026-03-08", to: "2026-03-01", days: "30" }, null, "UTC")).toEqual({
      to: "2026-03-01",
      zone: "UTC",
    });
  });
});

test("bands without a stage of their own have a name", () => {
  const band = { bandId: "x", name: null, teamId: null };
  expect(bandName({ ...band, kind: "queue" })).toBe("Waiting");
  expect(bandName({ ...band, bandId: "elsewhere", kind: "done" })).toBe("Passed on");
});
