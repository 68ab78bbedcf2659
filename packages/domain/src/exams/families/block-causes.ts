/**
 * Which cause of blocks is worth removing by hours: blocks × hours each × the share its cure would end.
 * Parameters: `mostBlocks`, the spread of blocks per cause; causes and cures are drawn.
 */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { numberOf } from "./parameters.ts";

const CAUSES = ["Data missing", "Test site taken", "Approval pending", "Part not delivered"];
const SHARES = [20, 40, 60, 90];

export const generate: Generator = (random, drawn) => {
  const most = numberOf(drawn, "mostBlocks");
  const shares = shuffle(random, [...SHARES]);
  const rows = shuffle(random, [...CAUSES]).map((cause, i) => ({
    cause,
    blocks: 3 + random.nextInt(most),
    hoursEach: 6 + 2 * random.nextInt(28),
    endedPercent: shares[i] ?? 0,
  }));
  const first = (size: (row: (typeof rows)[number]) => number): string[] =>
    [...rows].sort((a, b) => size(b) - size(a)).map(({ cause }) => cause);
  const ended = (row: (typeof rows)[number]): number => row.blocks * row.hoursEach * (row.endedPercent / 100);
  const [best = 0, second = 0] = rows.map(ended).sort((a, b) => b - a);
  if (second > 0.95 * best) return { refused: "ambiguous", detail: `${best} and ${second} hours are too near` };
  const [answer = "", next = "", third = "", last = ""] = first(ended);
  return {
    given: { rows },
    working: { hours: best },
    answer,
    wrong: [
      { mistake: "most-blocks", answer: first((row) => row.blocks)[0] ?? "" },
      { mistake: "most-hours", answer: first((row) => row.blocks * row.hoursEach)[0] ?? "" },
      { mistake: "longest-each", answer: first((row) => row.hoursEach)[0] ?? "" },
      { mistake: "surest-cure", answer: first((row) => row.endedPercent)[0] ?? "" },
      { mistake: "second-best", answer: next },
      { mistake: "third-best", answer: third },
      { mistake: "least", answer: last },
    ],
  };
};
