import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tick } from "./jobs/tick.ts";
import { testApp, type TestApp } from "./testing/app.ts";
import { followEvents } from "./testing/follow.ts";

/** Monday 2 March 2026, nine in the morning in UTC; teams work nine to five. */
const monday = Date.UTC(2026, 2, 2, 9);
const HOUR = 3_600_000;
let time = monday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());

test("the thread: form → triage → queue → pull → hand-off → accept → done, live, with every step in the events", async () => {
  const org = await app.organization("Harbour Office");
  const { teamId: desk } = await org.team("DESK");
  const { teamId: network } = await org.team("NET");
  const { workflowId, stages } = await org.workflow(desk, [
    { name: "Queue", kind: "queue" },
    { name: "Doing", kind: "active" },
    { name: "Fixing", kind: "active", teamId: network, wipLimit: 2, wipHard: true },
    { name: "Done", kind: "done", teamId: network },
  ]);
  const [queue = "", doing = "", fixing = "", done = ""] = stages.map((stage) => stage.stageId);
  const agent = await org.join("member", "At the desk");
  const engineer = await org.join("member", "In the network team");
  await org.within(({ db, organizationId }) =>
    db
      .insertInto("team_members")
      .values([
        { organization_id: organizationId, team_id: desk, person_id: agent.personId },
        { organization_id: organizationId, team_id: network, person_id: engineer.personId },
      ])
      .execute(),
  );
  await agent.client.createChannel({ teamId: desk, name: "Ask the desk", slug: "ask", firstResponseHours: 4 });
  const { rows: slugs } = await org.within(({ db }) =>
    sql<{ slug: string }>`select slug from organizations`.execute(db),
  );
  const stream = await followEvents(app.address, engineer.key);

  // 1. How work enters: someone without an account sends the form.
  const sent = (await (
    await fetch(`${app.address}/api/v1/forms/${slugs[0]?.slug ?? ""}/ask`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title: "No network on the quay", name: "Visitor", email: "visitor@example.org" }),
    })
  ).json()) as { number: number; tracking: string };
  const tracked = async () =>
    (await (await fetch(`${app.address}/api/v1/tracking/${sent.tracking}`)).json()) as Record<string, unknown>;
  expect(await tracked()).toMatchObject({ state: "new", stage: null });
  expect((await agent.client.readMyWork()).triage).toMatchObject([{ teamId: desk, waiting: 1 }]);

  // Triage within the first response clock.
  time += HOUR;
  const [request] = (await agent.client.listRequests({ team: desk, state: "new" })).rows;
  expect(request).toMatchObject({ number: sent.number, respondBy: new Date(monday + 4 * HOUR).toISOString() });
  const { item } = await agent.client.acceptRequest({
    request: request?.requestId ?? "",
    revision: 1,
    workflowId,
    value: 500,
    effortLow: 1,
    effortHigh: 1,
  });
  await agent.client.createItem({ title: "Tidy the cupboard", workflowId });

  // 2. How it is put in order: the queue says why.
  const { entries } = await agent.client.readQueue({ teamId: desk });
  expect(entries[0]).toMatchObject({
    itemId: item.itemId,
    reason: { sentence: "1st, because it has a cost of delay (500 a week) and DESK-2 below has none yet." },
  });

  // 3. How it moves across people and teams: pulled, handed to the network team, which takes it.
  time += HOUR;
  const pulled = await agent.client.pullItem({ teamId: desk });
  expect(pulled.item).toMatchObject({ itemId: item.itemId, stageId: doing, ownerId: agent.personId });
  time += HOUR;
  const { outcome } = await agent.client.moveItem({ item: item.key, stageId: fixing, revision: pulled.item.revision });
  expect(outcome).toBe("offered");
  expect(await tracked()).toMatchObject({ stage: "Doing", stageKind: "active" });
  const [offer] = (await engineer.client.readMyWork()).offers;
  expect(offer).toMatchObject({ itemId: item.itemId, fromTeamId: desk, toTeamId: network });
  time += 3 * HOUR;
  const accepted = await engineer.client.acceptHandOff({ handOffId: offer?.handOffId ?? "", revision: 1 });
  expect(accepted.item).toMatchObject({ stageId: fixing, teamId: network, ownerId: engineer.personId });
  expect(accepted.handOff.waitedHours).toBe(3);

  // Done; whoever asked sees it by their link.
  time += HOUR;
  await engineer.client.moveItem({ item: item.key, stageId: done, revision: accepted.item.revision });
  expect(await tracked()).toMatchObject({ state: "accepted", stage: "Done", stageKind: "done" });

  // 5. And again every Monday, by itself.
  await agent.client.createRoutine({
    workflowId,
    name: "Look after the quay",
    trigger: "calendar",
    recurrence: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8",
    timeZone: "UTC",
    template: { title: "Look after the quay, {week}" },
  });
  time = monday + 7 * 24 * HOUR;
  expect(await tick(app.running.means, new Date(time))).toMatchObject({ itemsMade: 1 });

  // 4. What is visible: every step, in order, to everyone who follows.
  await stream.until((event) => event.name === "routine.ran");
  stream.close();
  expect(stream.events.map((event) => event.name)).toEqual([
    "request.received",
    "item.created",
    "request.accepted",
    "item.created",
    "item.moved",
    "hand_off.offered",
    "hand_off.accepted",
    "item.moved",
    "item.moved",
    "routine.created",
    "item.created",
    "routine.ran",
  ]);
  const { rows: history } = await agent.client.readItemHistory({ item: item.key });
  expect(history.toReversed().map((event) => [event.name, event.actorId, event.data])).toMatchObject([
    ["item.created", agent.personId, { stage: queue, team: desk, origin: "form" }],
    ["request.accepted", agent.personId, { item: item.itemId, waitedHours: 1 }],
    ["item.moved", agent.personId, { from: queue, to: doing, owner: agent.personId }],
    ["hand_off.offered", agent.personId, { fromTeam: desk, toTeam: network }],
    ["hand_off.accepted", engineer.personId, { fromTeam: desk, toTeam: network, waitedHours: 3 }],
    ["item.moved", engineer.personId, { from: doing, to: fixing, owner: engineer.personId }],
    ["item.moved", engineer.personId, { from: fixing, to: done }],
  ]);
  const said = JSON.stringify((await org.owner.client.listAuditEvents({ limit: 200 })).rows.map((event) => event.data));
  for (const word of ["quay", "Visitor", "example.org", "cupboard"]) expect(said).not.toContain(word);
});
