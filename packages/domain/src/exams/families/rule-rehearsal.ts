/**
 * What a rule's rehearsal on past cases says. Parameters: `asked` (recall, gain), `meant`, the cases meant by the rule;
 * `rightly` fired; `falsely` fired; for gain also `saved` and `lost`, minutes for a right and a false firing.
 */
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const asked = wordOf(drawn, "asked", ["recall", "gain"]);
  const rightly = numberOf(drawn, "rightly");
  const falsely = numberOf(drawn, "falsely");
  const fired = rightly + falsely;
  if (asked === "gain") {
    const saved = numberOf(drawn, "saved");
    const lost = numberOf(drawn, "lost");
    const answer = rightly * saved - falsely * lost;
    return {
      given: { fired, falsely, saved, lost },
      working: { rightly },
      answer,
      wrong: [
        { mistake: "all-firings-save", answer: fired * saved - falsely * lost },
        { mistake: "errors-left-out", answer: rightly * saved },
        { mistake: "all-firings-no-loss", answer: fired * saved },
        { mistake: "saving-lost-too", answer: rightly * saved - falsely * (lost + saved) },
        { mistake: "errors-alone", answer: -falsely * lost },
      ],
    };
  }
  const meant = numberOf(drawn, "meant");
  return {
    given: { fired, falsely, meant },
    working: { rightly },
    answer: (100 * rightly) / meant,
    wrong: [
      { mistake: "precision", answer: (100 * rightly) / fired },
      { mistake: "fired-over-meant", answer: (100 * fired) / meant },
      { mistake: "false-share", answer: (100 * falsely) / fired },
      { mistake: "missed-share", answer: (100 * (meant - rightly)) / meant },
    ],
  };
};
