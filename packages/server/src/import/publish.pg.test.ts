import { availableParallelism } from "node:os";
import { quantile } from "@throughline/domain/numbers/quantile";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";
import { numberEvents } from "./number-events.ts";
import { openSession } from "./session.ts";
import { assertDense } from "./testing/assert-dense.ts";
import { bring, bytesOf, publicLog, upload } from "./testing/run-import.ts";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const day = 86_400_000;

/** Days from each item's first event to its last, and that its numbers follow its times. */
async function spans(org: TestOrganization): Promise<number[]> {
  const rows = await org.within(({ db, organizationId }) =>
    db
      .selectFrom("events")
      .select(["item_id", "occurred_at", "number"])
      .where("organization_id", "=", organizationId)
      .where("item_id", "is not", null)
      .orderBy("number")
      .execute(),
  );
  const times = new Map<string, { first: number; last: number }>();
  for (const { item_id: id, occurred_at: at } of rows) {
    const known = times.get(id ?? "");
    const time = at.getTime();
    if (!known) times.set(id ?? "", { first: time, last: time });
    else {
      if (time < known.last) throw new Error("An item's events are not numbered in the order they happened");
      known.last = time;
    }
  }
  return [...times.values()].map(({ first, last }) => (last - first) / day);
}

async function countEvents(org: TestOrganization, name?: string): Promise<number> {
  const { count } = await org.within(({ db, organizationId }) => {
    let query = db
      .selectFrom("events")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("organization_id", "=", organizationId);
    if (name) query = query.where("name", "=", name as "item.moved");
    return query.executeTakeFirstOrThrow();
  });
  return count;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the incidents of the BPI Challenge 2013", () => {
  const path = publicLog("bpi_challenge_2013_incidents.xes.gz");

  test.skipIf(path === null)(
    "come in whole while others work: every case and state change, times as they were, nobody refused",
    async () => {
      const org = await app.organization();
      const { client } = org.owner;
      const { teamId } = await org.team("OPS");
      const { workflowId, stages } = await org.workflow(teamId);
      const member = await org.join("member");
      const mine = await Promise.all(
        Array.from({ length: 8 }, (_, at) => member.client.createItem({ title: `Live ${at}`, workflowId })),
      );
      const made = await upload(client, await bytesOf(path ?? ""), "bpi_challenge_2013_incidents.xes.gz");
      expect(made).toMatchObject({ format: "xes", mapping: { rows: "events" }, rows: 65_533 });

      // Live work: cards go back and forth, and new ones are made, for as long as the import lasts.
      const over = new AbortController();
      let done = 0;
      const failures: unknown[] = [];
      const work = mine.map(async (item) => {
        let revision = item.revision;
        for (let at = 0; !over.signal.aborted; at += 1) {
          try {
            const to = stages[1 - (at % 2)]?.stageId ?? "";
            ({ revision } = (await member.client.moveItem({ item: item.itemId, stageId: to, revision })).item);
            if (at % 5 === 0) await member.client.createItem({ title: "Another", workflowId });
            done += 1;
            await new Promise((resolve) => setTimeout(resolve, 25));
          } catch (error) {
            failures.push(error);
            return;
          }
        }
      });
      await client.runImport({ importId: made.importId, revision: made.revision });
      let seenEarly = 0;
      for (;;) {
        const { state } = await client.readImport({ importId: made.importId });
        const { total } = await client.listItemIds({ state: "all", origin: ["import"] });
        if (state === "finished") break;
        expect(["waiting", "running"]).toContain(state);
        if (total !== 0 && total !== 7554) seenEarly += 1;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      over.abort();
      await Promise.all(work);
      expect(failures).toEqual([]);
      expect(done).toBeGreaterThan(8 * availableParallelism());
      expect(seenEarly).toBe(0);

      const { result } = await client.readImport({ importId: made.importId });
      expect(result).toMatchObject({
        items: { made: 7554, changed: 0, unchanged: 0, leftAlone: 0 },
        stateChanges: 65_533,
        people: { made: 1440 },
        teams: { made: 649 },
        report: { lost: 0, changed: 0 },
      });
      await assertDense(org);
      const imported = await org.within(({ db, organizationId }) =>
        db
          .selectFrom("events as e")
          .innerJoin("items as i", (join) =>
            join.onRef("i.organization_id", "=", "e.organization_id").onRef("i.item_id", "=", "e.item_id"),
          )
          .select(["e.item_id", "e.occurred_at", "e.number", "e.name"])
          .where("e.organization_id", "=", organizationId)
          .where("i.source", "is not", null)
          .orderBy("e.number")
          .execute(),
      );
      expect(imported.filter((event) => event.name === "item.moved")).toHaveLength(65_533);
      const times = Map.groupBy(imported, (event) => event.item_id);
      const days = [...times.values()].map((events) => {
        const own = events.map((event) => event.occurred_at.getTime());
        expect(own).toEqual(own.toSorted((a, b) => a - b));
        return ((own.at(-1) ?? 0) - (own[0] ?? 0)) / day;
      });
      expect(days).toHaveLength(7554);
      expect(mean(days).toFixed(2)).toBe("12.08");
      expect(quantile(days, 0.85).toFixed(2)).toBe("17.55");
    },
    240_000,
  );
});

