import { assert, property, stringMatching } from "fast-check";
import { describe, expect, test } from "vitest";
import { bestMatches, fuzzyMatch } from "./fuzzy-match.ts";

const best = (query: string, ...texts: string[]) => bestMatches(query, texts, (text) => [text]);

describe("what is meant stands first", () => {
  test.each([
    ["mw", "My work", "Team workload"],
    ["ops", "Operations", "Shops"],
    ["tri", "Triage", "Restrict"],
    ["new item", "New item", "Renew the item list"],
    ["cfd", "Cumulative flow diagram", "Confused"],
    ["rev", "Review", "Refused every"],
    ["done", "Done", "Do not end"],
  ])("%s finds %s before %s", (query, wanted, other) => {
    expect(best(query, other, wanted)[0]).toBe(wanted);
  });
});

test("letters must occur in their order", () => {
  expect(fuzzyMatch("ba", "ab")).toBeNull();
  expect(fuzzyMatch("aa", "a")).toBeNull();
});

test("case, accents and spaces do not matter", () => {
  expect(fuzzyMatch("uber", "Über uns")?.hits).toEqual([0, 1, 2, 3]);
  expect(fuzzyMatch("É", "école")?.hits).toEqual([0]);
  expect(fuzzyMatch("m y w", "My work")?.hits).toEqual([0, 1, 3]);
});

test("an empty query matches everything in the order given", () => {
  expect(best("  ", "b", "a")).toEqual(["b", "a"]);
});

test("a run of letters beats the same letters scattered", () => {
  expect(fuzzyMatch("flow", "x flow")?.score).toBeGreaterThan(fuzzyMatch("flow", "x f l o w away")?.score ?? Infinity);
});

test("the best place for the hits is found, not the first one", () => {
  // The first "w" is inside "Show"; the one that starts a word is meant.
  expect(fuzzyMatch("w", "Show work")?.hits).toEqual([5]);
});

test("a name counts for more than another text", () => {
  const candidates = [
    { name: "Archive", words: "remove" },
    { name: "Remove", words: "archive" },
  ];
  expect(bestMatches("remove", candidates, ({ name, words }) => [name, words])[0]?.name).toBe("Remove");
});

test("every hit is the letter that was typed, and a text always finds itself", () => {
  assert(
    property(stringMatching(/^[a-z ]{1,30}$/), stringMatching(/^[a-z]{1,5}$/), (text, query) => {
      const match = fuzzyMatch(query, text);
      if (match !== null) expect(match.hits.map((at) => text[at]).join("")).toBe(query);
      const wanted = query.split("").join(".*");
      expect(match !== null).toBe(new RegExp(wanted).test(text));
      expect(fuzzyMatch(text, text)).not.toBeNull();
    }),
  );
});
