import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";

/** Monday 5 January 2026, nine in the morning in UTC. */
const monday = Date.UTC(2026, 0, 5, 9);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let time = monday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());

const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error: unknown) => (error instanceof Refused ? `${error.code}: ${error.problem.detail ?? ""}` : String(error)),
  );

/** A team that finishes one item each working day. */
async function steadyTeam() {
  time = monday;
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { workflowId, stages } = await org.workflow(teamId);
  const [queue = "", doing = "", done = ""] = stages.map((stage) => stage.stageId);
  const { client } = await org.join("member");
  const create = async (title: string, more: { parentId?: string; dueOn?: string; classOfService?: "expedite" } = {}) =>
    client.createItem({ title, workflowId, ...more });
  const move = async (key: string, stageId: string) => {
    const { revision } = await client.readItem({ item: key });
    await client.moveItem({ item: key, stageId, revision });
  };
  const finish = async (key: string) => {
    await move(key, doing);
    time += HOUR;
    await move(key, done);
  };
  /** Goes through so many days from `time` on. */
  const work = async (days: number) => {
    for (let day = 0; day < days; day++) {
      const start = time;
      if (new Date(time).getUTCDay() % 6 !== 0) await finish((await create("Daily")).key);
      time = start + DAY;
    }
  };
  return { org, client, teamId, workflowId, queue, doing, done, create, move, finish, work };
}

let steady: Awaited<ReturnType<typeof steadyTeam>>;
let parent: Awaited<ReturnType<(typeof steady)["create"]>>;
let children: Awaited<ReturnType<(typeof steady)["create"]>>[];
let late: Awaited<ReturnType<(typeof steady)["create"]>>;
/** Six weeks of one a day; then a parent with eight children, two more and two finished a week later. */
beforeAll(async () => {
  steady = await steadyTeam();
  const { create, work, finish, move, doing } = steady;
  await work(42);
  parent = await create("Move house");
  children = [];
  for (let at = 0; at < 8; at++) children.push(await create(`Box ${at}`, { parentId: parent.itemId }));
  await move(children[0]!.key, doing);
  time += DAY;
  await work(6);
  for (const child of children.slice(6)) await finish(child.key);
  for (const title of ["Lamp", "Plant"]) await create(title, { parentId: parent.itemId });
  late = await create("Tax return", { dueOn: "2026-02-24", classOfService: "expedite" });
  time += HOUR;
}, 120_000);

