import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import pg from "pg";
import { testApp, type TestApp, type TestOrganization, type TestPerson } from "../testing/app.ts";

/** Who hangs up, loses access or ends the server while something is worked out leaves nothing behind. */
let app: TestApp;
let org: TestOrganization;
let teamId: string;
let superuser: pg.Client;

const HOUR = 3_600_000;
const start = Date.UTC(2026, 0, 5, 9);
let time = start;

/** Six weeks of work, so that a what-if of a year takes long. */
async function history(own: TestOrganization, team: string) {
  const { workflowId, stages } = await own.workflow(team);
  const [, doing = "", done = ""] = stages.map(({ stageId }) => stageId);
  const { client } = own.owner;
  const move = async (item: string, stageId: string) => {
    const { revision } = await client.readItem({ item });
    await client.moveItem({ item, stageId, revision });
  };
  for (let day = 0; day < 42; day++) {
    time = start + day * 24 * HOUR;
    const { key } = await client.createItem({ title: "Daily", workflowId });
    time += HOUR;
    await move(key, doing);
    time += HOUR;
    if (day < 40) await move(key, done);
  }
}

beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(time) });
  org = await app.organization();
  ({ teamId } = await org.team("OPS"));
  await history(org, teamId);
  superuser = new pg.Client({ connectionString: app.databaseUrl });
  await superuser.connect();
}, 60_000);
afterAll(async () => {
  await superuser.end();
  await app.stop();
});

const longest = { alternatives: ["A", "B", "C"].map((name) => ({ name, changes: [] })), runs: 400, weeks: 52 };
const long = (person: TestPerson, signal?: AbortSignal) =>
  person.client.runWhatIf({ team: teamId, ...longest }, signal ? { signal } : {});
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error: unknown) => (error instanceof Refused ? error.code : (error as Error).name),
  );

const moment = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Asks while the teams are locked, hangs up, and lets go: the handler finds out after its asker has gone. */
async function hangUpEarly(ask: (signal: AbortSignal) => Promise<unknown>) {
  await superuser.query("begin; lock table teams in access exclusive mode");
  try {
    const asker = new AbortController();
    const asked = codeOf(ask(asker.signal));
    const waiting = async () =>
      (
        await superuser.query(
          "select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()",
        )
      ).rowCount;
    await expect.poll(waiting, { interval: 20 }).toBe(1);
    asker.abort();
    expect(await asked).toBe("AbortError");
    // The server hears of it before the lock is gone.
    await moment(100);
  } finally {
    await superuser.query("rollback");
  }
}

const resources = () => {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return { timers: counts["Timeout"] ?? 0, ports: counts["MessagePort"] ?? 0 };
};

describe("hanging up", () => {
  test("before the work began leaves no room taken", async () => {
    const person = await org.join("member");
    for (let nth = 0; nth < 3; nth++) await hangUpEarly((signal) => long(person, signal));
    const asker = new AbortController();
    expect((await long(person, asker.signal)).status).toBe(200);
    asker.abort();
  });

  test("fifty times leaves no timers, no ports, no work and no fault, and the next question is answered", async () => {
    const person = await org.join("member");
    const { means } = app.running;
    const faults: unknown[] = [];
    const error = means.log.error.bind(means.log);
    means.log.error = ((...entry: unknown[]) => faults.push(entry)) as unknown as typeof means.log.error; // all it is told
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", onUnhandled);
    try {
      const before = resources();
      for (let nth = 0; nth < 50; nth++) {
        const asker = new AbortController();
        const { client } = person;
        const options = { signal: asker.signal };
        const asked = [
          () => client.readFlow({ team: teamId }, options),
          () => client.readForecast({ team: teamId }, options),
          () => client.readWhatIfBase({ team: teamId }, options),
          () => long(person, asker.signal).then((response) => response.text()),
        ][nth % 4]!();
        setTimeout(() => asker.abort(), (nth * 7) % 60);
        await codeOf(asked);
      }
      await expect.poll(() => codeOf(person.client.readFlow({ team: teamId })), { timeout: 10_000 }).toBe("answered");
      await expect.poll(() => resources().ports, { timeout: 10_000 }).toBeLessThanOrEqual(before.ports);
      await expect.poll(() => resources().timers, { timeout: 10_000 }).toBeLessThan(before.timers + 10);
      expect([faults, unhandled]).toEqual([[], []]);
    } finally {
      process.off("unhandledRejection", onUnhandled);
      means.log.error = error;
    }
  });
});

describe("losing access meanwhile", () => {
  /** Whatever is asked is worked at until it is stopped. */
  function neverDone() {
    const { engine } = app.running.means;
    const ask = engine.ask.bind(engine);
    const stopped: string[] = [];
    engine.ask = ((question, _input, { signal } = {}) =>
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          stopped.push(question);
          reject(new Error("stopped"));
        });
      })) as typeof ask;
    onTestFinished(() => {
      engine.ask = ask;
    });
    return stopped;
  }

  test("ends streams without their answer and refuses what is waited for, and stops the work", async () => {
    const stopped = neverDone();
    const [revoked, removed, stays] = [await org.join("member"), await org.join("member"), await org.join("member")];
    const streams = [await long(revoked), await long(removed)];
    const waited = codeOf(revoked.client.readFlow({ team: teamId }));
    const asker = new AbortController();
    const staying = codeOf(stays.client.readForecast({ team: teamId }, { signal: asker.signal }));
    // Let in before: what follows is what they lose.
    await moment(500);
    await org.within(async ({ db, organizationId }) => {
      await db
        .updateTable("keys")
        .set({ revoked_at: new Date(0) })
        .where("organization_id", "=", organizationId)
        .where("key_id", "=", revoked.keyId)
        .execute();
      await db
        .updateTable("people")
        .set({ state: "removed" })
        .where("organization_id", "=", organizationId)
        .where("person_id", "=", removed.personId)
        .execute();
    });
    expect(await waited).toBe("not_allowed");
    for (const stream of streams) expect(await stream.text()).toMatch(/event: refused\ndata: .*"code":"not_allowed"/);
    expect(stopped.toSorted()).toEqual(["flow", "whatIf", "whatIf"]);
    // A control: whoever may still ask is still answered.
    asker.abort();
    expect(await staying).toBe("AbortError");
  }, 20_000);
});

describe("ending the server", () => {
  test("with work under way and waiting ends in time, without a fault", async () => {
    const own = await testApp({}, { now: () => new Date(time) });
    const its = await own.organization();
    const made = await its.team("END");
    await history(its, made.teamId);
    const people = await Promise.all(Array.from({ length: 4 }, () => its.join("member")));
    const streams = await Promise.all(people.map(({ client }) => client.runWhatIf({ team: made.teamId, ...longest })));
    const ended = streams.map((response) => response.text().catch(() => "cut off"));
    const faults: unknown[] = [];
    const { means } = own.running;
    means.log.error = ((...entry: unknown[]) => faults.push(entry)) as unknown as typeof means.log.error; // all it is told
    await own.stop();
    expect(faults).toEqual([]);
    expect((await Promise.all(ended)).join(" ")).not.toContain('"code":"failed"');
  }, 15_000);
});
