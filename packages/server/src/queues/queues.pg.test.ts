import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "allowed",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

async function place(stages?: Parameters<TestOrganization["workflow"]>[1]) {
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const workflow = await org.workflow(teamId, stages);
  const { client, personId } = await org.join("member", "Puller");
  const add = (title: string, more: object = {}) =>
    client.createItem({ title, workflowId: workflow.workflowId, ...more });
  const order = async () => {
    const { entries, rows } = await client.readQueue({ teamId });
    const title = new Map(rows.map((row) => [row.itemId, row.title]));
    return entries.map((entry) => title.get(entry.itemId));
  };
  return { org, teamId, workflow, client, personId, add, order };
}

describe("a team's queue", () => {
  test("stands in the order of the policy, and each position says what put it there", async () => {
    const { client, teamId, add } = await place();
    await add("Someday", { classOfService: "intangible" });
    await add("Unvalued");
    await add("Cheap", { value: 100, effortLow: 4, effortHigh: 4 });
    await add("Costly", { value: 100, effortLow: 1, effortHigh: 1 });
    await add("Dated", { classOfService: "fixed_date", dueOn: "2030-01-01" });
    await add("Fire", { classOfService: "expedite" });
    const { entries, rows, total } = await client.readQueue({ teamId });
    const title = new Map(rows.map((row) => [row.itemId, row.title]));
    expect(total).toBe(6);
    expect(entries.map((entry) => [entry.position, title.get(entry.itemId), entry.reason.code])).toEqual([
      [1, "Fire", "expedite"],
      [2, "Dated", "fixed_date"],
      [3, "Costly", "cost_of_delay"],
      [4, "Cheap", "cost_of_delay"],
      [5, "Unvalued", "no_value"],
      [6, "Someday", "intangible"],
    ]);
    expect(entries[3]?.reason.sentence).toBe(
      "4th, because a week of waiting costs 25 for each day of effort, less than the 100 of OPS-4 above.",
    );
    expect(entries[3]?.reason.facts).toMatchObject({ costOverEffort: 25, againstCostOverEffort: 100 });
  });

  test("holds what waits in its queue stages, not what is under way, done, archived or another team's", async () => {
    const { org, client, teamId, workflow, add, order } = await place();
    const { teamId: otherTeam } = await org.team("NET");
    const other = await org.workflow(otherTeam);
    const [, doing, done] = workflow.stages;
    await add("Waits");
    await add("Under way", { stageId: doing?.stageId });
    await add("Done", { stageId: done?.stageId });
    const away = await add("Put away");
    await client.archiveItem({ item: away.key, revision: 1 });
    await client.createItem({ title: "Elsewhere", workflowId: other.workflowId });
    expect(await order()).toEqual(["Waits"]);
    expect(await client.readQueue({ teamId })).toMatchObject({ total: 1, inProgress: 1, capacity: 5 });
    expect(await codeOf(client.readQueue({ teamId: crypto.randomUUID() }))).toBe("not_found");
    expect(await client.readQueue({ teamId: otherTeam })).toMatchObject({ total: 1 });
  });

  test("takes the median of the team's estimates for work without one", async () => {
    const { client, teamId, add } = await place();
    for (const days of [1, 3, 8]) await add(`Estimated ${days}`, { effortLow: days, effortHigh: days });
    await add("Guessed", { value: 300 });
    const { entries } = await client.readQueue({ teamId });
    expect(entries[0]?.reason.facts).toMatchObject({ effort: 3, costOverEffort: 100 });
  });

  test("shows a guest their own item's true place, and nothing of its neighbours", async () => {
    const { org, client, teamId, add } = await place();
    const guest = await org.join("guest");
    await add("Secret and first", { value: 10 });
    const mine = await add("Mine", { requesterId: guest.personId });
    const { entries, rows, total } = await guest.client.readQueue({ teamId });
    expect(entries).toEqual([
      {
        position: 2,
        itemId: mine.itemId,
        reason: { code: "no_value", sentence: "2nd of 2 in the team's queue.", facts: {} },
        override: null,
        held: null,
      },
    ]);
    expect(rows.map((row) => row.title)).toEqual(["Mine"]);
    expect(total).toBe(2);
    expect(await codeOf(guest.client.pullItem({ teamId }))).toBe("not_allowed");
    expect((await client.readQueue({ teamId })).entries[1]?.reason.sentence).toContain("OPS-1 above");
  });
});

