/**
 * The wait before one server by Kingman's approximation (“The Single Server Queue in Heavy Traffic”, 1961).
 * Parameters: `asked` (wait, growth); for wait `usePercent`, `arrivalCv2`, `serviceCv2`, `serviceMinutes`; for growth
 * `usePercent` and `laterPercent`.
 */
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

const useTerm = (use: number): number => use / (1 - use);

export const generate: Generator = (_random, drawn) => {
  const asked = wordOf(drawn, "asked", ["wait", "growth"]);
  const usePercent = numberOf(drawn, "usePercent");
  const use = usePercent / 100;
  if (asked === "growth") {
    const laterPercent = numberOf(drawn, "laterPercent");
    const later = laterPercent / 100;
    const answer = useTerm(later) / useTerm(use);
    return {
      given: { usePercent, laterPercent },
      working: { before: useTerm(use), after: useTerm(later) },
      answer,
      wrong: [
        { mistake: "as-the-load", answer: later / use },
        { mistake: "room-only", answer: (1 - use) / (1 - later) },
        { mistake: "later-term", answer: useTerm(later) },
        { mistake: "squared", answer: answer ** 2 },
        { mistake: "points", answer: 1 + later - use },
      ],
    };
  }
  const arrivalCv2 = numberOf(drawn, "arrivalCv2");
  const serviceCv2 = numberOf(drawn, "serviceCv2");
  const serviceMinutes = numberOf(drawn, "serviceMinutes");
  const variation = (arrivalCv2 + serviceCv2) / 2;
  const answer = useTerm(use) * variation * serviceMinutes;
  return {
    given: { usePercent, arrivalCv2, serviceCv2, serviceMinutes },
    working: { term: useTerm(use), variation },
    answer,
    wrong: [
      { mistake: "sum-not-mean", answer: 2 * answer },
      { mistake: "load-for-term", answer: use * variation * serviceMinutes },
      { mistake: "no-variation", answer: useTerm(use) * serviceMinutes },
      { mistake: "service-added", answer: answer + serviceMinutes },
      { mistake: "service-variation-only", answer: useTerm(use) * (serviceCv2 / 2) * serviceMinutes },
    ],
  };
};
