import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { invited, refusalOf, setUpOwner, type Browser } from "../testing/browser.ts";

let app: TestApp;
let owner: Browser;
let clock = Date.parse("2026-03-02T09:00:00Z");

beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(clock) });
  owner = (await setUpOwner(app)).browser;
});
afterAll(() => app.stop());

async function everything(): Promise<string> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  let dump = "";
  for (const { name } of tables.rows)
    dump += JSON.stringify((await client.query(`select t::text from ${name} t`)).rows);
  await client.end();
  return dump;
}

describe("an API key", () => {
  test("acts as its person until it is revoked; the next request with it is refused", async () => {
    const member = await invited(app, owner.client, "member@example.org");
    const { key, secret } = await member.browser.client.createKey({ name: "script" });
    const program = app.clientOf(secret);
    expect((await program.readSession()).current).toMatchObject({
      personId: member.personId,
      kind: "person",
      role: "member",
    });
    expect((await program.readSession()).account).toBeNull();
    await member.browser.client.revokeKey({ keyId: key.keyId });
    expect(await refusalOf(program.readSession())).toBe("signed_out");
    expect(await refusalOf(program.listTeams())).toBe("signed_out");
    expect(await refusalOf(member.browser.client.revokeKey({ keyId: key.keyId }))).toBe("not_found");
  });

  test("runs out when it said it would", async () => {
    const { secret, key } = await owner.client.createKey({ name: "short", expiresInDays: 1 });
    expect(key.expiresAt).toBe(new Date(clock + 86_400_000).toISOString());
    expect((await app.clientOf(secret).listTeams()).rows).toHaveLength(1);
    clock += 86_400_001;
    expect(await refusalOf(app.clientOf(secret).listTeams())).toBe("signed_out");
  });

  test("is shown once and kept as a hash, also where the request is repeated under its idempotency key", async () => {
    const idempotencyKey = randomUUID();
    const first = await owner.client.createKey({ name: "once" }, { idempotencyKey });
    const second = await owner.client.createKey({ name: "once" }, { idempotencyKey });
    expect(second).toEqual(first);
    const { link } = await owner.client.createInvitation(
      { email: "sealed@example.org" },
      { idempotencyKey: randomUUID() },
    );
    const dump = await everything();
    expect(dump).toContain(first.key.keyId);
    for (const secret of [first.secret, first.secret.slice(-43), link, link.slice(-43), idempotencyKey])
      expect(dump).not.toContain(secret);
    // Control: an answer without a secret is kept as it is.
    const agent = await owner.client.createAgent({ name: "Readable answer" }, { idempotencyKey: randomUUID() });
    expect((await everything()).split(agent.personId).length).toBeGreaterThan(2);
    expect((await owner.client.listKeys()).rows.filter((key) => key.name === "once")).toHaveLength(1);
    expect(JSON.stringify(await owner.client.listKeys())).not.toContain(first.secret.slice(0, -6));
  });

  test("makes no other key, agent or removal", async () => {
    const { secret } = await owner.client.createKey({ name: "parent" });
    expect(await refusalOf(app.clientOf(secret).createKey({ name: "child" }))).toBe("not_allowed");
    expect(await refusalOf(app.clientOf(secret).createAgent({ name: "child" }))).toBe("not_allowed");
  });

  test("is seen and revoked by its owner and by administrators, and by nobody else", async () => {
    const [one, other] = [
      await invited(app, owner.client, "one@example.org"),
      await invited(app, owner.client, "other@example.org"),
    ];
    const admin = await invited(app, owner.client, "admin@example.org", "admin");
    const { key, secret } = await one.browser.client.createKey({ name: "of one" });
    const names = async (browser: Browser) => (await browser.client.listKeys()).rows.map((row) => row.name);
    expect(await names(one.browser)).toEqual(["of one"]);
    expect(await names(other.browser)).toEqual([]);
    expect(await names(admin.browser)).toContain("of one");
    expect(await refusalOf(other.browser.client.revokeKey({ keyId: key.keyId }))).toBe("not_found");
    expect(await refusalOf(admin.browser.client.createKey({ name: "in one's name", personId: one.personId }))).toBe(
      "not_allowed",
    );
    await admin.browser.client.revokeKey({ keyId: key.keyId });
    expect(await refusalOf(app.clientOf(secret).listTeams())).toBe("signed_out");
    const guest = await invited(app, owner.client, "guest@example.org", "guest");
    expect(await refusalOf(guest.browser.client.createKey({ name: "guest's" }))).toBe("not_allowed");
  });

  test("follows its person's role, and is noted when it is used", async () => {
    const member = await invited(app, owner.client, "demoted@example.org", "admin");
    const { key, secret } = await member.browser.client.createKey({ name: "admin's" });
    const program = app.clientOf(secret);
    await program.listInvitations();
    await app.running.means.lastSeen.flush();
    const listed = (await member.browser.client.listKeys()).rows.find((row) => row.keyId === key.keyId);
    expect(listed?.lastUsedAt).toBe(new Date(clock).toISOString());
    const { revision } = (await owner.client.listPeople()).rows.find((row) => row.personId === member.personId) ?? {
      revision: 0,
    };
    await owner.client.changePerson({ personId: member.personId, revision, role: "guest" });
    expect(await refusalOf(program.listInvitations())).toBe("not_allowed");
    expect((await program.readSession()).current?.role).toBe("guest");
  });
});

