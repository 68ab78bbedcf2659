import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bring, bytesOf, publicLog } from "../import/testing/run-import.ts";
import { testApp, type TestApp } from "../testing/app.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Monday 2 March 2026, nine in the morning in UTC. */
const monday = Date.UTC(2026, 2, 2, 9);
let time = monday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());

const at = (day: number) => {
  time = monday + day * DAY;
};
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error : null),
  );

/**
 * Four items of one team that works Monday to Friday. A: in Doing from Tuesday to Thursday. B: in Doing from Wednesday to the
 * next Monday, blocked from Thursday to Friday. C: in Doing since Friday. D: in the queue since the second Monday. It is
 * Tuesday of the second week.
 */
async function fourItems() {
  time = monday;
  const org = await app.organization();
  const { teamId } = await org.team("DESK");
  const { client } = org.owner;
  const stage = (name: string, kind: "queue" | "active" | "done", more: object = {}) => ({
    stageId: crypto.randomUUID(),
    teamId,
    name,
    kind,
    ...more,
  });
  const { workflowId, stages } = await client.createWorkflow({
    teamId,
    name: "Tickets",
    stages: [
      stage("Queue", "queue"),
      stage("Doing", "active", { wipLimit: 2, serviceLevel: { percent: 85, days: 2 } }),
      stage("Done", "done"),
    ],
  });
  const [queue = "", doing = "", done = ""] = stages.map(({ stageId }) => stageId);
  const make = (title: string, more: object = {}) => client.createItem({ title, workflowId, ...more });
  const revision = async (item: string) => (await client.readItem({ item })).revision;
  const move = async (item: string, stageId: string) =>
    client.moveItem({ item, stageId, revision: await revision(item) });
  const [a, b, c] = [await make("A"), await make("B"), await make("C", { classOfService: "expedite" })];
  at(1);
  await move(a.key, doing);
  at(2);
  await move(b.key, doing);
  at(3);
  await move(a.key, done);
  await client.blockItem({ item: b.key, reason: "Waits for a part", revision: await revision(b.key) });
  at(4);
  await client.unblockItem({ item: b.key, revision: await revision(b.key) });
  await move(c.key, doing);
  at(7);
  await move(b.key, done);
  const d = await make("D");
  at(8);
  return { org, client, teamId, workflowId, queue, doing, done, keys: [a, b, c, d].map(({ key }) => key) };
}

