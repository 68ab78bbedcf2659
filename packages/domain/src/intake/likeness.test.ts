import * as fc from "fast-check";
import { expect, test } from "vitest";
import { likenesses, likenessThreshold } from "./likeness.ts";
import { duplicatesShown, possibleDuplicates } from "./possible-duplicates.ts";

const titled = (title: string, details = "") => ({ title, details });
/** What else waits in the queue, so that rare words are told from common ones. */
const others = [
  "VPN drops every hour",
  "Laptop for new colleague",
  "Access to shared folder",
  "Invoice missing in portal",
  "Monitor flickers",
  "Order office chairs",
  "Meeting room screen broken",
  "Export of customer list",
].map((title) => titled(title));
const likeness = (one: string, other: string) => likenesses(titled(one), [titled(other), ...others])[0] ?? 0;

test.each([
  ["Printer on floor 3 jams", "Floor 3 printer keeps jamming"],
  ["Updte contact adress", "Update contact address"],
  ["Renew certificate of portal", "Renew the certificate for the portal"],
  ["Drucker auf Etage 3 druckt nicht", "Drucker Etage 3 druckt nicht mehr"],
  ["Résumé upload fails", "Resume upload failing"],
])("the same matter said differently is above the threshold: %s | %s", (one, other) => {
  expect(likeness(one, other)).toBeGreaterThan(likenessThreshold);
});

test.each([
  ["Monitor flickers", "Coffee machine leaks"],
  ["VPN drops every hour", "Order twelve new chairs"],
  ["Please reset my password", "Please order a laptop"],
])("different matters are below it: %s | %s", (one, other) => {
  expect(likeness(one, other)).toBeLessThan(likenessThreshold);
});

test("details tell apart what titles alone do not", () => {
  const subject = titled("It does not work", "The printer in room 12 shows paper jam although there is none");
  const [same, other] = likenesses(subject, [
    titled("Does not work again", "Printer in room 12: paper jam shown, nothing stuck"),
    titled("Does not work again", "My telephone has no dial tone since Monday"),
  ]);
  expect(same).toBeGreaterThan((other ?? 1) + 0.1);
});

test("equal titles are fully alike, and likeness is symmetric and from 0 to 1", () => {
  expect(likeness("Reset password", "reset PASSWORD!")).toBe(1);
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (one, other) => {
      const [there] = likenesses(titled(one), [titled(other)]);
      const [back] = likenesses(titled(other), [titled(one)]);
      expect(there).toBeGreaterThanOrEqual(0);
      expect(there).toBeLessThanOrEqual(1);
      expect(there).toBeCloseTo(back ?? -1, 9);
    }),
  );
});

test("titles without a letter are like nothing", () => {
  expect(likenesses(titled("!!!"), [titled("!!!"), titled("???")])).toEqual([0, 0]);
});

test("a few most alike are suggested, best first", () => {
  const candidates = ["Reset my password", "Reset password", "Order chairs", ...Array.from("abcdefg")].map(
    (title, at) => titled(at > 2 ? `Reset password ${title}` : title),
  );
  const found = possibleDuplicates(titled("Reset password"), candidates);
  expect(found).toHaveLength(duplicatesShown);
  expect(found[0]).toMatchObject({ candidate: { title: "Reset password" }, likeness: 1 });
  const given = found.map((row) => row.likeness);
  expect(given).toEqual(given.toSorted((a, b) => b - a));
  expect(found.some(({ candidate }) => candidate.title === "Order chairs")).toBe(false);
});
