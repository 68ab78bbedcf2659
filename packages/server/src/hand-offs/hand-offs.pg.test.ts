import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tick } from "../jobs/tick.ts";
import { testApp, type TestApp, type TestPerson } from "../testing/app.ts";

const HOUR = 3_600_000;
/** Tuesday 3 March 2026, 10:00 in UTC. */
const tuesday = Date.UTC(2026, 2, 3, 10);
let time = tuesday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());

const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: "allowed" }),
    (error: unknown) => (error instanceof Refused ? error.problem : { code: String(error) }),
  );
const codeOf = async (promise: Promise<unknown>) => (await refusalOf(promise)).code;

/** A desk that hands work to a network team: Queue → Doing (desk) → Fixing (network, at most `limit`) → Done (network). */
async function two(limit?: number) {
  time = tuesday;
  const org = await app.organization();
  const { teamId: desk } = await org.team("DESK");
  const { teamId: network } = await org.team("NET");
  const { workflowId, stages } = await org.workflow(desk, [
    { name: "Queue", kind: "queue" },
    { name: "Doing", kind: "active" },
    { name: "Fixing", kind: "active", teamId: network, ...(limit ? { wipLimit: limit, wipHard: true } : {}) },
    { name: "Done", kind: "done", teamId: network },
  ]);
  const [giver, receiver] = [await org.join("member", "Giver"), await org.join("member", "Receiver")];
  const enter = (teamId: string, person: TestPerson) =>
    org.within(({ db, organizationId }) =>
      db
        .insertInto("team_members")
        .values({ organization_id: organizationId, team_id: teamId, person_id: person.personId })
        .execute(),
    );
  await enter(desk, giver);
  await enter(network, receiver);
  const [queue = "", doing = "", fixing = "", done = ""] = stages.map((stage) => stage.stageId);
  const offer = async (title = "Cable") => {
    const item = await giver.client.createItem({ title, workflowId, stageId: doing, ownerId: giver.personId });
    const { outcome } = await giver.client.moveItem({ item: item.key, stageId: fixing, revision: 1, note: "Please" });
    expect(outcome).toBe("offered");
    const { rows } = await giver.client.listHandOffs({ item: item.itemId });
    const handOffId = rows[0]?.handOffId ?? "";
    return { itemId: item.itemId, key: item.key, handOffId };
  };
  return { org, desk, network, workflowId, giver, receiver, enter, queue, doing, fixing, done, offer };
}

