import { expect, test } from "vitest";
import { teamKeyOf } from "../teams/team-key.ts";
import { slugOf } from "./slug.ts";

test.each([
  ["Überwerk GmbH", "uberwerk-gmbh"],
  ["  A/B -- c  ", "a-b-c"],
  ["東京", "organization-"],
  ["Academy", "academy-"],
  ["API", "api-"],
])("%s gets the address %s", (name, slug) => {
  expect(slugOf(name, true).startsWith(slug)).toBe(true);
  expect(slugOf(name, true)).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
});

test("Every organization but the first gets an address that says nothing of other names", () => {
  const slugs = Array.from({ length: 50 }, () => slugOf("Acme", false));
  expect(new Set(slugs).size).toBeGreaterThan(45);
  for (const slug of slugs) expect(slug).toMatch(/^acme-[a-hjkmnp-z2-9]{4}$/);
});

test.each([
  ["Operations", "OPE"],
  ["Customer Support", "CS"],
  ["Ärzte", "ARZ"],
  ["24 hour desk", "HD"],
  ["東京", "TEAM"],
  ["one two three four five six seven eight nine ten", "OTTFFSSE"],
])("The team %s gets the key %s", (name, key) => {
  expect(teamKeyOf(name)).toBe(key);
  expect(key).toMatch(/^[A-Z][A-Z0-9]{0,7}$/);
});
