/**
 * Little's law, one of three asked for (Little, "A Proof for the Queuing Formula: L = λW", Operations Research 9, 1961).
 * Parameters: `asked` (time, work, rate), and of `workInProgress`, `throughputPerWeek`, `weeks` the two that are told.
 */
import type { Draft, Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

const DAYS = 5;

export const generate: Generator = (_random, drawn) => {
  const asked = wordOf(drawn, "asked", ["time", "work", "rate"]);
  const draft: Record<typeof asked, () => Draft> = {
    time: () => {
      const workInProgress = numberOf(drawn, "workInProgress");
      const throughputPerWeek = numberOf(drawn, "throughputPerWeek");
      const weeks = workInProgress / throughputPerWeek;
      return {
        given: { workInProgress, throughputPerWeek },
        answer: weeks,
        wrong: [
          { mistake: "inverted", answer: throughputPerWeek / workInProgress },
          { mistake: "per-day", answer: weeks / DAYS },
          { mistake: "one-too-few", answer: (workInProgress - throughputPerWeek) / throughputPerWeek },
          { mistake: "half-done", answer: weeks / 2 },
          { mistake: "arrivals-added", answer: (workInProgress + throughputPerWeek) / throughputPerWeek },
          { mistake: "age-doubled", answer: weeks * 2 },
        ],
      };
    },
    work: () => {
      const throughputPerWeek = numberOf(drawn, "throughputPerWeek");
      const weeks = numberOf(drawn, "weeks");
      return {
        given: { throughputPerWeek, weeks },
        answer: throughputPerWeek * weeks,
        wrong: [
          { mistake: "per-day", answer: throughputPerWeek * weeks * DAYS },
          { mistake: "one-week", answer: throughputPerWeek },
          { mistake: "divided", answer: throughputPerWeek / weeks },
          { mistake: "half-done", answer: (throughputPerWeek * weeks) / 2 },
          { mistake: "arrivals-added", answer: throughputPerWeek * (weeks + 1) },
        ],
      };
    },
    rate: () => {
      const workInProgress = numberOf(drawn, "workInProgress");
      const weeks = numberOf(drawn, "weeks");
      return {
        given: { workInProgress, weeks },
        answer: workInProgress / weeks,
        wrong: [
          { mistake: "multiplied", answer: workInProgress * weeks },
          { mistake: "per-day", answer: workInProgress / weeks / DAYS },
          { mistake: "all-at-once", answer: workInProgress },
          { mistake: "half-done", answer: workInProgress / weeks / 2 },
          { mistake: "age-doubled", answer: (workInProgress / weeks) * 2 },
        ],
      };
    },
  };
  return draft[asked]();
};
