import { describe, expect, test } from "vitest";
import { workingCalendar } from "../time/working-calendar.ts";
import { fixedZone } from "../time/zone-offsets.ts";
import { pauseEnded, respondBy, type ResponseClock, waited } from "./response-clock.ts";
import { stateAfter, type RequestState, type TriageAct } from "./triage.ts";

const HOUR = 3_600_000;
const office = [{ from: 9 * 60, to: 17 * 60 }];
const calendar = workingCalendar({
  zone: fixedZone("UTC", 0),
  week: [office, office, office, office, office, [], []],
  exceptions: [],
});
const at = (text: string) => Date.parse(`${text}Z`);
/** Arrives on Friday 6 March 2026 at 15:00; an answer is due within eight working hours. */
const clock = (more: Partial<ResponseClock> = {}): ResponseClock => ({
  state: "new",
  createdAt: at("2026-03-06T15:00"),
  paused: 0,
  firstResponseHours: 8,
  ...more,
});

describe("the response clock", () => {
  test("counts working hours only: two on Friday, six on Monday", () => {
    expect(respondBy(clock(), calendar)).toBe(at("2026-03-09T15:00"));
  });

  test("starts in the morning for what arrives at night", () => {
    expect(respondBy(clock({ createdAt: at("2026-03-07T02:00") }), calendar)).toBe(at("2026-03-09T17:00"));
  });

  test("stands still while the requester is asked, and runs on with what was left", () => {
    const askedAt = at("2026-03-06T16:00");
    const paused = pauseEnded(calendar, askedAt, at("2026-03-10T10:00"), "asked");
    expect(paused).toBe((1 + 8 + 1) * HOUR);
    const due = respondBy(clock({ paused }), calendar);
    expect(due).toBe(at("2026-03-10T17:00"));
    expect(waited({ ...clock({ paused }), askedAt: null }, calendar, at("2026-03-10T10:00"))).toBe(HOUR);
  });

  test("shows nothing while asked and once decided", () => {
    for (const state of ["asked", "accepted", "declined", "merged"] as const)
      expect(respondBy(clock({ state }), calendar)).toBeNull();
  });

  test("does not count a pause that still goes on", () => {
    const asked = { ...clock({ state: "asked" }), askedAt: at("2026-03-06T16:00") };
    expect(waited(asked, calendar, at("2026-03-20T12:00"))).toBe(HOUR);
  });
});

describe("triage", () => {
  const acts: TriageAct[] = ["accept", "decline", "ask", "answer", "merge", "hand_over"];
  test("ends exactly once: a decided request allows nothing more", () => {
    for (const state of ["accepted", "declined", "merged"] satisfies RequestState[])
      for (const act of acts) expect(stateAfter(state, act)).toBeNull();
  });

  test("asking pauses, answering goes on, handing over keeps the state", () => {
    expect(stateAfter("new", "ask")).toBe("asked");
    expect(stateAfter("asked", "answer")).toBe("new");
    expect(stateAfter("asked", "hand_over")).toBe("asked");
    expect(stateAfter("new", "hand_over")).toBe("new");
  });
});
