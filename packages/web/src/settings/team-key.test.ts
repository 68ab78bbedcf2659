import { expect, test } from "vitest";
import { addressesIn } from "./addresses.ts";
import { daysIn } from "./days-in.ts";
import { keyFrom } from "./team-key.ts";

const none = new Set<string>();

test("a team's key comes from its name: initials of several words, else the first letters", () => {
  expect(keyFrom("Operations", none)).toBe("OPER");
  expect(keyFrom("Data and reports", none)).toBe("DAR");
  expect(keyFrom("Équipe réseau", none)).toBe("ER");
  expect(keyFrom("2nd line", none)).toBe("L");
});

test("a key that is taken gets a number, and a name without letters gets none", () => {
  expect(keyFrom("Operations", new Set(["OPER", "OPER2"]))).toBe("OPER3");
  expect(keyFrom("42", none)).toBe("");
  expect(keyFrom("運用", none)).toBe("");
  expect(keyFrom("One two three four five six seven eight", none)).toMatch(/^[A-Z][A-Z0-9]{0,7}$/);
});

test("addresses are found however they are pasted, each once", () => {
  expect(addressesIn("a@x.org, b@x.org;c@x.org\n d@x.org")).toEqual(["a@x.org", "b@x.org", "c@x.org", "d@x.org"]);
  expect(addressesIn("Carl Otieno <carl@x.org>, carl@x.org")).toEqual(["carl@x.org"]);
  expect(addressesIn("nobody")).toEqual([]);
});

test("days are found in any text, those that do not exist left out", () => {
  expect(daysIn("Christmas 2026-12-25; 2027-01-01 New year. 2026-12-25")).toEqual(["2026-12-25", "2027-01-01"]);
  expect(daysIn("2026-02-30, 2026-13-01, 12/25/2026")).toEqual([]);
});
