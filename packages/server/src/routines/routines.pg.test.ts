import { Refused } from "@throughline/contract/client";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { uuidV7 } from "../db/uuid-v7.ts";
import { tick } from "../jobs/tick.ts";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";
import { makeItem } from "./make-item.ts";
import { selectRoutines } from "./store.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Wednesday 4 March 2026, noon in UTC. */
const wednesday = Date.UTC(2026, 2, 4, 12);
let time = wednesday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());
beforeEach(() => {
  time = wednesday;
});
/** A tick is for all organizations: what one test left must not come up in another. */
afterEach(async () => {
  const admin = new Client({ connectionString: app.databaseUrl });
  await admin.connect();
  await admin.query("update routines set is_active = false");
  await admin.end();
});

const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: "allowed" }),
    (error: unknown) => (error instanceof Refused ? error.problem : { code: String(error) }),
  );
const at = (text: string) => Date.parse(`${text}Z`);
/** The server's clock shows this from now on, and the tick runs. */
const tickAt = (instant: number) => {
  time = instant;
  return tick(app.running.means, new Date(instant));
};

const template = { title: "Check backups {week} ({date})" };
const everyMonday = {
  name: "Backups",
  trigger: "calendar",
  recurrence: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9",
  template,
} as const;

async function place(stages?: Parameters<TestOrganization["workflow"]>[1]) {
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { workflowId, stages: made } = await org.workflow(teamId, stages);
  const { client, personId } = await org.join("member", "Designer");
  const [queue = "", doing = "", done = ""] = made.map((stage) => stage.stageId);
  const titles = async () => (await client.listItems({ state: "all", sort: "created" })).rows.map((row) => row.title);
  const only = async () => {
    const [routine] = (await client.listRoutines()).rows;
    if (!routine) throw new Error("There should be a routine");
    return routine;
  };
  return { org, teamId, workflowId, queue, doing, done, client, personId, titles, only };
}