describe("when these will be done", () => {
  test("is told of all open work, with its likelihood day by day, and the past weeks with what moved it", async () => {
    const { client, teamId } = steady;
    const told = await client.readForecast({ team: teamId });
    expect(told).toMatchObject({ today: "2026-02-23", timeZone: "UTC", isPast: false, leftOut: 0 });
    // Six children and two more, the parent and the late one.
    expect(told.wanted).toEqual({ kind: "open", name: null, count: 10, outside: 0 });
    const [middle, likely, sure] = told.when.dates;
    expect(middle! < likely! && (sure === null || likely! < sure!)).toBe(true);
    expect(told.when.sentence).toMatch(/^All 10 open items are 85 % likely to be done by \d+ \w+\.$/);
    const chances = told.when.curve.map(({ chance }) => chance);
    expect(chances.toSorted((a, b) => a - b)).toEqual(chances);
    expect(told.when.curve.findLast(({ day }) => day < likely!)!.chance).toBeLessThan(0.85);
    expect(told.when.curve.find(({ day }) => day >= likely!)!.chance).toBeGreaterThanOrEqual(0.85 - 1e-9);
    expect(told.when.last).toBeNull();
    // Two weeks after the first finish it could be told; then weekly up to today.
    expect(told.story.map(({ day }) => day)).toEqual([
      "2026-01-19",
      "2026-01-26",
      "2026-02-02",
      "2026-02-09",
      "2026-02-16",
      "2026-02-23",
    ]);
    const last = told.story.at(-1)!;
    expect(last.sentence).toMatch(/^85 % likely by \d+ \w+; was nothing to do; .*added/);
    expect(last.reasons.find(({ kind }) => kind === "added")!.items.length).toBe(8);
    expect(last.reasons.find(({ kind }) => kind === "added")!.more).toBe(8);
    expect(told.pace).toMatchObject({ days: 49, finished: 34 });
    expect(told.pace.perWeek).toBeGreaterThan(4);
    expect(told.pace.perWeek).toBeLessThan(6.5);
    expect(told.reliability).toMatchObject({ days: 28, of: 2 });
    expect(told.assumptions.length).toBeGreaterThanOrEqual(3);
  });

  test("is told of what is below an item: first, at its own pace or after everything else", async () => {
    const { client, teamId } = steady;
    const first = await client.readForecast({ team: teamId, parent: parent.key });
    expect(first.wanted).toEqual({ kind: "parent", name: `${parent.key} Move house`, count: 8, outside: 0 });
    expect(first.when.last!.count).toBe(10);
    const last = await client.readForecast({ team: teamId, parent: parent.key, order: "last" });
    expect(last.when.dates).toEqual(first.when.last!.dates);
    expect(last.when.dates[1]! >= first.when.dates[1]!).toBe(true);
    expect(await refusalOf(client.readForecast({ team: teamId, parent: parent.key, order: "own" }))).toBe(
      "not_enough_history: Nothing was finished yet. A forecast needs 14 days since the first item was finished.",
    );
  });

  test("explains a step in days that add up to the move", async () => {
    const { client } = steady;
    const asked = { parent: parent.key, weeks: 2 };
    const story = (await client.readForecast(asked)).story;
    const [, , now] = story;
    expect(now!.reasons.reduce((sum, { days }) => sum + days, 0)).not.toBeNaN();
    // As of the day after the parent was made, and a week of it on: two finished, two added, whoever asks later.
    const then = (await client.readForecast({ ...asked, asOf: "2026-02-17" })).story.at(-1)!;
    expect(then.count).toBe(8);
    time += 8 * DAY;
    const later = (await client.readForecast({ ...asked, asOf: "2026-02-24" })).story;
    time -= 8 * DAY;
    expect(later.at(-2)).toMatchObject({ day: "2026-02-17", count: 8, dates: then.dates });
    const step = later.at(-1)!;
    const days = (date: string | null) => Date.parse(date!) / DAY;
    expect(step.reasons.reduce((sum, reason) => sum + reason.days, 0)).toBe(
      days(step.dates[1]!) - days(later.at(-2)!.dates[1]!),
    );
    const about = (kind: string) =>
      step.reasons.find((reason) => reason.kind === kind)?.items.map(({ title }) => title);
    expect(about("added")).toEqual(["Lamp", "Plant"]);
    expect(about("progress")).toEqual(["Box 6", "Box 7"]);
  });

  test("is told of a number, of a saved view and of items named, one of them at a time", async () => {
    const { client, teamId } = steady;
    const number = await client.readForecast({ team: teamId, count: 5 });
    expect(number.wanted).toMatchObject({ kind: "count", count: 5 });
    expect(number.when.last!.count).toBe(15);
    const view = await client.createView({
      name: "Boxes",
      layout: "list",
      definition: { text: "Box", columns: "key" },
    });
    expect((await client.readForecast({ view: view.viewId })).wanted).toMatchObject({
      kind: "view",
      name: "Boxes",
      count: 6,
    });
    const some = await client.readForecast({ items: [children[1]!.itemId, children[2]!.itemId].join(",") });
    expect(some.wanted).toMatchObject({ kind: "items", count: 2 });
    expect(await refusalOf(client.readForecast({ count: 5, view: view.viewId }))).toContain("invalid_input: ");
    expect(await refusalOf(client.readForecast({ view: teamId }))).toContain("not_found: There is no such view");
  });

  test("with what arrives meanwhile is later, and says how much arrives", async () => {
    const { client, teamId } = steady;
    const alone = await client.readForecast({ team: teamId, weeks: 0 });
    const growing = await client.readForecast({ team: teamId, weeks: 0, growing: "true" });
    expect(growing.pace.arriving).toBeGreaterThan(4);
    expect(growing.howMany.arriving).toHaveLength(3);
    const day = growing.when.dates[0];
    expect(day === null || day! > alone.when.dates[0]!).toBe(true);
    expect(growing.assumptions.join(" ")).toContain("What arrives meanwhile is counted");
  }, 30_000);
});