describe("an offered hand-off", () => {
  test("waits: the giver owns the item in its stage until the other team takes it", async () => {
    const { giver, offer, doing, fixing, desk, network } = await two();
    const { key, handOffId } = await offer();
    const item = await giver.client.readItem({ item: key });
    expect(item).toMatchObject({ stageId: doing, ownerId: giver.personId, offeredTo: { handOffId, teamId: network } });
    time += 30 * HOUR;
    const { rows } = await giver.client.listHandOffs({ state: "offered" });
    expect(rows).toMatchObject([
      {
        handOffId,
        itemKey: key,
        fromTeamId: desk,
        toTeamId: network,
        toStageId: fixing,
        note: "Please",
        // Tuesday from ten to five, Wednesday from nine to four: working hours, not hours.
        waitedHours: 14,
        state: "offered",
      },
    ]);
  });

  test("accepted: the item moves in and belongs to whoever accepted, or to whom they name", async () => {
    const { org, giver, receiver, offer, fixing, network, enter } = await two();
    const colleague = await org.join("member", "Colleague");
    await enter(network, colleague);
    const [first, second] = [await offer("One"), await offer("Two")];
    time += 2 * HOUR;
    const taken = await receiver.client.acceptHandOff({ handOffId: first.handOffId, revision: 1 });
    expect(taken.item).toMatchObject({ stageId: fixing, teamId: network, ownerId: receiver.personId, offeredTo: null });
    expect(taken.handOff).toMatchObject({ state: "accepted", decidedBy: receiver.personId, waitedHours: 2 });
    const named = await receiver.client.acceptHandOff({
      handOffId: second.handOffId,
      revision: 1,
      ownerId: colleague.personId,
    });
    expect(named.item.ownerId).toBe(colleague.personId);
    const { rows } = await giver.client.readItemHistory({ item: first.key });
    expect(rows.map((event) => event.name)).toEqual([
      "item.moved",
      "hand_off.accepted",
      "hand_off.offered",
      "item.created",
    ]);
    expect(rows[1]?.data).toMatchObject({ waitedHours: 2, toTeam: network });
  });

  test("declined: it stays with the giver, with the reason, and can be offered anew", async () => {
    const { giver, receiver, offer, doing, fixing } = await two();
    const { key, handOffId } = await offer();
    const { handOff, item } = await receiver.client.declineHandOff({ handOffId, revision: 1, reason: "Not a cable" });
    expect(handOff).toMatchObject({ state: "declined", reason: "Not a cable", revision: 2 });
    expect(item).toMatchObject({ stageId: doing, ownerId: giver.personId, offeredTo: null });
    expect(await codeOf(receiver.client.acceptHandOff({ handOffId, revision: 2 }))).toBe("not_offered");
    expect(await giver.client.moveItem({ item: key, stageId: fixing, revision: item.revision })).toMatchObject({
      outcome: "offered",
    });
  });

  test("withdrawn: by whoever offered it or their team, not by the receivers", async () => {
    const { org, giver, receiver, offer, desk, enter } = await two();
    const colleague = await org.join("member");
    const [mine, ours] = [await offer("Mine"), await offer("Ours")];
    expect(await codeOf(receiver.client.withdrawHandOff({ handOffId: mine.handOffId, revision: 1 }))).toBe(
      "not_allowed",
    );
    expect(await codeOf(colleague.client.withdrawHandOff({ handOffId: ours.handOffId, revision: 1 }))).toBe(
      "not_allowed",
    );
    await enter(desk, colleague);
    const { item } = await giver.client.withdrawHandOff({ handOffId: mine.handOffId, revision: 1 });
    expect(item.offeredTo).toBeNull();
    const taken = await colleague.client.withdrawHandOff({ handOffId: ours.handOffId, revision: 1, reason: "Solved" });
    expect(taken.handOff).toMatchObject({ state: "withdrawn", reason: "Solved" });
  });

  test("is decided by people of the receiving team, owners and admins, and by nobody else", async () => {
    const { org, giver, offer } = await two();
    const [admin, guest] = [await org.join("admin"), await org.join("guest")];
    const { handOffId } = await offer();
    expect(await codeOf(giver.client.acceptHandOff({ handOffId, revision: 1 }))).toBe("not_allowed");
    expect(await codeOf(giver.client.declineHandOff({ handOffId, revision: 1, reason: "x" }))).toBe("not_allowed");
    expect(await codeOf(guest.client.acceptHandOff({ handOffId, revision: 1 }))).toBe("not_allowed");
    expect((await guest.client.listHandOffs()).rows).toEqual([]);
    const other = await app.organization();
    expect(await codeOf(other.owner.client.acceptHandOff({ handOffId, revision: 1 }))).toBe("not_found");
    expect(await codeOf(admin.client.acceptHandOff({ handOffId, revision: 1 }))).toBe("allowed");
  });

  test("cannot be accepted into a full stage, blocked, archived, for someone who is not there, or on an old revision", async () => {
    const { giver, receiver, offer } = await two(1);
    const [first, second] = [await offer("One"), await offer("Two")];
    const accept = (handOffId: string, more: object = {}) =>
      refusalOf(receiver.client.acceptHandOff({ handOffId, revision: 1, ...more }));
    expect(await accept(first.handOffId, { revision: 3 })).toMatchObject({ code: "stale", current: { revision: 1 } });
    expect(await accept(first.handOffId, { ownerId: crypto.randomUUID() })).toMatchObject({
      code: "unknown_reference",
    });
    await giver.client.blockItem({ item: first.key, reason: "No parts", revision: 2 });
    expect(await accept(first.handOffId)).toMatchObject({ code: "item_blocked" });
    await giver.client.unblockItem({ item: first.key, revision: 3 });
    expect(await accept(first.handOffId)).toMatchObject({ code: "allowed" });
    expect(await accept(second.handOffId)).toMatchObject({ code: "stage_full", facts: { limit: 1, count: 1 } });
    await giver.client.archiveItem({ item: second.key, revision: 2 });
    expect(await accept(second.handOffId)).toMatchObject({ code: "item_archived" });
  });

  test("expires when nobody answers in the time the team sets, once, and the item is free again", async () => {
    const { org, giver, network, offer, receiver } = await two();
    await org.within(({ db }) =>
      db.updateTable("teams").set({ hand_off_expiry_hours: 4 }).where("team_id", "=", network).execute(),
    );
    const { key, handOffId } = await offer();
    const { means } = app.running;
    expect(await tick(means, new Date(time + 3 * HOUR))).toMatchObject({ offersExpired: 0 });
    const late = new Date(time + 5 * HOUR);
    const ticks = await Promise.all([tick(means, late), tick(means, late)]);
    expect(ticks.reduce((sum, one) => sum + one.offersExpired, 0)).toBe(1);
    time = late.getTime();
    expect((await giver.client.readItem({ item: key })).offeredTo).toBeNull();
    const { rows } = await giver.client.readItemHistory({ item: key });
    expect(rows[0]).toMatchObject({ name: "hand_off.expired", actorId: null, data: { waitedHours: 5 } });
    expect(await codeOf(receiver.client.acceptHandOff({ handOffId, revision: 1 }))).toBe("not_offered");
  });

  test("is listed newest first, page by page, by state and team", async () => {
    const { giver, receiver, offer, desk, network } = await two();
    const made: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      time += 60_000;
      made.unshift((await offer(`Offer ${at}`)).handOffId);
    }
    await receiver.client.declineHandOff({ handOffId: made[2] ?? "", revision: 1, reason: "No" });
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await giver.client.listHandOffs({ limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.rows.map((row) => row.handOffId));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(made);
    expect((await giver.client.listHandOffs({ state: "declined" })).rows.map((row) => row.handOffId)).toEqual([
      made[2],
    ]);
    expect((await giver.client.listHandOffs({ to: network, state: "offered" })).rows).toHaveLength(4);
    expect((await giver.client.listHandOffs({ to: desk })).rows).toEqual([]);
  });
});

