import { eventNames, type EventName } from "@throughline/contract/events";
import { expect, test } from "vitest";
import { auditQuery } from "./audit-filter.ts";
import { eventFamilies, namesOf } from "./event-families.ts";

test("every event belongs to exactly one family", () => {
  const all = Object.keys(eventNames) as EventName[];
  const grouped = eventFamilies.flatMap((family) => namesOf(family.id, all));
  expect(grouped.toSorted()).toEqual(all.toSorted());
});

test("an address becomes a query: a family as its names, days as instants of the reader's zone", () => {
  expect(auditQuery({ what: "hand-offs", from: "2025-07-01", to: "2025-07-01" }, "Europe/Oslo")).toEqual({
    name: "hand_off.offered,hand_off.accepted,hand_off.declined,hand_off.withdrawn,hand_off.expired",
    occurredAfter: "2025-06-30T22:00:00.000Z",
    occurredBefore: "2025-07-01T22:00:00.000Z",
  });
  expect(auditQuery({ what: "item.moved" }, "UTC")).toEqual({ name: "item.moved" });
});

test("what someone typed into the address and makes no sense is left out", () => {
  expect(
    auditQuery({ what: "nothing", actor: "me", about: "OPS-12", from: "yesterday", to: "2025-13-40" }, "UTC"),
  ).toEqual({});
});
