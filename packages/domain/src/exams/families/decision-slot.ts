/** How many wait for a decision slot at any time. Parameters: `perDay`, `interval` between slots, `reply` after it, in days. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const perDay = numberOf(drawn, "perDay");
  const interval = numberOf(drawn, "interval");
  const reply = numberOf(drawn, "reply");
  const wait = interval / 2 + reply;
  return {
    given: { perDay, interval, reply },
    working: { wait, half: interval / 2 },
    answer: perDay * wait,
    wrong: [
      { mistake: "whole-interval", answer: perDay * (interval + reply) },
      { mistake: "slot-only", answer: (perDay * interval) / 2 },
      { mistake: "half-of-all", answer: (perDay * (interval + reply)) / 2 },
      { mistake: "wait-only", answer: wait },
      { mistake: "one-more-slot", answer: perDay * (interval * 1.5 + reply) },
    ],
  };
};
