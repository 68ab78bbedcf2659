/**
 * Reads variants of a path against the intended one. Parameters: `asked`: share (of cases that conform once one
 * departure is allowed) or skipped (the step left out in most cases), and `conforming`, the cases that follow the path.
 */
import { shuffle } from "../../numbers/random.ts";
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

const STEPS = ["register", "check", "decide", "inform", "file"];

export const generate: Generator = (random, drawn) => {
  const asked = wordOf(drawn, "asked", ["share", "skipped"]);
  const conforming = numberOf(drawn, "conforming");
  const without = (...left: string[]): string => STEPS.filter((step) => !left.includes(step)).join(" → ");
  const intended = STEPS.join(" → ");
  if (asked === "share") {
    const [allowed = 0, skipped = 0, turned = 0] = [1, 2, 3].map(() => 6 + random.nextInt(30));
    const all = conforming + allowed + skipped + turned;
    const share = (cases: number): number => (100 * cases) / all;
    return {
      given: {
        intended,
        allowed: without("inform"),
        rows: [
          { path: intended, cases: conforming },
          ...shuffle(random, [
            { path: without("inform"), cases: allowed },
            { path: without("check"), cases: skipped },
            { path: "register → decide → check → inform → file", cases: turned },
          ]),
        ],
      },
      working: { all, conform: conforming + allowed },
      answer: share(conforming + allowed),
      wrong: [
        { mistake: "before-the-change", answer: share(conforming) },
        { mistake: "all-skips-allowed", answer: share(conforming + allowed + skipped) },
        { mistake: "allowed-over-departures", answer: (100 * allowed) / (allowed + skipped + turned) },
        { mistake: "allowed-left-out", answer: (100 * conforming) / (all - allowed) },
      ],
    };
  }
  const [once = "", twice = "", other = "", rest = ""] = shuffle(random, ["check", "decide", "inform", "file"]);
  const most = 12 + random.nextInt(10);
  const half = Math.ceil(most / 2) + 2 + random.nextInt(4);
  const few = 3 + random.nextInt(6);
  // `once` leads among single variants; `twice` is left out in two variants that add up to more.
  const rows = shuffle(random, [
    { path: without(once), cases: most },
    { path: without(twice), cases: half },
    { path: without(twice, other), cases: half - 1 },
    { path: without(other, rest), cases: few },
  ]);
  if (half - 1 + few >= 2 * half - 1 - 1 || most >= 2 * half - 1) {
    return { refused: "ambiguous", detail: "two steps are left out about as often" };
  }
  return {
    given: { intended, rows: [{ path: intended, cases: conforming }, ...rows] },
    working: { skipped: 2 * half - 1 },
    answer: twice,
    wrong: [
      { mistake: "largest-variant", answer: once },
      { mistake: "counted-in-pairs", answer: other },
      { mistake: "shortest-path", answer: rest },
    ],
  };
};