describe("a calendar routine", () => {
  test("says when it comes next, and makes its item then, with the day and week in its words", async () => {
    const { client, workflowId, titles, queue, only, personId } = await place();
    const routine = await client.createRoutine({
      ...everyMonday,
      workflowId,
      timeZone: "Europe/Lisbon",
      template: {
        ...template,
        ownerId: personId,
        dueInDays: 4,
        effortLow: 1,
        effortHigh: 2,
        checklist: [{ id: crypto.randomUUID(), text: "Restore one file" }],
      },
    });
    expect(routine.nextTimes.slice(0, 4)).toEqual([
      "2026-03-09T09:00:00.000Z",
      "2026-03-16T09:00:00.000Z",
      "2026-03-23T09:00:00.000Z",
      "2026-03-30T08:00:00.000Z",
    ]);
    expect(routine.nextAt).toBe(routine.nextTimes[0]);
    expect(await tickAt(at("2026-03-09T08:59"))).toMatchObject({ itemsMade: 0 });
    expect(await tickAt(at("2026-03-09T09:00"))).toMatchObject({ itemsMade: 1, failed: 0 });
    expect(await titles()).toEqual(["Check backups 2026-W11 (2026-03-09)"]);
    const [row] = (await client.listItems()).rows;
    expect(await client.readItem({ item: row?.itemId ?? "" })).toMatchObject({
      origin: "routine",
      stageId: queue,
      ownerId: personId,
      dueOn: "2026-03-13",
      effortHigh: 2,
      checklist: [{ text: "Restore one file", done: false }],
    });
    expect(await only()).toMatchObject({ nextAt: "2026-03-16T09:00:00.000Z", lastItemId: row?.itemId, stuck: null });
    const { rows } = await client.readItemHistory({ item: row?.key ?? "" });
    expect(rows.map((event) => [event.name, event.actorId])).toEqual([
      ["routine.ran", null],
      ["item.created", null],
    ]);
  });

  test("after the server was away makes the latest missed one only", async () => {
    const { client, workflowId, titles, only } = await place();
    await client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC" });
    expect(await tickAt(at("2026-04-01T10:00"))).toMatchObject({ itemsMade: 1 });
    expect(await titles()).toEqual(["Check backups 2026-W14 (2026-03-30)"]);
    expect(await only()).toMatchObject({ nextAt: "2026-04-06T09:00:00.000Z" });
    expect(await tickAt(at("2026-04-01T10:01"))).toMatchObject({ itemsMade: 0 });
  });

  test("makes one item for each time, however many servers tick at once", async () => {
    const { client, workflowId, titles } = await place();
    await client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC" });
    for (let week = 0; week < 4; week += 1) {
      time = at("2026-03-09T09:00") + week * 7 * DAY;
      const ticks = await Promise.all([1, 2, 3, 4].map(() => tick(app.running.means, new Date(time))));
      expect(ticks.reduce((sum, one) => sum + one.itemsMade, 0)).toBe(1);
    }
    expect(await titles()).toHaveLength(4);
  });

  test("control: without claiming its time, two who see it due make two items", async () => {
    const { org, client, workflowId, titles } = await place();
    await client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC" });
    const due = new Date("2026-03-09T09:00Z");
    let arrived = 0;
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const unclaimed = () =>
      org.within(async (tx) => {
        const [routine] = await selectRoutines(tx);
        arrived += 1;
        if (arrived === 2) open();
        await gate;
        if (routine?.next_at && routine.next_at <= due)
          await makeItem(tx, routine, due, null, due, uuidV7(due.getTime()));
      });
    await Promise.all([unclaimed(), unclaimed()]);
    expect(await titles()).toHaveLength(2);
  });

  test("whose stage is full stays due, says so, is recorded once, and makes its item as soon as there is room", async () => {
    const { client, workflowId, titles, only, org } = await place([
      { name: "Doing", kind: "active", wipLimit: 1, wipHard: true },
      { name: "Done", kind: "done" },
    ]);
    const item = await client.createItem({ title: "In the way", workflowId });
    await client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC" });
    for (const minute of [0, 1, 2])
      expect(await tickAt(at("2026-03-09T09:00") + minute * 60_000)).toMatchObject({ itemsMade: 0, routinesStuck: 1 });
    expect(await only()).toMatchObject({
      nextAt: "2026-03-09T09:00:00.000Z",
      stuck: {
        since: "2026-03-09T09:00:00.000Z",
        code: "stage_full",
        detail: expect.stringContaining("Doing") as string,
      },
    });
    const { rows } = await org.owner.client.listAuditEvents({ name: "routine.stuck" });
    expect(rows.map((event) => event.data)).toEqual([{ code: "stage_full" }]);
    await client.archiveItem({ item: item.key, revision: 1 });
    expect(await tickAt(at("2026-03-09T12:00"))).toMatchObject({ itemsMade: 1, routinesStuck: 0 });
    expect(await titles()).toContain("Check backups 2026-W11 (2026-03-09)");
    expect(await only()).toMatchObject({ nextAt: "2026-03-16T09:00:00.000Z", stuck: null });
  });

  test("leaves out an owner who has left, and says so in its event", async () => {
    const { org, client, workflowId } = await place();
    const leaver = await org.join("member");
    await client.createRoutine({
      ...everyMonday,
      workflowId,
      timeZone: "UTC",
      template: { ...template, ownerId: leaver.personId },
    });
    await org.within(({ db }) =>
      db.updateTable("people").set({ state: "removed" }).where("person_id", "=", leaver.personId).execute(),
    );
    await tickAt(at("2026-03-09T09:00"));
    const [row] = (await client.listItems()).rows;
    expect(row?.ownerId).toBeNull();
    const { rows } = await client.readItemHistory({ item: row?.key ?? "" });
    expect(rows[0]?.data).toMatchObject({ ownerLeft: true });
  });

  test("paused makes nothing and makes up for nothing when it goes on; archived it is over", async () => {
    const { client, workflowId, titles, only } = await place();
    const { routineId } = await client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC" });
    expect(await client.changeRoutine({ routineId, revision: 1, isActive: false })).toMatchObject({
      nextAt: null,
      nextTimes: [],
    });
    await tickAt(at("2026-03-20T00:00"));
    await client.changeRoutine({ routineId, revision: 2, isActive: true });
    expect(await tickAt(at("2026-03-20T00:01"))).toMatchObject({ itemsMade: 0 });
    expect(await only()).toMatchObject({ nextAt: "2026-03-23T09:00:00.000Z" });
    await client.changeRoutine({ routineId, revision: 3, archived: true });
    await tickAt(at("2026-04-20T00:00"));
    expect(await titles()).toEqual([]);
  });

  test("that has come up for the last time can still be renamed, paused and archived", async () => {
    const { client, workflowId, only } = await place();
    const { routineId } = await client.createRoutine({
      ...everyMonday,
      recurrence: "FREQ=DAILY;UNTIL=20260305",
      workflowId,
      timeZone: "UTC",
    });
    await tickAt(at("2026-03-06T00:00"));
    expect(await only()).toMatchObject({ nextAt: null, nextTimes: [] });
    await client.changeRoutine({ routineId, revision: 1, name: "Over" });
    await client.changeRoutine({ routineId, revision: 2, isActive: false });
    expect(await client.changeRoutine({ routineId, revision: 3, archived: true })).toMatchObject({ name: "Over" });
    expect(
      await refusalOf(client.changeRoutine({ routineId, revision: 4, archived: false, isActive: true })),
    ).toMatchObject({
      fields: { recurrence: expect.stringContaining("never comes up") as string },
    });
  });

  test("changed to another time comes at the new one", async () => {
    const { client, workflowId, titles } = await place();
    const { routineId } = await client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC" });
    const changed = await client.changeRoutine({ routineId, revision: 1, recurrence: "FREQ=WEEKLY;BYDAY=FR;BYHOUR=7" });
    expect(changed).toMatchObject({ nextAt: "2026-03-06T07:00:00.000Z", revision: 2 });
    await tickAt(at("2026-03-06T07:00"));
    expect(await titles()).toHaveLength(1);
    expect(await refusalOf(client.changeRoutine({ routineId, revision: 1, name: "Late" }))).toMatchObject({
      code: "stale",
    });
  });
});

