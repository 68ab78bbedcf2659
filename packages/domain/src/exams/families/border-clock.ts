/**
 * The hours an item takes across one border between two sites, by the engine's working calendars.
 * Parameters: `giverOffset`, `receiverOffset` (whole hours from UTC), `finishedAt` (local hour of a Tuesday at the
 * giver), `workHours` at the receiver. All work 9:00 to 17:00 local time from Monday to Friday.
 */
import { addWorkingTime } from "../../time/working-time.ts";
import { workingCalendar } from "../../time/working-calendar.ts";
import { fixedZone } from "../../time/zone-offsets.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

const HOUR = 3_600_000;
const TUESDAY = 5 * 86_400_000;
const zone = (offset: number): string => `UTC${offset < 0 ? "−" : "+"}${Math.abs(offset)}`;

/** Hours from `finishedAt` local time at the giver until `workHours` of working time at the receiver have passed. */
function elapsed(giver: number, receiver: number, finishedAt: number, workHours: number): number {
  const day = [{ from: 540, to: 1020 }];
  const calendar = workingCalendar({
    zone: fixedZone("receiver", receiver * 60),
    week: [day, day, day, day, day, [], []],
    exceptions: [],
  });
  const start = TUESDAY + (finishedAt - giver) * HOUR;
  return (addWorkingTime(calendar, start, workHours * HOUR) - start) / HOUR;
}

export const generate: Generator = (_random, drawn) => {
  const giver = numberOf(drawn, "giverOffset");
  const receiver = numberOf(drawn, "receiverOffset");
  const finished = numberOf(drawn, "finishedAt");
  const workHours = numberOf(drawn, "workHours");
  const answer = elapsed(giver, receiver, finished, workHours);
  if (answer <= workHours) return { refused: "trivial", detail: "the receiver is at work, nothing is lost" };
  const wrong = [
    { mistake: "work-only", answer: workHours },
    { mistake: "difference-turned-round", answer: elapsed(receiver, giver, finished, workHours) },
    { mistake: "same-zone", answer: elapsed(giver, giver, finished, workHours) },
    { mistake: "difference-added", answer: Math.abs(receiver - giver) + workHours },
    { mistake: "a-day-more", answer: answer + 24 },
    { mistake: "wait-only", answer: answer - workHours },
  ];
  return {
    given: {
      giverZone: zone(giver),
      receiverZone: zone(receiver),
      finishedAt: `${finished}:00`,
      workHours,
    },
    working: { lost: answer - workHours },
    answer,
    wrong: wrong.filter((w) => Math.abs(w.answer - answer) > 0.5),
  };
};