describe("how many by a day", () => {
  test("falls with how sure one is to be, and fans out day by day", async () => {
    const { client, teamId } = steady;
    const { howMany } = await client.readForecast({ team: teamId, by: "2026-03-15", weeks: 0 });
    expect(howMany).toMatchObject({ by: "2026-03-15", days: 21 });
    const [middle = 0, likely = 0, sure = 0] = howMany.atLeast;
    expect(middle >= likely && likely >= sure && middle > 8).toBe(true);
    expect(howMany.fan.at(-1)).toEqual({ day: "2026-03-15", atLeast: expect.any(Array) });
    expect(howMany.fan.at(-1)!.atLeast.slice(0, 3)).toEqual([sure, likely, middle]);
    expect(howMany.past).toHaveLength(49);
    expect(howMany.past.reduce((sum, { finished }) => sum + finished, 0)).toBe(34);
    expect(await refusalOf(client.readForecast({ team: teamId, by: "2026-01-01" }))).toContain(
      "invalid_input: Ask how many by a day from 2026-02-23",
    );
  });

  test("goes round the holidays of the team's calendar", async () => {
    const { org, client, teamId } = steady;
    const ask = async () =>
      (await client.readForecast({ team: teamId, by: "2026-03-08", weeks: 0 })).howMany.atLeast[0]!;
    const usual = await ask();
    const team = (await client.listTeams()).rows.find((row) => row.teamId === teamId)!;
    const holidays = Array.from({ length: 14 }, (_, at) =>
      new Date(Date.UTC(2026, 1, 23 + at)).toISOString().slice(0, 10),
    );
    const changed = await org.owner.client.changeTeam({
      teamId,
      revision: team.revision,
      calendar: { ...team.calendar, holidays },
    });
    expect(await ask()).toBeLessThan(usual);
    await org.owner.client.changeTeam({ teamId, revision: changed.revision, calendar: team.calendar });
  });
});

describe("items one by one", () => {
  test("have their dates and their chance against the due day, the most at risk first", async () => {
    const { client, teamId } = steady;
    const { rows, total } = await client.readItemForecasts({ team: teamId });
    // The one that is started, and the one that is due; what waits without a due day is asked for.
    expect(rows.map(({ title }) => title)).toEqual(["Tax return", "Box 0"]);
    expect(total).toBe(2);
    expect(rows[0]).toMatchObject({
      key: late.key,
      dueOn: "2026-02-24",
      isStarted: false,
      basis: { method: "curves", finished: 36 },
    });
    expect(rows[0]!.chance).toBeGreaterThan(0);
    expect(rows[0]!.chance).toBeLessThan(1);
    expect(rows[0]!.dates!.every((day) => day! >= "2026-02-23")).toBe(true);
    expect((await client.readItemForecasts({ team: teamId, waiting: "true" })).total).toBe(10);
    expect((await client.readItemForecasts({ team: teamId, waiting: "true", class: "expedite" })).total).toBe(1);
  });

  test("say the same alone, in the list's days and in the table", async () => {
    const { client, teamId, create } = steady;
    const [row] = (await client.readItemForecasts({ team: teamId })).rows;
    const alone = await client.readItemForecast({ item: late.key });
    expect(alone).toMatchObject({ dates: row!.dates, chance: row!.chance, basis: row!.basis });
    expect(alone.sentence).toMatch(/^85 % likely by .*; due 24 February: (\d+|under 1|over 99) % in time$/);
    const { days } = await client.readForecastDays({ team: teamId });
    expect(days[late.itemId]).toBe(row!.dates![1]);
    expect(Object.keys(days)).toHaveLength(10);
    // Kept for ten minutes for everybody who looks, then made anew.
    const owner = steady.org.owner.client;
    const other = await create("In between");
    expect((await owner.readForecastDays({ team: teamId })).days).toEqual(days);
    time += 10 * 60_000;
    expect((await owner.readForecastDays({ team: teamId })).days).toHaveProperty(other.itemId);
    await client.archiveItem({ item: other.key, revision: other.revision });
  });

  test("are told from a model kept for an hour, of what the item itself has done since", async () => {
    const { client, create, move, doing } = steady;
    const item = await create("Fresh");
    const waiting = await client.readItemForecast({ item: item.key });
    expect(waiting.isStarted).toBe(false);
    await move(item.key, doing);
    expect((await client.readItemForecast({ item: item.key })).isStarted).toBe(true);
    await steady.finish(item.key).catch(() => {});
    expect(await refusalOf(client.readItemForecast({ item: item.key }))).toContain("not_found");
  });
});

