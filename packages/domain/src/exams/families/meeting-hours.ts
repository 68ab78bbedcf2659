/** Person-hours of a month's meetings. Parameters: `people` of the team; the series are drawn around usual ones. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const people = numberOf(drawn, "people");
  const meetings = [
    { meeting: "daily round", minutes: 10 + 5 * random.nextInt(3), times: 20, people },
    { meeting: "weekly review", minutes: 30 + 15 * random.nextInt(4), times: 4, people: people - random.nextInt(3) },
    { meeting: "planning", minutes: 60 + 30 * random.nextInt(3), times: 2, people },
    { meeting: "decision slot", minutes: 30, times: 4, people: 2 + random.nextInt(3) },
  ];
  const sum = (of: (m: (typeof meetings)[number]) => number): number =>
    meetings.reduce((all, m) => all + of(m), 0) / 60;
  const total = sum((m) => m.minutes * m.times * m.people);
  return {
    given: { meetings },
    working: { first: ((meetings[0]?.minutes ?? 0) * 20 * people) / 60 },
    answer: total,
    wrong: [
      { mistake: "without-people", answer: sum((m) => m.minutes * m.times) },
      { mistake: "once-each", answer: sum((m) => m.minutes * m.people) },
      { mistake: "everyone-everywhere", answer: sum((m) => m.minutes * m.times * people) },
      { mistake: "daily-left-out", answer: sum((m) => (m.times === 20 ? 0 : m.minutes * m.times * m.people)) },
      { mistake: "four-weeks-again", answer: total * 2 },
    ],
  };
};
