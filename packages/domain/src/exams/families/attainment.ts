/**
 * Attainment of a service level with open items counted as they are (`serviceLevel`). Parameters: `finishedInTime`,
 * `finishedLate`, `openInTime` (undecided), `openLate` (misses already).
 */
import { serviceLevel } from "../../flow/service-level.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const inTime = numberOf(drawn, "finishedInTime");
  const finishedLate = numberOf(drawn, "finishedLate");
  const openInTime = numberOf(drawn, "openInTime");
  const openLate = numberOf(drawn, "openLate");
  const items = (count: number, time: number, finished: boolean) =>
    Array.from({ length: count }, () => ({ time, finished }));
  const { attainment = 0 } = serviceLevel(
    [
      ...items(inTime, 5, true),
      ...items(finishedLate, 15, true),
      ...items(openInTime, 5, false),
      ...items(openLate, 15, false),
    ],
    10,
  );
  const finished = inTime + finishedLate;
  const share = (met: number, of: number): number => (100 * met) / of;
  return {
    given: { finished, inTime, open: openInTime + openLate, openLate },
    working: { decided: finished + openLate },
    answer: 100 * attainment,
    wrong: [
      { mistake: "finished-only", answer: share(inTime, finished) },
      { mistake: "all-open-missed", answer: share(inTime, finished + openInTime + openLate) },
      { mistake: "open-taken-as-met", answer: share(inTime + openInTime, finished + openInTime + openLate) },
      { mistake: "late-counted-twice", answer: share(inTime, finished + openLate + finishedLate) },
      { mistake: "late-finished-left-out", answer: share(inTime, inTime + openLate) },
    ],
  };
};