describe("a routine that comes after the last one is done", () => {
  const after = {
    name: "Sharpen",
    trigger: "after_done",
    afterDays: 3,
    template: { title: "Sharpen {date}" },
  } as const;

  test("makes the first at once, and the next so many days after that one is done, at the same time of day", async () => {
    const { client, workflowId, done, titles, only } = await place();
    await client.createRoutine({ ...after, workflowId, timeZone: "Europe/Lisbon" });
    expect(await tickAt(wednesday)).toMatchObject({ itemsMade: 1 });
    expect(await tickAt(wednesday + 30 * DAY)).toMatchObject({ itemsMade: 0 });
    const [first] = (await client.listItems()).rows;
    time = at("2026-04-10T16:00");
    await client.moveItem({ item: first?.key ?? "", stageId: done, revision: 1 });
    await tickAt(time + 60_000);
    expect(await only()).toMatchObject({ nextAt: "2026-04-13T16:00:00.000Z", nextTimes: ["2026-04-13T16:00:00.000Z"] });
    expect(await tickAt(at("2026-04-13T15:59"))).toMatchObject({ itemsMade: 0 });
    expect(await tickAt(at("2026-04-13T16:00"))).toMatchObject({ itemsMade: 1 });
    expect(await titles()).toEqual(["Sharpen 2026-03-04", "Sharpen 2026-04-13"]);
  });

  test("waits on when the last one is reopened, and goes on when it is put away undone", async () => {
    const { client, workflowId, done, doing, titles } = await place();
    await client.createRoutine({ ...after, workflowId, timeZone: "UTC" });
    await tickAt(wednesday);
    const [first] = (await client.listItems()).rows;
    await client.moveItem({ item: first?.key ?? "", stageId: done, revision: 1 });
    await tickAt(wednesday + HOUR);
    await client.moveItem({ item: first?.key ?? "", stageId: doing, revision: 2 });
    expect(await tickAt(wednesday + 10 * DAY)).toMatchObject({ itemsMade: 0 });
    await client.archiveItem({ item: first?.key ?? "", revision: 3 });
    await tickAt(wednesday + 10 * DAY + HOUR);
    expect(await tickAt(wednesday + 14 * DAY)).toMatchObject({ itemsMade: 1 });
    expect(await titles()).toEqual(["Sharpen 2026-03-04", "Sharpen 2026-03-17"]);
  });
});

