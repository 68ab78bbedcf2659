import { Refused } from "@throughline/contract/client";
import { readWhatIfBase } from "@throughline/contract/what-ifs";
import { WhatIfRun } from "@throughline/domain/simulation/what-if/what-if-run";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday 5 January 2026, nine in the morning in UTC. */
const monday = Date.UTC(2026, 0, 5, 9);
let time = monday;
let app: TestApp;
beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
});
afterAll(() => app.stop());

const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Refused) return error.problem;
      throw error;
    },
  );

interface Told {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** The server-sent events of a response, to its end. */
async function eventsOf(response: Promise<Response>): Promise<Told[]> {
  const text = await (await response).text();
  return text.split("\n\n").flatMap((block) => {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    return event && data ? [{ event, data: JSON.parse(data) as Record<string, unknown> }] : [];
  });
}

/** Eight weeks: an item comes each working morning, waits till noon, takes till the next, and is done. Two are under way at the end. */
async function eightWeeks() {
  time = monday;
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { workflowId, stages } = await org.workflow(teamId, [
    { name: "Queue", kind: "queue" },
    { name: "Doing", kind: "active", wipLimit: 4 },
    { name: "Done", kind: "done" },
  ]);
  const [, doing = "", done = ""] = stages.map(({ stageId }) => stageId);
  const member = await org.join("member");
  const { client } = member;
  await org.within(({ db }) =>
    db
      .insertInto("team_members")
      .values({ organization_id: org.organizationId, team_id: teamId, person_id: member.personId })
      .execute(),
  );
  const move = async (key: string, stageId: string) => {
    const { revision } = await client.readItem({ item: key });
    await client.moveItem({ item: key, stageId, revision });
  };
  const open: string[] = [];
  for (let day = 0; day < 56; day++) {
    const start = monday + day * DAY;
    time = start;
    if (new Date(time).getUTCDay() % 6 === 0) continue;
    const { key } = await client.createItem({ title: "Daily", workflowId });
    time += 3 * HOUR;
    if (open.length > 1) await move(open.shift()!, done);
    await move(key, doing);
    open.push(key);
  }
  time = monday + 56 * DAY;
  return { org, client, teamId, workflowId, doing };
}

let told: Awaited<ReturnType<typeof eightWeeks>>;
beforeAll(async () => {
  told = await eightWeeks();
}, 120_000);

describe("what a what-if is based on", () => {
  test("is the team as its history tells it: how work comes, how long it takes, where everything stands, and how that holds", async () => {
    const { client, teamId, doing } = told;
    const base = await client.readWhatIfBase({ team: teamId });
    expect(readWhatIfBase.output.safeParse(base).success).toBe(true);
    expect(base).toMatchObject({ isPast: false, items: 40, leftOut: 0 });
    expect(base.model.teams).toMatchObject([{ id: teamId, members: 1, hours: "set" }]);
    expect(base.model.channels).toMatchObject([{ channel: "api", count: 40 }]);
    expect(base.model.channels[0]!.perWeek).toBeCloseTo(5, 0);
    expect(base.model.underWay.map(({ stage }) => stage)).toEqual([doing, doing]);
    expect(base.model.stages.find(({ id }) => id === doing)).toMatchObject({ limit: 4, limitIs: "set" });
    expect(base.check.measures.map(({ measure }) => measure)).toContain("finished_per_week");
    expect(base.names.teams[teamId]).toBe("Team OPS");
    expect(base.names.stages[doing]).toBe("Doing");
  });

  test("is refused where too little has happened, and says what is needed", async () => {
    const org = await app.organization();
    expect(await refusalOf(org.owner.client.readWhatIfBase())).toMatchObject({
      code: "not_enough_history",
      detail: expect.stringContaining("at least 3 weeks") as string,
      facts: { reason: "too_short_history" },
    });
  });

  test("is for members, and of their own organization's teams", async () => {
    const guest = await told.org.join("guest");
    expect(await refusalOf(guest.client.readWhatIfBase())).toMatchObject({ code: "not_allowed" });
    const other = await app.organization();
    const { teamId } = await other.team("NET");
    expect(await refusalOf(told.client.readWhatIfBase({ team: teamId }))).toMatchObject({ code: "not_found" });
  });
});

describe("a what-if run by the server", () => {
  test("tells how far it is, then the answer: the same to the bit as the browser works out from the base", async () => {
    const { client, teamId } = told;
    const alternatives = [{ name: "Two people", changes: [{ kind: "people" as const, team: teamId, people: 2 }] }];
    const events = await eventsOf(client.runWhatIf({ team: teamId, alternatives, runs: 6, weeks: 4 }));
    expect(events[0]).toEqual({ event: "progress", data: { share: 0 } });
    const shares = events.filter(({ event }) => event === "progress").map(({ data }) => Number(data["share"]));
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const { model } = await client.readWhatIfBase({ team: teamId });
    const here = new WhatIfRun(model as never, alternatives, { runs: 6, weeks: 4 });
    while (here.step());
    expect(events.at(-1)).toEqual({ event: "answer", data: JSON.parse(JSON.stringify(here.answer())) as unknown });
  });

  test("refuses what cannot be, in words: in the stream what the model says, before it what the form says", async () => {
    const { client, teamId } = told;
    const run = (people: number, runs = 4) =>
      client.runWhatIf({
        team: teamId,
        alternatives: [{ name: "A", changes: [{ kind: "people", team: teamId, people }] }],
        runs,
        weeks: 4,
      });
    expect((await eventsOf(run(0))).at(-1)).toMatchObject({
      event: "refused",
      data: { code: "invalid_input", detail: "The number of people must be from 1 to 500; it is 0." },
    });
    expect(await refusalOf(run(2, 401))).toMatchObject({ code: "invalid_input" });
    const org = await app.organization();
    expect((await eventsOf(org.owner.client.runWhatIf({ alternatives: [] }))).at(-1)).toMatchObject({
      event: "refused",
      data: { code: "not_enough_history" },
    });
  });

  test("stops when whoever asked is gone, and makes room for the next: two at once, no more", async () => {
    const { client, teamId } = told;
    const long = (signal?: AbortSignal) =>
      client.runWhatIf({ team: teamId, alternatives: [], runs: 400, weeks: 52 }, signal ? { signal } : {});
    const asker = new AbortController();
    const first = await long(asker.signal);
    await long(asker.signal);
    expect(await refusalOf(long())).toMatchObject({ code: "too_many_requests" });
    asker.abort();
    await expect(first.text()).rejects.toThrow();
    const again = new AbortController();
    const isLetIn = async () => {
      const response = await long(again.signal).catch(() => null);
      return response?.status;
    };
    await expect.poll(isLetIn, { timeout: 10_000 }).toBe(200);
    again.abort();
    // The engine's threads are free: a short question is answered.
    const answered = () =>
      eventsOf(client.runWhatIf({ team: teamId, alternatives: [], runs: 2, weeks: 1 })).then(
        (events) => events.at(-1)?.event,
        () => null,
      );
    await expect.poll(answered, { timeout: 20_000 }).toBe("answer");
  });
});