describe("putting an item ahead", () => {
  test("moves it to the top with the reason kept, the latest first, and can be taken back", async () => {
    const { client, personId, teamId, add, order } = await place();
    await add("First", { value: 10 });
    const second = await add("Second");
    const third = await add("Third");
    await client.overrideQueue({ item: third.key, revision: 1, reason: "Promised for today." });
    await client.overrideQueue({ item: second.key, revision: 1, reason: "The auditors come" });
    expect(await order()).toEqual(["Second", "Third", "First"]);
    const { entries } = await client.readQueue({ teamId });
    expect(entries[1]).toMatchObject({
      reason: {
        code: "override",
        sentence: "2nd, because it was put ahead of the policy, before OPS-2 was: Promised for today.",
      },
      override: { reason: "Promised for today.", by: personId },
    });
    await client.overrideQueue({ item: third.key, revision: 2, reason: null });
    expect(await order()).toEqual(["Second", "First", "Third"]);
    const { rows } = await client.readItemHistory({ item: third.key });
    expect(rows[0]?.changes).toEqual({ queueOverride: { before: "Promised for today.", after: null } });
    expect(JSON.stringify(rows.map((row) => row.data))).not.toContain("Promised");
  });

  test("counts only while the item stays in that stage", async () => {
    const { client, workflow, add, order } = await place();
    const [queue, doing] = workflow.stages.map((stage) => stage.stageId);
    await add("First", { value: 10 });
    const item = await add("Second");
    await client.overrideQueue({ item: item.key, revision: 1, reason: "Now" });
    await client.moveItem({ item: item.key, stageId: doing ?? "", revision: 2 });
    await client.moveItem({ item: item.key, stageId: queue ?? "", revision: 3 });
    expect(await order()).toEqual(["First", "Second"]);
  });

  test("is refused for what waits in no queue, what is archived, and on an old revision", async () => {
    const { client, workflow, add } = await place();
    const active = await add("Under way", { stageId: workflow.stages[1]?.stageId });
    expect(await codeOf(client.overrideQueue({ item: active.key, revision: 1, reason: "x" }))).toBe("conflict");
    expect(await codeOf(client.overrideQueue({ item: active.key, revision: 9, reason: "x" }))).toBe("stale");
    await client.archiveItem({ item: active.key, revision: 1 });
    expect(await codeOf(client.overrideQueue({ item: active.key, revision: 2, reason: "x" }))).toBe("item_archived");
    expect(await codeOf(client.overrideQueue({ item: active.key, revision: 2, reason: " " }))).toBe("invalid_input");
  });
});

