import { Client } from "pg";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { startJobs } from "./start.ts";
import { tick } from "./tick.ts";

const HOUR = 3_600_000;

describe("the tick", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ LOG_LEVEL: "silent" });
  });
  afterAll(() => app.stop());

  test("forgets answers after 48 hours, ended sessions and spent links, and keeps what is younger", async () => {
    const [one, two] = [await app.organization(), await app.organization()];
    for (const org of [one, two]) {
      const { teamId } = await org.team("OPS");
      const { workflowId } = await org.workflow(teamId);
      await org.owner.client.createItem({ title: "Answered", workflowId });
      await org.owner.client.createItem({ title: "Answered too", workflowId });
      await org.within(({ db }) =>
        sql`update idempotency set created_at = now() - interval '49 hours'
          where key in (select key from idempotency limit 1)`.execute(db),
      );
    }
    const admin = new Client({ connectionString: app.databaseUrl });
    await admin.connect();
    try {
      const account = crypto.randomUUID();
      await admin.query(
        "insert into accounts (account_id, email, name, created_at) values ($1, 'a@example.org', 'A', now())",
        [account],
      );
      const session = (expires: string) =>
        admin.query(
          `insert into sessions (session_id, account_id, token_hash, created_at, last_seen_at, expires_at)
            values (gen_random_uuid(), $1, gen_random_uuid()::text::bytea, now(), now(), now() + $2::interval)`,
          [account, expires],
        );
      await session("-1 minute");
      await session("1 day");
      await admin.query(
        `insert into account_idempotency (account_id, key, request_hash, created_at)
          values ($1, 'old', '', now() - interval '49 hours'), ($1, 'young', '', now() - interval '47 hours')`,
        [account],
      );
      await admin.query(
        `insert into password_resets (token_hash, account_id, created_at, expires_at)
          values ('old', $1, now(), now() - interval '8 days'), ('young', $1, now(), now() - interval '1 day')`,
        [account],
      );
      expect(await tick(app.running.means, new Date())).toMatchObject({ failed: 0 });
      const count = async (table: string) =>
        (await admin.query(`select count(*)::int as n from ${table}`)).rows as unknown;
      expect(await count("idempotency")).toEqual([{ n: 2 }]);
      expect(await count("sessions")).toEqual([{ n: 1 }]);
      expect(await count("account_idempotency")).toEqual([{ n: 1 }]);
      expect(await count("password_resets")).toEqual([{ n: 1 }]);
    } finally {
      await admin.end();
    }
  });

  test("goes on with the others when one thing fails, and the routine says that it did", async () => {
    const [broken, sound] = [await app.organization(), await app.organization()];
    const late = new Date(Date.now() + 48 * HOUR);
    for (const org of [broken, sound]) {
      const { teamId } = await org.team("OPS");
      const { workflowId } = await org.workflow(teamId);
      await org.owner.client.createRoutine({
        workflowId,
        name: "Daily",
        trigger: "calendar",
        recurrence: "FREQ=DAILY",
        template: { title: "Daily" },
      });
    }
    await broken.within(({ db }) => db.updateTable("routines").set({ time_zone: "Nowhere/At all" }).execute());
    const ticked = await tick(app.running.means, late);
    expect(ticked).toMatchObject({ itemsMade: 1, failed: 1 });
    expect((await sound.owner.client.listItems()).rows).toHaveLength(1);
    expect((await broken.owner.client.listItems()).rows).toHaveLength(0);
    const { rows } = await broken.owner.client.listAuditEvents({ name: "routine.stuck" });
    expect(rows.map((event) => event.data)).toEqual([{ code: "failed" }]);
  });
});

test("the three questions across organizations answer nothing else to the application role", async () => {
  const app = await testApp();
  try {
    const [one, two] = [await app.organization(), await app.organization()];
    const asApp = await one.within(async ({ db }) => ({
      own: (await sql`select organization_id from organizations`.execute(db)).rows,
      bySlug: (await sql`select organization_of_slug(${`test-${two.organizationId.slice(-12)}`}) as id`.execute(db))
        .rows,
      bySql: (
        await sql`select organization_id from organizations where organization_id = ${two.organizationId}`.execute(db)
      ).rows,
    }));
    expect(asApp).toEqual({
      own: [{ organization_id: one.organizationId }],
      bySlug: [{ id: two.organizationId }],
      bySql: [],
    });
  } finally {
    await app.stop();
  }
});

test("a server that starts does what became due while none ran, from a schema of the owner role", async () => {
  const app = await testApp();
  try {
    const org = await app.organization();
    const { teamId } = await org.team("OPS");
    const { workflowId } = await org.workflow(teamId);
    await org.owner.client.createRoutine({
      workflowId,
      name: "Once",
      trigger: "after_done",
      afterDays: 1,
      template: { title: "Made by itself" },
    });
    const until = async (count: number) => {
      while ((await org.owner.client.listItems()).rows.length < count)
        await new Promise((resolve) => setTimeout(resolve, 100));
    };
    const servers = [await startJobs(app.running.means), await startJobs(app.running.means)];
    try {
      await until(1);
    } finally {
      for (const server of servers) await server.stop();
    }
    expect((await org.owner.client.listItems()).rows.map((row) => row.title)).toEqual(["Made by itself"]);

    // A server that was killed in the middle of a tick leaves it open; the next one to start ticks all the same.
    const admin = new Client({ connectionString: app.databaseUrl });
    await admin.connect();
    const left = await admin.query("update jobs.job set state = 'active', completed_on = null where name = 'tick'");
    expect(left.rowCount).toBeGreaterThan(0);
    await admin.query("update routines set next_at = now(), last_item_id = null");
    const next = await startJobs(app.running.means);
    try {
      await until(2);
    } finally {
      await next.stop();
    }
    const { rows } = await admin.query<{ owner: string }>(
      "select distinct tableowner as owner from pg_tables where schemaname = 'jobs'",
    );
    await admin.end();
    expect(rows).toEqual([{ owner: "throughline_owner" }]);
  } finally {
    await app.stop();
  }
});
