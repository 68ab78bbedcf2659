import { endpoints, type EndpointName } from "@throughline/contract/endpoints";
import type { Client } from "@throughline/contract/client";
import { Client as Database } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { inTransaction } from "../db/transaction.ts";
import { purgeRemoved } from "../organizations/purge.ts";
import { testApp, type TestApp } from "../testing/app.ts";
import { openBrowser, refusalOf, setUpOwner, type Browser } from "../testing/browser.ts";
import { replayItems } from "../testing/replay-items.ts";
import { readDemoContent } from "./content.ts";
import { openDemoOrganization } from "./open.ts";

/** Wednesday 20 May 2026, early afternoon in Lisbon. */
const now = new Date("2026-05-20T13:07:21Z");
let app: TestApp;
let owner: Browser;
let database: Database;
/** Read by most tests, removed by the last. */
let demo: Awaited<ReturnType<typeof opened>>;
beforeAll(async () => {
  app = await testApp({}, { now: () => now });
  database = new Database({ connectionString: app.databaseUrl });
  await database.connect();
  owner = (await setUpOwner(app)).browser;
  demo = await opened();
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

const inDatabase = async <T extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.query<T>(text, values)).rows;

async function tenantTables(): Promise<string[]> {
  const rows = await inDatabase<{ name: string }>(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id' order by 1",
  );
  return rows.map(({ name }) => name);
}

/** How many rows of an organization there are, by table. */
async function rowsOf(organizationId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of await tenantTables()) {
    const [row] = await inDatabase<{ n: number }>(`select count(*)::int as n from ${name} where organization_id = $1`, [
      organizationId,
    ]);
    if (row && row.n > 0) counts[name] = row.n;
  }
  return counts;
}

async function opened(): Promise<{ client: Client; organizationId: string; personId: string; name: string }> {
  const { slug, organizationId, personId, name } = await owner.client.openDemo();
  const browser = openBrowser(app, { organization: slug });
  browser.setCookie(owner.cookie());
  return { client: browser.client, organizationId, personId, name };
}

const removed = async ({ client, name }: typeof demo) => {
  await client.removeOrganization({ name });
  await purgeRemoved(app.running.means);
};