describe("an agent", () => {
  test("acts under its own name with its sponsor's rights, at most a member's, and its deeds are marked", async () => {
    const agent = await owner.client.createAgent({ name: "Sorter" });
    expect(agent).toMatchObject({ role: "member", isActive: true, keys: 0 });
    const { secret } = await owner.client.createKey({ name: "sorter", personId: agent.personId });
    const program = app.clientOf(secret);
    expect((await program.readSession()).current).toMatchObject({ kind: "agent", name: "Sorter", role: "member" });
    const calls = [
      program.listInvitations(),
      program.createInvitation({ email: "x@example.org" }),
      program.createTeam({ key: "NEW", name: "New" }),
      program.createKey({ name: "more" }),
      program.createAgent({ name: "more" }),
      program.listAuditEvents(),
      program.leaveOrganization(),
      program.changeAgent({ personId: agent.personId, revision: 1, name: "Renamed by itself" }),
    ];
    expect(new Set(await Promise.all(calls.map(refusalOf)))).toEqual(new Set(["not_allowed"]));
    const [workflow] = (await program.listWorkflows()).rows;
    const item = await program.createItem({ title: "By a program", workflowId: workflow?.workflowId ?? "" });
    const event = (await owner.client.listAuditEvents({ subject: item.itemId })).rows[0];
    expect(event?.actorId).toBe(agent.personId);
    const actor = (await owner.client.listPeople()).rows.find((row) => row.personId === event?.actorId);
    expect(actor).toMatchObject({ kind: "agent", name: "Sorter", email: null });
    expect((await owner.client.listAgents()).rows.find((row) => row.personId === agent.personId)?.keys).toBe(1);
  });

  test("sinks with its sponsor: a guest's agent sees what a guest sees, and nobody may be given a guest as sponsor", async () => {
    const sponsor = await invited(app, owner.client, "sponsor@example.org");
    const agent = await sponsor.browser.client.createAgent({ name: "Helper" });
    const { secret } = await sponsor.browser.client.createKey({ name: "helper", personId: agent.personId });
    const [workflow] = (await owner.client.listWorkflows()).rows;
    await owner.client.createItem({ title: "Internal", workflowId: workflow?.workflowId ?? "" });
    const program = app.clientOf(secret);
    expect((await program.listItems()).rows.length).toBeGreaterThan(0);
    await owner.client.changePerson({ personId: sponsor.personId, revision: 1, role: "guest" });
    expect((await program.readSession()).current?.role).toBe("guest");
    expect((await program.listItems()).rows).toEqual([]);
    expect(await refusalOf(program.createItem({ title: "No", workflowId: workflow?.workflowId ?? "" }))).toBe(
      "not_allowed",
    );
    const mine = await owner.client.createAgent({ name: "Mine" });
    expect(
      await refusalOf(
        owner.client.changeAgent({ personId: mine.personId, revision: mine.revision, sponsorId: sponsor.personId }),
      ),
    ).toBe("unknown_reference");
  });

  test("is switched off and on, renamed and given another sponsor", async () => {
    const sponsor = await invited(app, owner.client, "switches@example.org");
    const agent = await sponsor.browser.client.createAgent({ name: "Switch" });
    const { secret } = await sponsor.browser.client.createKey({ name: "switch", personId: agent.personId });
    const off = await sponsor.browser.client.changeAgent({
      personId: agent.personId,
      revision: agent.revision,
      isActive: false,
    });
    expect(off.isActive).toBe(false);
    expect(await refusalOf(app.clientOf(secret).listTeams())).toBe("signed_out");
    expect(
      await refusalOf(
        sponsor.browser.client.changeAgent({ personId: agent.personId, revision: agent.revision, isActive: true }),
      ),
    ).toBe("stale");
    await owner.client.changeAgent({
      personId: agent.personId,
      revision: off.revision,
      isActive: true,
      name: "On again",
    });
    expect((await app.clientOf(secret).readSession()).current?.name).toBe("On again");
    const bystander = await invited(app, owner.client, "bystander@example.org");
    expect(
      await refusalOf(bystander.browser.client.changeAgent({ personId: agent.personId, revision: 3, isActive: false })),
    ).toBe("not_allowed");
    expect(
      await refusalOf(
        sponsor.browser.client.changeAgent({ personId: agent.personId, revision: 3, sponsorId: bystander.personId }),
      ),
    ).toBe("not_allowed");
    const moved = await owner.client.changeAgent({
      personId: agent.personId,
      revision: 3,
      sponsorId: bystander.personId,
    });
    expect(moved.sponsorId).toBe(bystander.personId);
    expect(await refusalOf(sponsor.browser.client.createKey({ name: "no longer", personId: agent.personId }))).toBe(
      "not_allowed",
    );
    expect(await refusalOf(owner.client.changePerson({ personId: agent.personId, revision: 4, role: "admin" }))).toBe(
      "conflict",
    );
  });
});