describe("the tickets of a help desk", { timeout: 180_000 }, () => {
  const path = publicLog("Helpdesk.xes.gz");

  test.skipIf(path === null)("come in with their true duplicates, and a second time not at all", async () => {
    const org = await app.organization();
    const bytes = await bytesOf(path ?? "");
    const first = await bring(org.owner.client, bytes, { name: "Helpdesk.xes.gz" });
    expect(first.result).toMatchObject({ items: { made: 4580 }, stateChanges: 21_348 });
    expect(await countEvents(org, "item.moved")).toBe(21_348);
    expect(mean(await spans(org)).toFixed(2)).toBe("40.86");
    const last = await assertDense(org);
    const second = await bring(org.owner.client, bytes, { name: "Helpdesk.xes.gz" });
    expect(second.source).toBe(first.source);
    expect(second.sameFile?.importId).toBe(first.importId);
    expect(second.result).toMatchObject({
      items: { made: 0, changed: 0, unchanged: 4580, leftAlone: 0 },
      stateChanges: 0,
    });
    expect(second.result?.people.made).toBe(0);
    // Only that it began and ended.
    expect(await assertDense(org)).toBe(last + 2);
  });
});

describe("numbering", () => {
  /** An organization with a publication of `items` items of four events each, staged in a session of its own. */
  async function staged(items: number) {
    const org = await app.organization();
    const session = await openSession(app.databaseUrl, org.organizationId);
    await session.run(`
      create temp table publishing (at timestamptz not null, item_id uuid, ord bigint not null, actor_id uuid, name text not null, subject_id uuid not null, data jsonb not null);
      insert into publishing select '2020-01-01'::timestamptz + (g % 7) * interval '1 hour' + e * interval '1 day', md5(g::text)::uuid, e, null, 'item.moved', md5(g::text)::uuid, '{}'
        from generate_series(1, ${items}) g, generate_series(1, 4) e`);
    return { org, session };
  }
  const live = (org: TestOrganization, count: number) =>
    org.within(async (tx) => {
      for (let at = 0; at < count; at += 1)
        tx.record({
          name: "organization.changed",
          actorId: null,
          subjectId: org.organizationId,
          occurredAt: new Date(),
        });
    });

  test("leaves no hole and keeps each item's order, whatever others drew meanwhile", async () => {
    for (const drawn of [0, 1, 37, 80]) {
      const { org, session } = await staged(500);
      await live(org, 3);
      let portions = 0;
      await session.transaction(() =>
        numberEvents(session, {
          room: 200,
          portion: 700,
          recordedAt: new Date(),
          progress: async () => {
            portions += 1;
            if (portions === 2) await live(org, drawn);
          },
          beforeLock: async () => {},
        }),
      );
      await session.close();
      expect(portions).toBe(3);
      expect(await assertDense(org)).toBe(2000 + 3 + drawn);
      expect(await spans(org)).toHaveLength(500);
    }
  });

  test("gives way where others nearly use up the room, and nothing of it is seen", async () => {
    const { org, session } = await staged(500);
    const attempt = session.transaction(() =>
      numberEvents(session, {
        room: 40,
        portion: 500,
        recordedAt: new Date(),
        progress: () => live(org, 30),
        beforeLock: async () => {},
      }),
    );
    await expect(attempt).rejects.toThrow("Too much is being done");
    await session.close();
    expect(await assertDense(org)).toBeLessThan(200);
    expect(await countEvents(org, "item.moved")).toBe(0);
  });

  test("control: numbered under the lock from the start, the others' work waits and is refused", async () => {
    const { org, session } = await staged(10);
    const attempt = session.transaction(async () => {
      await session.run(
        "update event_counters set last_number = last_number where organization_id = current_organization()",
      );
      await expect(live(org, 1)).rejects.toThrow("lock timeout");
    });
    await attempt;
    await session.close();
  });
});

describe("what is staged", () => {
  test("is seen by no other connection, nor by another organization's import", async () => {
    const [one, other] = [await app.organization(), await app.organization()];
    const mine = await openSession(app.databaseUrl, one.organizationId);
    const theirs = await openSession(app.databaseUrl, other.organizationId);
    await mine.run("create temp table staged_items (external_id text); insert into staged_items values ('secret')");
    await expect(theirs.rows("select * from staged_items")).rejects.toThrow("does not exist");
    const [name] = await mine.rows<{ schema: string }>(
      "select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 'staged_items' and c.relpersistence = 't'",
    );
    await expect(theirs.rows(`select * from ${name?.schema}.staged_items`)).rejects.toThrow("permission denied");
    // What is permanent is apart by row security, in the importing session too.
    expect(await theirs.rows("select 1 from people where person_id = $1", [one.owner.personId])).toEqual([]);
    await Promise.all([mine.close(), theirs.close()]);
  });
});
