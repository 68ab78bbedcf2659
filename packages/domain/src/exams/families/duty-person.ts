/** What a duty person changes in a team's focused time: the others keep their day, hers is gone. */
import type { Generator } from "./family.ts";
import { tenth } from "./fair-draw.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const people = numberOf(drawn, "people");
  const dayHours = numberOf(drawn, "dayHours");
  const times = numberOf(drawn, "times");
  const each = numberOf(drawn, "each");
  const resume = numberOf(drawn, "resume");
  const day = dayHours * 60;
  const lost = times * (each + resume);
  if (lost > 0.6 * day) return { refused: "out_of_range", detail: "more than 60 % of a day would be interruptions" };
  if (people * times * each > day) return { refused: "out_of_range", detail: "one person could not take them all" };
  const before = people * (day - lost);
  const after = (people - 1) * day;
  return {
    given: { people, dayHours, times, each, resume },
    working: { before: tenth(before / 60), after: tenth(after / 60) },
    answer: (after - before) / 60,
    wrong: [
      { mistake: "resume-forgotten", answer: (people * times * each - day) / 60 },
      { mistake: "duty-day-forgotten", answer: ((people - 1) * lost) / 60 },
      { mistake: "gain-forgotten", answer: -dayHours },
      { mistake: "own-time-lost-twice", answer: ((people - 1) * lost - day) / 60 },
    ],
  };
};
