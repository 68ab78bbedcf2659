/** Hours without an owner in one item's history; a committee, an open offer and an absence without deputy own nothing. */
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const lengths = {
    triage: numberOf(drawn, "triage"),
    offered: numberOf(drawn, "offered"),
    worker: numberOf(drawn, "worker"),
    absent: numberOf(drawn, "absent"),
    committee: numberOf(drawn, "committee"),
    closer: numberOf(drawn, "closer"),
  };
  const state: Record<keyof typeof lengths, string> = {
    triage: "triage has it",
    offered: "offered to a clerk, not accepted",
    worker: "the clerk has it",
    absent: "the clerk is on leave, no deputy",
    committee: "with a committee of four",
    closer: "the team lead has it",
  };
  let from = 0;
  const spans = (["triage", "offered", "worker", "absent", "committee", "closer"] as const).map((name) => {
    const span = { from, to: from + lengths[name], state: state[name] };
    from = span.to;
    return span;
  });
  const lost = lengths.offered + lengths.absent + lengths.committee;
  return {
    given: { spans },
    working: { offered: lengths.offered, absent: lengths.absent, committee: lengths.committee },
    answer: lost,
    wrong: [
      { mistake: "committee-owns", answer: lost - lengths.committee },
      { mistake: "absence-owns", answer: lost - lengths.absent },
      { mistake: "offer-owns", answer: lost - lengths.offered },
      { mistake: "triage-counted", answer: lost + lengths.triage },
      { mistake: "lead-counted", answer: lost + lengths.closer },
    ],
  };
};
