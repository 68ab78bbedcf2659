/**
 * A network of six activities, computed by the engine's critical path method. Parameters: `asked` (finish, float, slip),
 * durations `a` … `f`, the `lag` between A and C, and `beyond`, the days by which E is late beyond its float.
 */
import { ActivityNetwork } from "../../projects/activity-network.ts";
import type { Generator } from "./family.ts";
import { numberOf, wordOf } from "./parameters.ts";

export const generate: Generator = (_random, drawn) => {
  const asked = wordOf(drawn, "asked", ["finish", "float", "slip"]);
  const days = Object.fromEntries(["A", "B", "C", "D", "E", "F"].map((n) => [n, numberOf(drawn, n.toLowerCase())]));
  const lag = numberOf(drawn, "lag");
  const of = (name: string): number => days[name] ?? 0;
  const build = (lagged: number, longerE = 0): ActivityNetwork =>
    new ActivityNetwork({
      start: 0,
      activities: Object.keys(days).map((name) => ({ name, duration: of(name) + (name === "E" ? longerE : 0) })),
      links: [
        { from: "A", to: "B" },
        { from: "A", to: "C", lag: lagged },
        { from: "B", to: "D" },
        { from: "C", to: "D" },
        { from: "A", to: "E" },
        { from: "D", to: "F" },
        { from: "E", to: "F" },
      ],
    });
  const network = build(lag);
  const end = network.finish;
  const activities = [
    { activity: "A", days: of("A"), after: "–" },
    { activity: "B", days: of("B"), after: "A" },
    { activity: "C", days: of("C"), after: `A + ${lag}` },
    { activity: "D", days: of("D"), after: "B, C" },
    { activity: "E", days: of("E"), after: "A" },
    { activity: "F", days: of("F"), after: "D, E" },
  ];
  const spare = network.times("E").totalFloat;
  if (asked === "finish") {
    return {
      given: { activities },
      working: { path: network.criticalPath().join(", ") },
      answer: end,
      wrong: [
        { mistake: "all-added", answer: Object.values(days).reduce((x, y) => x + y, lag) },
        { mistake: "lag-forgotten", answer: of("A") + of("C") + of("D") + of("F") },
        { mistake: "through-b", answer: of("A") + of("B") + of("D") + of("F") },
        { mistake: "through-e", answer: of("A") + of("E") + of("F") },
        { mistake: "lag-twice", answer: end + lag },
      ],
    };
  }
  if (spare < 2) return { refused: "out_of_range", detail: "E has hardly any float" };
  const withoutLag = build(0).times("E").totalFloat;
  if (asked === "float") {
    return {
      given: { activities },
      working: { end },
      answer: spare,
      wrong: [
        { mistake: "own-length", answer: of("E") },
        { mistake: "lag-forgotten", answer: withoutLag },
        { mistake: "last-counted", answer: spare + of("F") },
        { mistake: "first-counted", answer: spare + of("A") },
        { mistake: "none", answer: 0 },
      ],
    };
  }
  const beyond = numberOf(drawn, "beyond");
  const late = spare + beyond;
  return {
    given: { activities, late },
    working: { spare },
    answer: build(lag, late).finish - end,
    wrong: [
      { mistake: "whole-delay", answer: late },
      { mistake: "float-itself", answer: spare },
      { mistake: "none", answer: 0 },
      { mistake: "lag-added", answer: beyond + lag },
    ],
  };
};
