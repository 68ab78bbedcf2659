/** When a first response is due after a pause: the engine's clock on a working calendar. */
import { respondBy } from "../../intake/response-clock.ts";
import { workingCalendar } from "../../time/working-calendar.ts";
import { workingTimeBetween } from "../../time/working-time.ts";
import { fixedZone } from "../../time/zone-offsets.ts";
import type { Generator } from "./family.ts";
import { between, firstFair } from "./fair-draw.ts";

const HOUR = 3_600_000;
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** A Monday, at midnight. */
const START = Date.UTC(2026, 0, 5);

const label = (instant: number): string => {
  const hours = (instant - START) / HOUR;
  return `${DAYS[Math.floor(hours / 24) % 7] ?? ""} ${hours % 24}:00`;
};

export const generate: Generator = (random) =>
  firstFair(
    random,
    (again) => {
      const opens = between(again, 7, 10);
      const closes = opens + 8;
      const promise = between(again, 4, 9);
      const arrivalDay = between(again, 0, 2);
      const arrives = between(again, opens, opens + 4);
      const asks = between(again, arrives + 1, opens + 6);
      const answerDay = arrivalDay + between(again, 1, 2);
      const answers = between(again, opens + 1, opens + 6);
      if (asks - arrives >= promise) return undefined;
      const office = workingCalendar({
        zone: fixedZone("UTC", 0),
        week: DAYS.map((_, day) => (day < 5 ? [{ from: opens * 60, to: closes * 60 }] : [])),
        exceptions: [],
      });
      const at = (day: number, hour: number): number => START + (24 * day + hour) * HOUR;
      const due = (createdAt: number, paused: number): string =>
        label(respondBy({ state: "new", createdAt, paused, firstResponseHours: promise }, office) ?? 0);
      const arrival = at(arrivalDay, arrives);
      const answered = at(answerDay, answers);
      const paused = workingTimeBetween(office, at(arrivalDay, asks), answered);
      const key = due(arrival, paused);
      const wrong = [
        { mistake: "clock-runs-on", answer: due(arrival, 0) },
        { mistake: "clock-restarts", answer: due(answered, 0) },
        { mistake: "day-for-a-pause", answer: due(arrival, paused + 8 * HOUR) },
        { mistake: "night-counted", answer: label(answered + (promise - (asks - arrives)) * HOUR) },
      ].filter(({ answer }) => answer !== key);
      if (new Set([key, ...wrong.map((each) => each.answer)]).size < 4) return undefined;
      return {
        given: {
          opens: `${opens}:00`,
          closes: `${closes}:00`,
          promise,
          arrival: label(arrival),
          asked: label(at(arrivalDay, asks)),
          answered: label(answered),
        },
        working: { used: asks - arrives, left: promise - (asks - arrives) },
        answer: key,
        wrong,
      };
    },
    "four different times",
  );
