import { existsSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { followEvents } from "../testing/follow.ts";
import { invited, openBrowser, refusalOf, setUpOwner, type Browser } from "../testing/browser.ts";
import { purgeRemoved } from "./purge.ts";

let app: TestApp;
let owner: Browser;

beforeAll(async () => {
  app = await testApp();
  owner = (await setUpOwner(app)).browser;
});
afterAll(() => app.stop());

async function inDatabase<T extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** How many rows of an organization there are, by table. */
async function rowsOf(organizationId: string): Promise<Record<string, number>> {
  const tables = await inDatabase<{ name: string }>(
    "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id' order by 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await inDatabase<{ n: number }>(`select count(*)::int as n from ${name} where organization_id = $1`, [
      organizationId,
    ]);
    if (row && row.n > 0) counts[name] = row.n;
  }
  return counts;
}

let founders = 0;
async function another(name: string): Promise<{ browser: Browser; organizationId: string; slug: string }> {
  const person = await invited(app, owner.client, `founder${(founders += 1)}@example.org`);
  const { organizationId, slug } = await person.browser.client.createOrganization({
    name,
    teamName: "Team One",
    timeZone: "UTC",
  });
  const browser = openBrowser(app, { organization: slug });
  browser.setCookie(person.browser.cookie());
  return { browser, organizationId, slug };
}

describe("an organization", () => {
  test("is one of several a person belongs to, named by id or slug, each with their role there", async () => {
    const { browser, organizationId, slug } = await another("Second");
    expect((await browser.client.listOrganizations()).rows.map(({ name, role }) => [name, role])).toEqual([
      ["Second", "owner"],
      ["Test organization", "member"],
    ]);
    expect(await browser.client.readOrganization()).toMatchObject({
      organizationId,
      slug,
      name: "Second",
      kind: "live",
    });
    const unnamed = openBrowser(app);
    unnamed.setCookie(browser.cookie());
    expect(await refusalOf(unnamed.client.readOrganization())).toBe("organization_needed");
    expect((await unnamed.client.readSession()).current).toBeNull();
    const foreign = openBrowser(app, { organization: (await app.organization()).organizationId });
    foreign.setCookie(browser.cookie());
    expect(await refusalOf(foreign.client.readOrganization())).toBe("not_found");
  });

  test("has an address that tells nothing of others with the same name", async () => {
    const [one, two] = [await another("Twin"), await another("twin")];
    for (const { slug } of [one, two]) expect(slug).toMatch(/^twin-[a-z2-9]{4}$/);
    expect(one.slug).not.toBe(two.slug);
  });

  test("is renamed by its administrators; a stale rename gets the present state", async () => {
    const { browser } = await another("Oldname");
    expect(await browser.client.changeOrganization({ revision: 1, name: "New name" })).toMatchObject({
      name: "New name",
      revision: 2,
    });
    const refused = await browser.client
      .changeOrganization({ revision: 1, name: "Again" })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "stale", problem: { current: { name: "New name", revision: 2 } } });
    const member = await invited(app, browser.client, "plain@example.org");
    expect(await refusalOf(member.browser.client.changeOrganization({ revision: 2, name: "Mine" }))).toBe(
      "not_allowed",
    );
  });

  test("is left by whoever wants to", async () => {
    const { browser } = await another("Leavable");
    const member = await invited(app, browser.client, "goes@example.org");
    const { secret } = await member.browser.client.createKey({ name: "mine" });
    expect(await refusalOf(app.clientOf(secret).leaveOrganization())).toBe("not_allowed");
    await member.browser.client.leaveOrganization();
    expect((await member.browser.client.readSession()).organizations).toEqual([]);
    expect(await refusalOf(app.clientOf(secret).listPeople())).toBe("signed_out");
  });

  test("is removed by its owner, name typed out: access ends at once, then every row and file goes, and nobody else's", async () => {
    const { browser, organizationId } = await another("Doomed");
    const admin = await invited(app, browser.client, "doomed-admin@example.org", "admin");
    const { secret } = await browser.client.createKey({ name: "script" });
    const [workflow] = (await browser.client.listWorkflows()).rows;
    const item = await browser.client.createItem({ title: "Work", workflowId: workflow?.workflowId ?? "" });
    await browser.client.changeItem({ item: item.itemId, revision: item.revision, title: "Other work" });
    await browser.client.createComment({ item: item.itemId, body: "Words" });
    await app.running.means.mailer.idle();
    const stream = await followEvents(app.address, secret);
    const others = await inDatabase(
      "select organization_id, count(*)::int as n from events where organization_id <> $1 group by 1 order by 1",
      [organizationId],
    );
    const before = await rowsOf(organizationId);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(["events", "item_revisions", "items", "keys", "people", "workflow_versions"]),
    );
    const mailFolder = join(app.running.means.dataFolder, "mail", organizationId);
    expect(existsSync(mailFolder)).toBe(true);

    expect(await refusalOf(browser.client.removeOrganization({ name: "doomed" }))).toBe("invalid_input");
    expect(await refusalOf(admin.browser.client.removeOrganization({ name: "Doomed" }))).toBe("not_allowed");
    expect(await refusalOf(app.clientOf(secret).removeOrganization({ name: "Doomed" }))).toBe("not_allowed");
    expect(await rowsOf(organizationId)).toEqual(before);
    await browser.client.removeOrganization({ name: "Doomed" });

    expect(await refusalOf(browser.client.listPeople())).toBe("not_found");
    expect(await refusalOf(app.clientOf(secret).listPeople())).toBe("signed_out");
    expect((await admin.browser.client.readSession()).organizations).toEqual([]);
    await purgeRemoved(app.running.means);
    expect(await rowsOf(organizationId)).toEqual({});
    expect(await inDatabase("select from removed_organizations")).toEqual([]);
    expect(existsSync(mailFolder)).toBe(false);
    expect(await inDatabase("select organization_id, count(*)::int as n from events group by 1 order by 1")).toEqual(
      others,
    );
    await stream.ended;
  });

  test("cannot be deleted by the application itself, nor can its history", async () => {
    const { organizationId } = await another("Kept");
    const asApp = async (statement: string) => {
      const client = await app.pool.connect();
      try {
        await client.query("select set_config('app.organization', $1, false)", [organizationId]);
        await client.query(statement);
      } finally {
        client.release(true);
      }
    };
    for (const table of ["organizations", "events", "workflow_versions"])
      await expect(asApp(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(asApp("update events set name = 'x'")).rejects.toThrow(/permission denied/);
    // Control: what it may delete, it can.
    await asApp("delete from team_members");
    expect((await rowsOf(organizationId))["team_members"]).toBeUndefined();
  });
});
