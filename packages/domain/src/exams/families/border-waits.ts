/**
 * The mean wait of hand-offs at one border. Parameters: `handOffs`, `lookHours` until each is seen, `askedBack` of
 * them, `backHours` until each of those is answered; all in the receiver's working hours.
 */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const handOffs = numberOf(drawn, "handOffs");
  const lookHours = numberOf(drawn, "lookHours");
  const askedBack = numberOf(drawn, "askedBack");
  const backHours = numberOf(drawn, "backHours");
  const all = handOffs * lookHours + askedBack * backHours;
  return {
    given: { handOffs, lookHours, askedBack, backHours },
    working: { all },
    answer: all / handOffs,
    wrong: [
      { mistake: "both-in-full", answer: lookHours + backHours },
      { mistake: "looking-only", answer: lookHours },
      { mistake: "counted-twice", answer: all / (handOffs + askedBack) },
      { mistake: "mean-of-two", answer: (lookHours + backHours) / 2 },
      { mistake: "back-only", answer: (askedBack * backHours) / handOffs },
    ],
  };
};