describe("who race for one offer or one place", () => {
  test("one offer accepted by many at once is accepted once", async () => {
    const { org, offer, network, enter } = await two();
    const team = await Promise.all(Array.from({ length: 8 }, () => org.join("member")));
    for (const person of team) await enter(network, person);
    const { handOffId, key } = await offer();
    const results = await Promise.all(
      team.map(({ client }) => codeOf(client.acceptHandOff({ handOffId, revision: 1 }))),
    );
    expect(results.filter((code) => code === "allowed")).toHaveLength(1);
    expect(results.filter((code) => code === "not_offered")).toHaveLength(7);
    const { rows } = await org.owner.client.readItemHistory({ item: key });
    expect(rows.filter((event) => event.name === "item.moved")).toHaveLength(1);
  });

  test("many offers accepted at once into a stage with a hard limit leave it full, not over", async () => {
    const { org, receiver, offer, workflowId } = await two(3);
    const offers = [];
    for (let at = 0; at < 12; at += 1) offers.push(await offer(`Offer ${at}`));
    const results = await Promise.all(
      offers.map(({ handOffId }) => codeOf(receiver.client.acceptHandOff({ handOffId, revision: 1 }))),
    );
    expect(results.filter((code) => code === "allowed")).toHaveLength(3);
    expect(results.filter((code) => code === "stage_full")).toHaveLength(9);
    const { columns } = await org.owner.client.readBoard({ workflowId });
    expect(columns[2]).toMatchObject({ count: 3, wip: 3 });
    expect((await receiver.client.listHandOffs({ state: "offered" })).rows).toHaveLength(9);
  });

  test("control: two who count the stage without locking it both find room, and the limit is broken", async () => {
    const { org, offer, fixing, network } = await two(1);
    const offers = [await offer("One"), await offer("Two")];
    let arrived = 0;
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const accept = ({ itemId }: { itemId: string }) =>
      org.within(async ({ db }) => {
        const inStage = await db.selectFrom("items").select("item_id").where("stage_id", "=", fixing).execute();
        arrived += 1;
        if (arrived === 2) open();
        await gate;
        if (inStage.length >= 1) return;
        await db
          .updateTable("items")
          .set({ stage_id: fixing, team_id: network })
          .where("item_id", "=", itemId)
          .execute();
      });
    await Promise.all(offers.map(accept));
    const inStage = await org.within(({ db }) =>
      db.selectFrom("items").select("item_id").where("stage_id", "=", fixing).execute(),
    );
    expect(inStage).toHaveLength(2);
  });

  test("one declines while another accepts: one of them decided", async () => {
    const { receiver, giver, offer } = await two();
    for (let round = 0; round < 5; round += 1) {
      const { handOffId } = await offer(`Round ${round}`);
      const results = await Promise.all([
        codeOf(receiver.client.acceptHandOff({ handOffId, revision: 1 })),
        codeOf(receiver.client.declineHandOff({ handOffId, revision: 1, reason: "No" })),
        codeOf(giver.client.withdrawHandOff({ handOffId, revision: 1 })),
      ]);
      expect(results.toSorted()).toEqual(["allowed", "not_offered", "not_offered"]);
    }
  });
});
