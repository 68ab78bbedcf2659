/** How much may be accepted per day so that the wait reaches a wanted length after some days. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const finished = numberOf(drawn, "finished");
  const wait = numberOf(drawn, "waitDays");
  const wanted = numberOf(drawn, "wantedDays");
  const days = numberOf(drawn, "days");
  if (wanted >= wait) return { refused: "out_of_range", detail: "the wanted wait must be shorter" };
  const waiting = finished * wait;
  const surplus = waiting - finished * wanted;
  const answer = finished - surplus / days;
  if (answer < finished / 3) return { refused: "out_of_range", detail: "nearly everything would have to be refused" };
  return {
    given: { finished, waiting, wanted, days },
    working: { allowed: finished * wanted, surplus, less: Math.round((100 * surplus) / days) / 100 },
    answer,
    wrong: [
      { mistake: "as-finished", answer: finished },
      { mistake: "queue-emptied", answer: finished - waiting / days },
      { mistake: "wrong-way", answer: finished + surplus / days },
      { mistake: "per-wanted-day", answer: finished - wanted / days },
    ],
  };
};