describe("the figures of a small history, counted by hand", () => {
  test("times, throughput, work in progress, ageing, efficiency, blocked time and service level", async () => {
    const { client, teamId, queue, doing, done, keys } = await fourItems();
    const [a, b, c] = keys;
    const flow = await client.readFlow({ team: teamId });

    expect([flow.from, flow.to]).toEqual(["2026-03-02T00:00:00.000Z", "2026-03-10T09:00:00.000Z"]);
    expect(flow).toMatchObject({ items: 4, leftOut: 0, clock: "start", time: "calendar", zone: "UTC", endedAt: null });
    expect(flow.finished.points.map(({ key, time: took }) => [key, took / DAY])).toEqual([
      [a, 2],
      [b, 5],
    ]);
    const { mean, p50, p85 } = flow.finished.spread!;
    expect([mean, p50, p85].map((value) => value / DAY)).toEqual([3.5, 3.5, expect.closeTo(4.55, 9)]);
    // C is at four days and open: of three, one is finished by 2 days and another only by 5.
    expect(flow.finished.estimate).toMatchObject({ p50: 5 * DAY, open: 1 });
    expect(flow.finished.before).toBeNull();
    expect(flow.finished.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(2);

    expect(flow.throughput).toMatchObject({ by: "day", arrived: 4, finished: 2, dropped: 0 });
    expect(flow.throughput.buckets.map(({ finished }) => finished)).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0]);
    expect(flow.throughput.buckets.map(({ isWhole }) => isWhole)).toEqual([...Array<boolean>(8).fill(true), false]);

    expect(flow.bands.map(({ bandId, name }) => [bandId, name])).toEqual([
      [queue, "Queue"],
      [doing, "Doing"],
      [done, "Done"],
    ]);
    expect(flow.cumulative.counts.map((row) => row.at(-1))).toEqual([1, 1, 2]);
    expect(flow.cumulative.arrived.at(-1)).toBe(4);
    expect(flow.inProgress).toMatchObject({ last: 1, most: 2, least: 0, waiting: 1, blocked: 0, limit: 2 });
    expect(flow.inProgress.mean).toBeCloseTo((2 + 5 + 4) / 8.375, 9);
    expect(flow.loads.find(({ stageId }) => stageId === doing)).toMatchObject({ most: 2, last: 1, limit: 2 });
    expect(flow.loads.find(({ stageId }) => stageId === doing)?.full).toBeCloseTo(4 / 8.375, 9);

    expect(flow.ageing.items).toMatchObject([
      { key: c, class: "expedite", bandId: doing, age: 4 * DAY, inStage: 4 * DAY },
    ]);
    expect(flow.ageing.bands.find(({ bandId }) => bandId === doing)?.ages).toMatchObject({ count: 2, p50: 3.5 * DAY });
    expect(flow.ageing.olderThanP85).toBe(0);

    expect(flow.efficiency).toMatchObject({ share: 0.6, active: 6 * DAY, waiting: 4 * DAY, blocked: DAY });
    expect(flow.blocked).toEqual([{ reason: "Waits for a part", count: 1, open: 0, time: DAY }]);
    expect(flow.levels.stages).toMatchObject([{ name: "Doing", met: 1, missed: 1, undecided: 1, share: 0.5 }]);
    expect(flow.levels.all).toMatchObject({ met: 1, missed: 1, share: 0.5 });
    expect(flow.classes).toMatchObject([
      { class: "standard", arrived: 3, finished: 2, open: 1 },
      { class: "expedite", arrived: 1, finished: 0, open: 1, p50: null },
    ]);
    expect(flow.little.error).toBeLessThan(1e-9);
  });

  test("from arrival, in working hours, in another zone, over a part of it", async () => {
    const { client, teamId, workflowId } = await fourItems();
    const arrival = await client.readFlow({ team: teamId, clock: "arrival" });
    expect(arrival.finished.points.map(({ time: took }) => took / DAY)).toEqual([3, 7]);
    expect(arrival.inProgress.last).toBe(2);

    const working = await client.readFlow({ team: teamId, time: "working" });
    const [first, second] = working.finished.points;
    // Tuesday and Wednesday; Wednesday, Thursday and Friday.
    expect((second?.time ?? 0) / (first?.time ?? 1)).toBeCloseTo(1.5, 9);
    expect((first?.time ?? 0) / HOUR).toBeLessThan(24);
    expect((await client.readFlow({ workflow: workflowId, time: "working" })).finished.points).toHaveLength(2);

    // At nine in the morning in UTC a new day has begun on Kiritimati, fourteen hours ahead.
    const far = await client.readFlow({ zone: "Pacific/Kiritimati", by: "day" });
    expect(far.from).toBe("2026-03-01T10:00:00.000Z");
    expect(far.throughput.buckets.map(({ finished }) => finished)).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0]);

    const part = await client.readFlow({ from: "2026-03-05", to: "2026-03-08" });
    expect([part.from, part.to]).toEqual(["2026-03-05T00:00:00.000Z", "2026-03-09T00:00:00.000Z"]);
    expect(part.finished.spread).toMatchObject({ count: 1, p50: 2 * DAY });
    expect(part.inProgress).toMatchObject({ last: 2, waiting: 0 });
    expect(part.blocked).toMatchObject([{ time: DAY, open: 0 }]);
  });

  test("a window before anything happened, or ahead of now, is empty and not an error", async () => {
    const { client } = await fourItems();
    for (const window of [
      { from: "2020-01-01", to: "2020-01-31" },
      { from: "2031-01-01", to: "2031-01-31" },
    ]) {
      const flow = await client.readFlow(window);
      expect(flow.finished).toMatchObject({ spread: null, points: [], histogram: { counts: [] } });
      expect(flow.throughput.finished).toBe(0);
    }
    const long = await client.readFlow({ from: "0001-01-01", by: "day" });
    expect(long.throughput.buckets.length).toBeLessThan(20);
  });
});

