/**
 * Reading a cumulative flow diagram from its table. Parameters: `asked` (work, wait), `rate` finished a week, `open` at
 * the first week's end, `growth` of the open a week, `weeks` in the table.
 */
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

export const generate: Generator = (random, drawn) => {
  const asked = wordOf(drawn, "asked", ["work", "wait"]);
  const rate = numberOf(drawn, "rate");
  const growth = numberOf(drawn, "growth");
  const weeks = numberOf(drawn, "weeks");
  const before = rate * (1 + random.nextInt(3)) + random.nextInt(rate);
  const counts = Array.from({ length: weeks }, (_, i) => {
    // Single weeks sway; the pace over the whole table is the rate.
    const sway = i === 0 || i === weeks - 1 ? 0 : random.nextInt(3) - 1;
    const finished = before + rate * i + sway;
    return { week: i + 1, accepted: finished - sway + numberOf(drawn, "open") + growth * i, finished };
  });
  const first = counts[0];
  const previous = counts.at(-2);
  const last = counts.at(-1);
  if (!first || !previous || !last) return { refused: "out_of_range", detail: "fewer than two weeks" };
  const open = last.accepted - last.finished;
  const arrived = last.accepted - previous.accepted;
  if (asked === "work") {
    return {
      given: { counts },
      working: { accepted: last.accepted, finished: last.finished },
      answer: open,
      wrong: [
        { mistake: "first-week", answer: first.accepted - first.finished },
        { mistake: "arrivals-only", answer: arrived },
        { mistake: "week-added", answer: open + arrived },
        { mistake: "week-taken-off", answer: open - arrived > 0 ? open - arrived : open + 2 * arrived },
        { mistake: "finished-added", answer: open + 2 * rate },
      ],
    };
  }
  const pace = (last.finished - first.finished) / (weeks - 1);
  return {
    given: { counts },
    working: { open, pace },
    answer: open / pace,
    wrong: [
      { mistake: "first-week", answer: (first.accepted - first.finished) / pace },
      { mistake: "all-accepted", answer: last.accepted / pace },
      { mistake: "week-too-many", answer: open / pace + 1 },
      { mistake: "both-rates", answer: open / (pace + arrived) },
      { mistake: "half-way", answer: open / pace / 2 },
    ],
  };
};
