import { expect, test } from "vitest";
import { linksInCircles } from "./links-in-circles.ts";

const links = (text: string) => text.split(" ").map((pair) => ({ from: pair[0] ?? "", to: pair[1] ?? "" }));
const written = (text: string) => linksInCircles(links(text)).map(({ from, to }) => from + to);

test("links on a circle are found, those that lead to it, from it or between two circles are not", () => {
  expect(written("ab bc ca cd de ed xa")).toEqual(["ab", "bc", "ca", "de", "ed"]);
});

test("a graph without a circle has none, however its ways meet", () => {
  expect(written("ab ac bd cd de ae")).toEqual([]);
});

test("a chain of 20,000 links that closes at its end is followed without recursion", () => {
  const chain = Array.from({ length: 20_000 }, (_, at) => ({ from: `n${at}`, to: `n${at + 1}` }));
  expect(linksInCircles(chain)).toHaveLength(0);
  expect(linksInCircles([...chain, { from: "n20000", to: "n0" }])).toHaveLength(20_001);
});