describe("a demo organization", () => {
  test("is opened by whoever is signed in, right after the set-up, and is theirs", async () => {
    expect((await owner.client.readSetup()).demo).toBe(true);
    expect(await refusalOf(openBrowser(app).client.openDemo())).toBe("signed_out");
    const { secret } = await demo.client.createKey({ name: "script" });
    expect(await refusalOf(app.clientOf(secret).openDemo())).toBe("signed_out");
    expect(await demo.client.readOrganization()).toMatchObject({ kind: "demo", name: demo.name });
    const session = await demo.client.readSession();
    expect(session.current).toMatchObject({ role: "owner", personId: demo.personId });
    expect(session.organizations.map(({ kind, role }) => [kind, role])).toEqual([
      ["demo", "owner"],
      ["live", "owner"],
    ]);
    const others = (await demo.client.listPeople()).rows.filter(({ personId }) => personId !== demo.personId);
    expect(others.length).toBeGreaterThan(30);
    expect(others.every(({ state, email }) => state === "recorded" && email === null)).toBe(true);
  });

  test("has work for every screen, in the shapes the contract promises", async () => {
    const { client } = demo;
    const read = async <N extends EndpointName>(name: N, input: Parameters<Client[N]>[0]) => {
      const answer: unknown = await (client[name] as (input: unknown) => Promise<unknown>)(input);
      const output = endpoints[name].output as z.ZodType;
      expect(output.safeParse(answer).error).toBeUndefined();
      return answer as Awaited<ReturnType<Client[N]>>;
    };
    const myWork = await read("readMyWork", {});
    expect(myWork.owned.length).toBeGreaterThanOrEqual(3);
    expect(myWork.mentions.length).toBeGreaterThanOrEqual(3);
    expect(myWork.offers.length).toBeGreaterThanOrEqual(1);
    expect(myWork.triage[0]?.waiting).toBeGreaterThanOrEqual(2);
    expect(myWork.asked).toHaveLength(1);
    const teams = (await read("listTeams", {})).rows;
    expect(teams.map(({ key }) => key).toSorted()).toEqual(["DESK", "FAC", "FIN", "INF"]);
    for (const { teamId } of teams) expect((await read("readQueue", { teamId })).entries.length).toBeGreaterThan(0);
    const workflows = (await read("listWorkflows", {})).rows;
    const boards = await Promise.all(workflows.map(({ workflowId }) => read("readBoard", { workflowId })));
    const limits = new Map(
      workflows.flatMap(({ stages }) => stages.map((stage) => [stage.stageId, stage.wipHard ? stage.wipLimit : null])),
    );
    const columns = boards.flatMap((board) => board.columns);
    expect(columns.some(({ stageId, wip }) => limits.get(stageId) === wip)).toBe(true);
    expect(columns.filter(({ stageId, wip }) => wip > (limits.get(stageId) ?? Infinity))).toEqual([]);
    const list = await read("listItems", { limit: 200, sort: "age" });
    const [first] = list.rows;
    for (const { itemId } of list.rows.slice(0, 12)) {
      await read("readItem", { item: itemId });
      await read("readItemHistory", { item: itemId });
      await read("listComments", { item: itemId });
    }
    expect((await read("search", { text: "scanner" })).rows.some(({ kind }) => kind === "item")).toBe(true);
    expect((await read("search", { text: first?.key ?? "" })).rows[0]?.id).toBe(first?.itemId);
    const requests = await read("listRequests", { limit: 200 });
    expect(new Set(requests.rows.map(({ state }) => state)).size).toBeGreaterThanOrEqual(4);
    await read("readRequest", { request: requests.rows[0]?.requestId ?? "" });
    const offers = (await read("listHandOffs", { state: ["accepted"], limit: 200 })).rows;
    expect(offers.some(({ waitedHours }) => waitedHours > 0)).toBe(true);
    const routines = (await read("listRoutines", {})).rows;
    expect(routines.filter(({ nextTimes }) => nextTimes.length === 5).length).toBeGreaterThanOrEqual(5);
    for (const name of ["listFields", "listLabels", "listChannels", "listViews"] as const)
      expect((await read(name, {})).rows.length).toBeGreaterThan(2);
    await read("listAuditEvents", { limit: 200 });
    const form = (await read("listChannels", {})).rows[0];
    const { slug } = await client.readOrganization();
    await read("readForm", { organizationSlug: slug, formSlug: form?.slug ?? "" });
  });

  test("has dense events that tell when it happened and when we learnt of it, and agree with what stands", async () => {
    const events = await inDatabase<{
      number: string;
      name: string;
      occurred_at: Date;
      recorded_at: Date;
      subject_id: string;
      item_id: string | null;
      data: Record<string, unknown>;
    }>("select * from events where organization_id = $1 order by number", [demo.organizationId]);
    expect(events.map((event) => Number(event.number))).toEqual(events.map((_, at) => at + 1));
    expect(events.length).toBeGreaterThan(6_000);
    expect(events[0]?.name).toBe("organization.created");
    const occurred = events.map((event) => event.occurred_at.getTime());
    expect(occurred).toEqual(occurred.toSorted((a, b) => a - b));
    expect(now.getTime() - (occurred[0] ?? 0)).toBeGreaterThan(90 * 86_400_000);
    expect(events.every((event) => event.recorded_at.getTime() === now.getTime())).toBe(true);

    const kinds = await inDatabase<{ stage_id: string; kind: "queue" | "active" | "done" }>(
      "select stage_id, kind from stages where organization_id = $1",
      [demo.organizationId],
    );
    const replayed = replayItems(
      events.map((event) => ({
        name: event.name,
        occurredAt: event.occurred_at.getTime(),
        subjectId: event.subject_id,
        itemId: event.item_id,
        data: event.data,
      })),
      new Map(kinds.map((stage) => [stage.stage_id, stage.kind])),
    );
    const items = await inDatabase<{ item_id: string; [column: string]: unknown }>(
      `select i.*, (select hand_off_id from hand_offs h where h.organization_id = i.organization_id and h.item_id = i.item_id
        and h.state = 'offered') as offered_to from items i where organization_id = $1`,
      [demo.organizationId],
    );
    expect(replayed.size).toBe(items.length);
    const at = (value: unknown) => (value instanceof Date ? value.getTime() : null);
    for (const item of items) {
      expect(replayed.get(item.item_id)).toEqual({
        stageId: item["stage_id"],
        teamId: item["team_id"],
        ownerId: item["owner_id"],
        isBlocked: item["blocked_since"] !== null,
        offeredTo: item["offered_to"],
        isArchived: item["archived_at"] !== null,
        createdAt: at(item["created_at"]),
        stageEnteredAt: at(item["stage_entered_at"]),
        startedAt: at(item["started_at"]),
        finishedAt: at(item["finished_at"]),
        revision: item["revision"],
      });
    }
    const [counted] = await inDatabase<{ wrong: number }>(
      `select count(*)::int as wrong from teams t where organization_id = $1 and last_item_number <>
        (select max(split_part(key, '-', 2)::int) from items i where i.organization_id = $1 and i.key like t.key || '-%')`,
      [demo.organizationId],
    );
    expect(counted?.wrong).toBe(0);
  });

  test("can be worked in: pulled from, decided, triaged, under the limits it stands at", async () => {
    const { client } = demo;
    const [offer] = (await client.readMyWork()).offers;
    const [handOff] = (await client.listHandOffs({ state: ["offered"], item: offer?.itemId ?? "" })).rows;
    await client.declineHandOff({ handOffId: handOff?.handOffId ?? "", revision: 1, reason: "Not ours" });
    const [request] = (await client.listRequests({ state: ["new"] })).rows;
    const workflows = (await client.listWorkflows()).rows;
    const workflowId = workflows.find(({ teamId }) => teamId === request?.teamId)?.workflowId ?? "";
    const accepted = await client.acceptRequest({ request: request?.requestId ?? "", revision: 1, workflowId });
    expect(accepted.item.key).toMatch(/^[A-Z]+-\d+$/);
    const teamId = (await client.listTeams()).rows.find(({ key }) => key === "DESK")?.teamId ?? "";
    const pulled = await client.pullItem({ teamId });
    expect(pulled.item.ownerId).toBe(demo.personId);
    const { secret } = await client.createKey({ name: "mine" });
    expect((await app.clientOf(secret).readItem({ item: pulled.item.key })).revision).toBe(pulled.item.revision);
  });

  test("is written the same for the same ids and the same now", async () => {
    /** Everything of an organization, its random address apart. */
    const everything = async (organizationId: string) => {
      const rows: Record<string, unknown[]> = {};
      for (const name of await tenantTables())
        rows[name] = await inDatabase(
          `select to_jsonb(t) - 'slug' - 'words' as row from ${name} t where organization_id = $1 order by to_jsonb(t)::text`,
          [organizationId],
        );
      return rows;
    };
    const { account } = await owner.client.readSession();
    const founder = { accountId: account?.accountId ?? "", name: "First Owner", email: "owner@example.org" };
    const write = async () => {
      let made = 0;
      const newId = () => `01980000-0000-7000-8000-${String((made += 1)).padStart(12, "0")}`;
      const { organizationId } = await inTransaction(
        app.pool,
        { accountId: founder.accountId },
        () => {},
        (tx) => openDemoOrganization(tx, readDemoContent(), founder, now, newId),
      );
      const rows = await everything(organizationId);
      await inDatabase("insert into removed_organizations values ($1, now())", [organizationId]);
      await purgeRemoved(app.running.means);
      return rows;
    };
    const first = await write();
    expect(first["items"]?.length).toBeGreaterThan(600);
    expect(await write()).toEqual(first);
  });

  test("is opened once for one idempotency key, and three at a time at most", async () => {
    const idempotencyKey = crypto.randomUUID();
    const one = await owner.client.openDemo({}, { idempotencyKey });
    expect(await owner.client.openDemo({}, { idempotencyKey })).toEqual(one);
    const third = await opened();
    expect(await refusalOf(owner.client.openDemo())).toBe("conflict");
    await removed(third);
    expect((await owner.client.openDemo()).kind).toBe("demo");
  });

  test("is removed without a row left behind, and nobody else's with it", async () => {
    const own = (await owner.client.readSession()).organizations.find(({ kind }) => kind === "live");
    const before = await rowsOf(own?.organizationId ?? "");
    const rows = await rowsOf(demo.organizationId);
    expect(Object.keys(rows)).toEqual(expect.arrayContaining(["events", "hand_offs", "search_texts", "requests"]));
    expect(await refusalOf(demo.client.removeOrganization({ name: "something else" }))).toBe("invalid_input");
    await removed(demo);
    expect(await rowsOf(demo.organizationId)).toEqual({});
    expect(await rowsOf(own?.organizationId ?? "")).toEqual(before);
    const left = (await owner.client.readSession()).organizations.map(({ organizationId }) => organizationId);
    expect(left).not.toContain(demo.organizationId);
  });
});
