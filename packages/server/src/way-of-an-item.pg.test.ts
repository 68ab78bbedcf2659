import { afterAll, beforeAll, expect, test } from "vitest";
import { Refused } from "@throughline/contract/client";
import { testApp, type TestApp } from "./testing/app.ts";
import { followEvents } from "./testing/follow.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

test("a card is moved: request, decision, row, event, and the stream of everyone who watches", async () => {
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { workflowId, stages } = await org.workflow(teamId);
  const [queue, doing] = stages;
  const member = await org.join("member", "Mover");
  const watcher = await org.join("member", "Watcher");
  const stream = await followEvents(app.address, watcher.key);

  const made = await member.client.createItem({ title: "Renew the certificate", workflowId });
  expect(made).toMatchObject({ key: "OPS-1", stageId: queue?.stageId, revision: 1, startedAt: null });

  const { item, outcome } = await member.client.moveItem({
    item: "OPS-1",
    stageId: doing?.stageId ?? "",
    revision: made.revision,
  });
  expect(outcome).toBe("moved");
  expect(item).toMatchObject({ stageId: doing?.stageId, revision: 2 });
  expect(item.startedAt).not.toBeNull();

  const seen = await stream.until((event) => event.name === "item.moved");
  expect(seen).toMatchObject({
    itemId: made.itemId,
    actorId: member.personId,
    data: { from: queue?.stageId, to: doing?.stageId },
  });
  stream.close();

  const { rows } = await watcher.client.readItemHistory({ item: "OPS-1" });
  expect(rows.map((row) => row.name)).toEqual(["item.moved", "item.created"]);
});

test("an update that was made on an old revision is refused with the state as it is now", async () => {
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { workflowId } = await org.workflow(teamId);
  const { client } = await org.join("member");
  const item = await client.createItem({ title: "First", workflowId });
  await client.changeItem({ item: item.key, title: "Second", revision: 1 });
  const refusal = await client
    .changeItem({ item: item.key, title: "Third", revision: 1 })
    .catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refused);
  expect((refusal as Refused).problem).toMatchObject({
    code: "stale",
    status: 409,
    current: { title: "Second", revision: 2 },
  });
});

test("what is misspelt, too long or unknown is refused by field, and nothing is written", async () => {
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { workflowId } = await org.workflow(teamId);
  const { client, key } = await org.join("member");
  const response = await fetch(`${app.address}/api/v1/items`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ title: "", workflowId, organizationId: "x", dueOn: "tomorrow" }),
  });
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const problem = (await response.json()) as { fields: Record<string, string> };
  expect(Object.keys(problem.fields).toSorted()).toEqual(["dueOn", "organizationId", "title"]);
  expect((await client.listItems()).rows).toHaveLength(0);
});