describe("pulling", () => {
  test("takes the first that may start, into the next active stage, and makes it mine", async () => {
    const { client, personId, teamId, workflow, add } = await place();
    const blocked = await add("Blocked first", { classOfService: "expedite" });
    await client.blockItem({ item: blocked.key, reason: "No parts", revision: 1 });
    const next = await add("Next", { value: 5 });
    await add("Later");
    const { entries } = await client.readQueue({ teamId });
    expect(entries[0]).toMatchObject({ itemId: blocked.itemId, held: "blocked" });
    const { item } = await client.pullItem({ teamId });
    expect(item).toMatchObject({ itemId: next.itemId, ownerId: personId, stageId: workflow.stages[1]?.stageId });
    const { rows } = await client.readItemHistory({ item: item.key });
    expect(rows[0]).toMatchObject({ name: "item.moved", data: { owner: personId } });
  });

  test("takes the item named, whatever stands before it, but not one that is blocked or not in the queue", async () => {
    const { org, client, teamId, workflow, add } = await place();
    await add("First", { value: 5 });
    const named = await add("Named");
    const blocked = await add("Blocked");
    await client.blockItem({ item: blocked.key, reason: "No parts", revision: 1 });
    expect((await client.pullItem({ teamId, item: named.key })).item.itemId).toBe(named.itemId);
    expect(await codeOf(client.pullItem({ teamId, item: named.key }))).toBe("conflict");
    expect(await codeOf(client.pullItem({ teamId, item: blocked.key }))).toBe("item_blocked");
    const { teamId: other } = await org.team("NET");
    expect(await codeOf(client.pullItem({ teamId: other, item: blocked.key }))).toBe("conflict");
    expect(workflow.stages).toHaveLength(3);
  });

  test("asks for the entry lines of the first item's next stage instead of passing it over", async () => {
    const { client, teamId, add } = await place([
      { name: "Queue", kind: "queue" },
      { name: "Doing", kind: "active", entryChecklist: ["Log attached"] },
      { name: "Done", kind: "done" },
    ]);
    const item = await add("Only");
    const refusal = await client.pullItem({ teamId }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ problem: { code: "entry_criteria_open", facts: { missing: ["Log attached"] } } });
    expect((await client.pullItem({ teamId, confirmed: ["Log attached"] })).item.itemId).toBe(item.itemId);
  });

  test("passes over a workflow whose next stage is full, and says so when all are", async () => {
    const { org, client, teamId, add } = await place([
      { name: "Queue", kind: "queue" },
      { name: "Doing", kind: "active", wipLimit: 1, wipHard: true },
      { name: "Done", kind: "done" },
    ]);
    const roomy = await org.workflow(teamId);
    await add("One", { value: 9 });
    await add("Two", { value: 8 });
    await client.pullItem({ teamId });
    const refusal = await client.pullItem({ teamId }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ problem: { code: "stage_full", facts: { limit: 1, count: 1 } } });
    const other = await client.createItem({ title: "Three", workflowId: roomy.workflowId });
    expect((await client.pullItem({ teamId })).item.itemId).toBe(other.itemId);
  });

  test("says when there is nothing, or nothing that can be pulled, or nowhere to pull it to", async () => {
    const { client, teamId, add } = await place();
    const nothing = await client.pullItem({ teamId }).catch((error: unknown) => error);
    expect(nothing).toMatchObject({ problem: { code: "conflict", detail: "Nothing waits in this team's queue" } });
    const item = await add("Blocked");
    await client.blockItem({ item: item.key, reason: "No parts", revision: 1 });
    const held = await client.pullItem({ teamId }).catch((error: unknown) => error);
    expect(held).toMatchObject({ problem: { code: "conflict", detail: expect.stringContaining("blocked") as string } });
    const straight = await place([
      { name: "Queue", kind: "queue" },
      { name: "Done", kind: "done" },
    ]);
    await straight.add("Nowhere to go");
    const nowhere = await straight.client.pullItem({ teamId: straight.teamId }).catch((error: unknown) => error);
    expect(nowhere).toMatchObject({
      problem: { code: "conflict", detail: expect.stringContaining("no active stage") as string },
    });
  });

  test("of sixteen who pull at once, each gets an item of their own, and a hard limit holds", async () => {
    const { org, teamId, workflow, client, add } = await place([
      { name: "Queue", kind: "queue" },
      { name: "Doing", kind: "active", wipLimit: 10, wipHard: true },
      { name: "Done", kind: "done" },
    ]);
    for (let made = 0; made < 20; made += 1) await add(`Item ${made}`, { value: 100 - made });
    const pullers = await Promise.all(Array.from({ length: 16 }, () => org.join("member")));
    const pulled = await Promise.all(
      pullers.map(async (puller) => {
        for (let attempt = 0; ; attempt += 1) {
          const outcome = await puller.client.pullItem({ teamId }).then(
            ({ item }) => ({ item: item.title, mine: item.ownerId === puller.personId }),
            (error: unknown) => (error instanceof Refused ? error.code : "failed"),
          );
          // On a slow machine a lock may be waited for too long; whoever asks again is served.
          if ((outcome !== "busy" && outcome !== "unavailable") || attempt === 30) return outcome;
        }
      }),
    );
    const got = pulled.filter((one) => typeof one !== "string");
    expect(got).toHaveLength(10);
    expect(got.every((one) => one.mine)).toBe(true);
    expect(new Set(got.map((one) => one.item)).size).toBe(10);
    expect(pulled.filter((one) => typeof one === "string")).toEqual(Array(6).fill("stage_full"));
    const { columns } = await client.readBoard({ workflowId: workflow.workflowId });
    expect(columns[1]).toMatchObject({ count: 10, wip: 10 });
  });

  test("control: two who read the queue and move without locking take the same item", async () => {
    const { org, workflow, add } = await place();
    const [queue, doing] = workflow.stages.map((stage) => stage.stageId);
    await add("Only");
    let arrived = 0;
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const pull = () =>
      org.within(async ({ db }) => {
        const first = await db
          .selectFrom("items")
          .select("item_id")
          .where("stage_id", "=", queue ?? "")
          .executeTakeFirst();
        arrived += 1;
        if (arrived === 2) open();
        await gate;
        await db
          .updateTable("items")
          .set({ stage_id: doing ?? "" })
          .where("item_id", "=", first?.item_id ?? "")
          .execute();
        return first?.item_id;
      });
    const [one, two] = await Promise.all([pull(), pull()]);
    expect(one).toBeDefined();
    expect(two).toBe(one);
  });
});