describe("running a routine by hand", () => {
  test("makes its item now, besides the calendar", async () => {
    const { client, workflowId, personId, only } = await place();
    const { routineId, nextAt } = await client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC" });
    const { item } = await client.runRoutine({ routineId });
    expect(item.title).toBe("Check backups 2026-W10 (2026-03-04)");
    expect(await only()).toMatchObject({ nextAt, lastItemId: item.itemId });
    const { rows } = await client.readItemHistory({ item: item.key });
    expect(rows[0]).toMatchObject({ name: "routine.ran", actorId: personId });
    expect(await refusalOf(client.runRoutine({ routineId: crypto.randomUUID() }))).toMatchObject({ code: "not_found" });
  });
});

describe("what is no routine is refused by field", () => {
  test.each([
    ["a rule that runs too often", { recurrence: "FREQ=MINUTELY" }, { recurrence: /once an hour/ }],
    ["a rule that never comes up", { recurrence: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }, { recurrence: /never/ }],
    ["no rule at all", { recurrence: "" }, { recurrence: /FREQ/ }],
    ["days after done beside a calendar", { afterDays: 3 }, { afterDays: /Leave this empty/ }],
    ["after done without days", { trigger: "after_done", recurrence: "" }, { afterDays: /how many days/ }],
    ["after done with a calendar", { trigger: "after_done", afterDays: 1 }, { recurrence: /Leave this empty/ }],
    ["a zone that is none", { timeZone: "Europe/Atlantis" }, { timeZone: /IANA/ }],
    [
      "an effort upside down",
      { template: { title: "x", effortLow: 3, effortHigh: 1 } },
      { "template.effortHigh": /below/ },
    ],
  ])("%s", async (_, change, fields) => {
    const { client, workflowId } = await place();
    const problem = await refusalOf(
      client.createRoutine({ ...everyMonday, workflowId, timeZone: "UTC", ...change } as never),
    );
    expect(problem).toMatchObject({ code: "invalid_input" });
    for (const [name, message] of Object.entries(fields))
      expect("fields" in problem ? problem.fields?.[name] : "").toMatch(message);
    expect((await client.listRoutines()).rows).toEqual([]);
  });

  test("a stage, owner, label or workflow that is not there", async () => {
    const { client, workflowId, org, teamId } = await place();
    const elsewhere = await org.workflow(teamId);
    for (const more of [
      { stageId: elsewhere.stages[0]?.stageId },
      { ownerId: crypto.randomUUID() },
      { labelIds: [crypto.randomUUID()] },
    ]) {
      const made = client.createRoutine({ ...everyMonday, workflowId, template: { ...template, ...more } });
      expect(await refusalOf(made)).toMatchObject({ code: "unknown_reference" });
    }
    const nowhere = client.createRoutine({ ...everyMonday, workflowId: crypto.randomUUID() });
    expect(await refusalOf(nowhere)).toMatchObject({ code: "unknown_reference" });
  });

  test("guests design none, and another organization's are out of reach", async () => {
    const { org, client, workflowId } = await place();
    const { routineId } = await client.createRoutine({ ...everyMonday, workflowId });
    const guest = await org.join("guest");
    expect(await refusalOf(guest.client.listRoutines())).toMatchObject({ code: "not_allowed" });
    const other = await app.organization();
    expect(await refusalOf(other.owner.client.runRoutine({ routineId }))).toMatchObject({ code: "not_found" });
    expect((await other.owner.client.listRoutines()).rows).toEqual([]);
  });
});
