import { expect, test } from "vitest";
import type { Actor } from "../access/actor.ts";
import type { FlowScope } from "./flow-scope.ts";
import { historyKey } from "./read-flow.ts";

const member: Actor = {
  personId: "p1",
  kind: "person",
  name: "One",
  role: "member",
  accountId: null,
  via: "key",
  credentialId: "k1",
};
const scope: FlowScope = { organizationId: "o1", actor: member, filter: { class: undefined, kind: ["bug"] } };
const key = historyKey(scope, 7);

test("a remembered history is shared by all who see the same items, whatever they are signed in by", () => {
  const owner: Actor = { ...member, personId: "p2", name: "Two", role: "owner", via: "session", credentialId: "s1" };
  expect(historyKey({ ...scope, actor: owner }, 7)).toBe(key);
  expect(historyKey({ ...scope, filter: { kind: ["bug"] }, teamId: undefined }, 7)).toBe(key);
});

test("and by nobody else, of nothing else, and no longer than nothing happens", () => {
  const guest: Actor = { ...member, role: "guest" };
  const others = [
    historyKey(scope, 8),
    historyKey({ ...scope, organizationId: "o2" }, 7),
    historyKey({ ...scope, actor: guest }, 7),
    historyKey({ ...scope, actor: { ...guest, personId: "p2" } }, 7),
    historyKey({ ...scope, teamId: "t1" }, 7),
    historyKey({ ...scope, workflowId: "t1" }, 7),
    historyKey({ ...scope, filter: {} }, 7),
    historyKey({ ...scope, filter: { kind: ["bug", "task"] } }, 7),
    historyKey({ ...scope, filter: { label: ["bug"] } }, 7),
    historyKey({ ...scope, filter: { kind: ["bug"], class: ["expedite"] } }, 7),
  ];
  expect(new Set([key, ...others]).size).toBe(1 + others.length);
});
