import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import type { FlowScope } from "./flow-scope.ts";
import { readFlow } from "./read-flow.ts";

/** Monday 2 March 2026, nine in the morning in UTC. */
const monday = Date.UTC(2026, 2, 2, 9);
const HOUR = 3_600_000;
let time = monday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());

/** Two teams, one workflow through both. */
async function twoTeams() {
  time = monday;
  const org = await app.organization();
  const { teamId: desk } = await org.team("DESK");
  const { teamId: network } = await org.team("NET");
  const { workflowId, stages } = await org.workflow(desk, [
    { name: "Queue", kind: "queue" },
    { name: "Doing", kind: "active" },
    { name: "Fixing", kind: "active", teamId: network },
    { name: "Done", kind: "done", teamId: network },
  ]);
  const [queue = "", doing = "", fixing = "", done = ""] = stages.map((stage) => stage.stageId);
  const member = await org.join("member");
  const actor = {
    personId: member.personId,
    kind: "person",
    name: "A member",
    role: "member",
    accountId: null,
    via: "key",
    credentialId: member.keyId,
  } as const;
  const { client } = member;
  const move = async (key: string, to: string) => {
    time += HOUR;
    const { revision } = await client.readItem({ item: key });
    return client.moveItem({ item: key, stageId: to, revision });
  };
  const accept = async () => {
    const [offer] = (await client.listHandOffs({ to: network, state: "offered" })).rows;
    await org.owner.client.acceptHandOff({ handOffId: offer?.handOffId ?? "", revision: offer?.revision ?? 0 });
  };
  const read = (more: Partial<FlowScope> = {}) =>
    org.within((tx) => readFlow(tx, { organizationId: org.organizationId, actor, ...more }));
  return { org, desk, network, workflowId, queue, doing, fixing, done, client, move, accept, read };
}

describe("what the engine reads of an organization", () => {
  test("is each item's stays, blocks, offers and end, from end to end and as one team's part", async () => {
    const { desk, network, workflowId, queue, doing, fixing, done, client, move, accept, read } = await twoTeams();
    const item = await client.createItem({ title: "Through both", workflowId });
    await move(item.key, doing);
    time += HOUR;
    const blocked = await client.blockItem({
      item: item.key,
      reason: "No key to the room",
      revision: (await client.readItem({ item: item.key })).revision,
    });
    time += HOUR;
    await client.unblockItem({ item: item.key, revision: blocked.revision });
    await move(item.key, fixing);
    time += 2 * HOUR;
    await accept();
    await move(item.key, done);

    const { whole, history, items, leftOut } = await read();
    expect(history).toBe(whole);
    expect(leftOut).toBe(0);
    expect(items.get(item.itemId)).toMatchObject({ key: item.key, title: "Through both" });
    const [flow] = whole.items;
    expect(flow?.stays.map((stay) => [stay.stage.id, stay.from - monday])).toEqual([
      [queue, 0],
      [doing, HOUR],
      [fixing, 6 * HOUR],
      [done, expect.any(Number)],
    ]);
    expect(flow?.blocks).toMatchObject([
      { reason: "No key to the room", from: monday + 2 * HOUR, to: monday + 3 * HOUR },
    ]);
    expect(flow?.handOffs).toMatchObject([
      { fromTeam: desk, toTeam: network, from: monday + 4 * HOUR, to: monday + 6 * HOUR, end: "accepted" },
    ]);

    const partOf = async (teamId: string) =>
      (await read({ teamId })).history.items.map(({ arrivedAt, stays }) => [
        arrivedAt - monday,
        stays.map((stay) => stay.stage.id),
      ]);
    expect(await partOf(desk)).toEqual([[0, [queue, doing, "elsewhere"]]]);
    expect(await partOf(network)).toEqual([[6 * HOUR, [fixing, done]]]);
  });

  test("keeps a finished item finished when it is put away, and drops an unfinished one", async () => {
    const { workflowId, doing, done, client, move, accept, read } = await twoTeams();
    const [kept, dropped] = [
      await client.createItem({ title: "Done", workflowId }),
      await client.createItem({ title: "Given up", workflowId }),
    ];
    await move(kept.key, doing);
    await move(kept.key, done);
    await accept();
    for (const { key } of [kept, dropped]) {
      time += HOUR;
      const { revision } = await client.readItem({ item: key });
      await client.archiveItem({ item: key, revision });
    }
    const byId = new Map((await read()).history.items.map((flow) => [flow.item, flow]));
    expect(byId.get(kept.itemId)).toMatchObject({ finishedAt: monday + 2 * HOUR, droppedAt: undefined });
    expect(byId.get(dropped.itemId)).toMatchObject({ finishedAt: undefined, droppedAt: monday + 4 * HOUR });
  });

  test("is read anew when something happened since, and narrowed by class", async () => {
    const { workflowId, client, read } = await twoTeams();
    await client.createItem({ title: "One", workflowId });
    expect((await read()).history.items).toHaveLength(1);
    await client.createItem({ title: "Two", workflowId, classOfService: "expedite" });
    expect((await read()).history.items).toHaveLength(2);
    expect((await read({ filter: { class: ["expedite"] } })).history.items).toHaveLength(1);
  });
});

describe("who may read flow", () => {
  test("members may, guests may not, and nobody asks about a team that is not there", async () => {
    const { org, client } = await twoTeams();
    expect(await client.readFlow({})).toMatchObject({ items: 0 });
    const guest = await org.join("guest");
    const codeOf = (promise: Promise<unknown>) =>
      promise.then(
        () => "allowed",
        (error: unknown) => (error instanceof Refused ? error.code : String(error)),
      );
    expect(await codeOf(guest.client.readFlow({}))).toBe("not_allowed");
    expect(await codeOf(client.readFlow({ team: "00000000-0000-7000-8000-000000000000" }))).toBe("not_found");
  });
});