describe("what is asked of flow", () => {
  test("of an empty organization is nothing, in every figure", async () => {
    time = monday;
    const org = await app.organization();
    const flow = await org.owner.client.readFlow({});
    expect(flow).toMatchObject({ items: 0, firstAt: null, firstToLast: null, classes: [], loads: [] });
    expect(flow.inProgress).toMatchObject({ last: 0, waiting: 0, limit: null });
    expect(flow.levels).toEqual({ stages: [], all: null });
    expect(flow.efficiency.share).toBeNull();
    expect(JSON.stringify(flow)).not.toContain("NaN");
  });

  test("is refused where the days are the wrong way round or nobody's hours are meant, and to guests", async () => {
    const { org, client } = await fourItems();
    const backwards = await refusalOf(client.readFlow({ from: "2026-03-08", to: "2026-03-01" }));
    expect(backwards?.problem.fields).toMatchObject({ from: "The first day must not come after the last" });
    const nobody = await refusalOf(client.readFlow({ time: "working" }));
    expect(nobody?.problem.fields?.["time"]).toContain("choose a team or a workflow");
    const guest = await org.join("guest");
    expect((await refusalOf(guest.client.readFlow({})))?.code).toBe("not_allowed");
    expect((await refusalOf(client.readFlow({ zone: "Mars/Olympus" })))?.code).toBe("invalid_input");
  });
});

describe("public histories", { timeout: 240_000 }, () => {
  const logs = [
    {
      file: "bpi_challenge_2013_incidents.xes.gz",
      items: 7554,
      mean: "12.08",
      p50: "7.55",
      p85: "17.55",
      p95: "35.69",
    },
    { file: "Helpdesk.xes.gz", items: 4580, mean: "40.86", p50: "39.86", p85: "50.08", p95: "57.98" },
  ];
  test.for(logs)("$file: first to last event as published, every bound kept", async (log, { skip }) => {
    const path = publicLog(log.file);
    if (path === null) skip();
    time = Date.UTC(2026, 2, 2);
    const org = await app.organization();
    await bring(org.owner.client, await bytesOf(path ?? ""), { name: log.file });
    const flow = await org.owner.client.readFlow({});
    const days = (value: number) => (value / DAY).toFixed(2);
    expect(flow.items).toBe(log.items);
    const whole = flow.firstToLast!;
    expect([whole.mean, whole.p50, whole.p85, whole.p95].map(days)).toEqual([log.mean, log.p50, log.p85, log.p95]);
    // It ended years ago: it is looked at where it ended.
    expect(flow.endedAt).toBe(flow.lastAt);
    expect(Date.parse(flow.to) - Date.parse(flow.lastAt ?? "")).toBe(1);
    const all = await org.owner.client.readFlow({ from: "2000-01-01", clock: "arrival" });
    expect(all.finished.points.length).toBeLessThanOrEqual(3000);
    expect(all.finished.points.length).toBeGreaterThan(2900);
    const { p95 = 0, count = 0 } = all.finished.spread ?? {};
    const beyond = all.finished.points.filter(({ time: took }) => took > p95).length;
    expect(beyond).toBeGreaterThanOrEqual(Math.floor(count * 0.05) - 1);
    expect(all.cumulative.at.length).toBeLessThanOrEqual(402);
    expect(all.little.error).toBeLessThan(1e-9);
    const last = all.cumulative.counts.reduce((sum, row) => sum + (row.at(-1) ?? 0), 0);
    expect(last + (all.cumulative.dropped.at(-1) ?? 0)).toBe(log.items);
  });
});