describe("too little to tell", () => {
  test("is refused with what is missing", async () => {
    const { client, teamId, create, finish } = await steadyTeam();
    expect(await refusalOf(client.readForecast({ team: teamId }))).toBe(
      "not_enough_history: Nothing was finished yet. A forecast needs 14 days since the first item was finished.",
    );
    await finish((await create("One")).key);
    const open = await create("Two");
    time += 3 * DAY;
    expect(await refusalOf(client.readForecast({ team: teamId }))).toContain("Ask again in 11 days.");
    expect(await client.readItemForecast({ item: open.key })).toMatchObject({
      dates: null,
      chance: null,
      sentence: "Too little history to forecast it: 10 finished items are needed.",
    });
    expect((await client.readItemForecasts({ team: teamId, waiting: "true" })).rows).toMatchObject([
      { key: open.key, dates: null, chance: null },
    ]);
    expect((await client.readForecastDays({ team: teamId })).days).toEqual({});
  });

  test("and guests and strangers get nothing", async () => {
    const guest = await (steady.org as TestOrganization).join("guest");
    expect(await refusalOf(guest.client.readForecast({}))).toContain("not_allowed");
    expect(await refusalOf(guest.client.readItemForecast({ item: late.key }))).toContain("not_allowed");
    const other = await app.organization();
    expect(await refusalOf(other.owner.client.readForecast({ team: steady.teamId }))).toContain("not_found");
    expect(await refusalOf(other.owner.client.readForecast({ parent: late.key }))).toContain("not_found");
  });
});

describe("what belongs to another organization, or to someone alone,", () => {
  test("is named in vain: parent, items, view, team, workflow", async () => {
    time = Date.UTC(2026, 1, 23, 10);
    const { client: owner } = steady.org.owner;
    const stranger = (await app.organization()).owner.client;
    const view = { layout: "list" as const, definition: {} };
    const own = await owner.createView({ name: "Own", shared: false, ...view });
    const shared = await owner.createView({ name: "Shared", shared: true, ...view });
    const { teamId, workflowId, client: member } = steady;
    const asked = [
      stranger.readForecast({ parent: parent.itemId }),
      stranger.readForecast({ parent: parent.key }),
      stranger.readForecast({ view: shared.viewId }),
      stranger.readForecast({ team: teamId }),
      stranger.readForecast({ workflow: workflowId }),
      stranger.readItemForecasts({ workflow: workflowId }),
      stranger.readItemForecast({ item: parent.itemId }),
      stranger.readForecastDays({ team: teamId }),
      // A view that is not shared is its owner's.
      member.readForecast({ view: own.viewId }),
    ];
    for (const answer of await Promise.all(asked.map(refusalOf))) expect(answer).toMatch(/^not_found: /);
    // Items that are not there for the asker are none at all.
    expect(await refusalOf(stranger.readForecast({ items: [parent.itemId] }))).toMatch(/^not_enough_history: /);
    // A control: for those who may see them they are there.
    expect(await refusalOf(member.readForecast({ view: shared.viewId }))).toBe("answered");
    expect(await refusalOf(owner.readForecast({ view: own.viewId }))).toBe("answered");
    expect((await member.readForecast({ items: [children[0]!.itemId] })).wanted.count).toBe(1);
  });
});
