import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization, type TestPerson } from "../testing/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const join = (org: TestOrganization, teamId: string, person: TestPerson) =>
  org.within(({ db, organizationId }) =>
    db
      .insertInto("team_members")
      .values({ organization_id: organizationId, team_id: teamId, person_id: person.personId })
      .execute(),
  );

async function place() {
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { teamId: other } = await org.team("NET");
  const { workflowId, stages } = await org.workflow(teamId, [
    { name: "Queue", kind: "queue" },
    { name: "Doing", kind: "active" },
    { name: "Fixing", kind: "active", teamId: other },
    { name: "Done", kind: "done" },
  ]);
  const [me, colleague] = [await org.join("member", "Me"), await org.join("member", "Colleague")];
  const [queue = "", doing = "", fixing = "", done = ""] = stages.map((stage) => stage.stageId);
  const add = async (title: string, more: object = {}) =>
    (await colleague.client.createItem({ title, workflowId, ...more })).itemId;
  return { org, teamId, other, workflowId, me, colleague, queue, doing, fixing, done, add };
}

test("is empty, not missing, for someone new", async () => {
  const { me } = await place();
  expect(await me.client.readMyWork()).toEqual({
    owned: [],
    contributing: [],
    offers: [],
    mentions: [],
    triage: [],
    requested: [],
    asked: [],
  });
});

test("what I own: under way before queued, then by class, due day and age; not what is done, archived or others'", async () => {
  const { me, add, doing, done, colleague } = await place();
  const mine = { ownerId: me.personId };
  const old = await add("Old", mine);
  const due = await add("Due", { ...mine, dueOn: "2030-01-01" });
  const fire = await add("Fire", { ...mine, classOfService: "expedite" });
  const underWay = await add("Under way", { ...mine, stageId: doing, classOfService: "intangible" });
  await add("Done", { ...mine, stageId: done });
  const away = await add("Away", mine);
  await colleague.client.archiveItem({ item: away, revision: 1 });
  const helping = await add("Helping", { ownerId: colleague.personId, contributorIds: [me.personId] });
  await add("Both", { ...mine, contributorIds: [me.personId], dueOn: "2031-01-01" }).then(async (both) => {
    const work = await me.client.readMyWork();
    expect(work.owned).toEqual([underWay, fire, due, both, old]);
    expect(work.contributing).toEqual([helping]);
  });
});

test("offers to my teams, and requests that wait in them, oldest first", async () => {
  const { org, me, colleague, teamId, other, workflowId, doing, fixing } = await place();
  await join(org, other, me);
  const item = await colleague.client.createItem({ title: "Cable", workflowId, stageId: doing });
  await colleague.client.moveItem({ item: item.key, stageId: fixing, revision: 1, note: "Please" });
  const first = await colleague.client.createRequest({ teamId: other, title: "First" });
  await colleague.client.createRequest({ teamId: other, title: "Second" });
  await colleague.client.createRequest({ teamId, title: "Another team's" });
  const work = await me.client.readMyWork();
  expect(work.offers).toMatchObject([{ itemId: item.itemId, toTeamId: other, toStageId: fixing, note: "Please" }]);
  expect(work.triage).toEqual([{ teamId: other, waiting: 2, oldestAt: first.createdAt }]);
  const [offer] = work.offers;
  await me.client.acceptHandOff({ handOffId: offer?.handOffId ?? "", revision: 1 });
  expect((await me.client.readMyWork()).offers).toEqual([]);
  expect((await me.client.readMyWork()).owned).toEqual([item.itemId]);
  expect((await colleague.client.readMyWork()).triage).toEqual([]);
});

test("mentions I have not seen, of items I may see", async () => {
  const { org, me, colleague, add } = await place();
  const guest = await org.join("guest");
  const itemId = await add("Talked about");
  const { commentId } = await colleague.client.createComment({
    item: itemId,
    body: `Have a look, @[Me](${me.personId})`,
  });
  await org.within(async ({ db, organizationId }) => {
    for (const person of [me, guest])
      await db
        .insertInto("mentions")
        .values({
          organization_id: organizationId,
          comment_id: commentId,
          person_id: person.personId,
          created_at: new Date(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
  expect((await me.client.readMyWork()).mentions).toMatchObject([
    { commentId, itemId, authorId: colleague.personId, excerpt: expect.stringContaining("Have a look") as string },
  ]);
  expect((await guest.client.readMyWork()).mentions).toEqual([]);
  await org.within(({ db }) => db.updateTable("mentions").set({ seen_at: new Date() }).execute());
  expect((await me.client.readMyWork()).mentions).toEqual([]);
});

test("a guest's work is what became of their requests, and what was asked about them", async () => {
  const { org, colleague, teamId, workflowId } = await place();
  const guest = await org.join("guest");
  const [one, two] = [
    await guest.client.createRequest({ teamId, title: "One" }),
    await guest.client.createRequest({ teamId, title: "Two" }),
  ];
  const { item } = await colleague.client.acceptRequest({ request: one.requestId, revision: 1, workflowId });
  await colleague.client.askRequester({ request: two.requestId, revision: 1, question: "Which floor?" });
  expect(await guest.client.readMyWork()).toMatchObject({
    requested: [item.itemId],
    asked: [{ requestId: two.requestId, number: two.number, title: "Two", question: "Which floor?" }],
    triage: [],
  });
  await guest.client.answerRequest({ request: two.requestId, body: "The second" });
  expect((await guest.client.readMyWork()).asked).toEqual([]);
});
