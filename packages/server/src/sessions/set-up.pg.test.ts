import { Client } from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { goodPassword, openBrowser, refusalOf, setUpOwner } from "../testing/browser.ts";

let app: TestApp;
afterEach(() => app.stop());

const visitor = (number: number) => ({
  name: `Visitor ${number}`,
  email: `visitor${number}@example.org`,
  password: goodPassword,
  organizationName: `Organization ${number}`,
  teamName: "Operations",
  timeZone: "UTC",
});

async function inDatabase<T extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

describe("the first visit", () => {
  test("makes an owner, an organization and a team with a workflow to start with, and signs in", async () => {
    app = await testApp();
    const before = openBrowser(app);
    expect(await before.client.readSetup()).toMatchObject({ needed: true, mail: "folder" });
    const { browser, session } = await setUpOwner(app);
    expect(session.current).toMatchObject({ role: "owner", kind: "person" });
    expect(session.organizations).toMatchObject([{ slug: "test-organization", name: "Test organization" }]);
    const again = await browser.client.readSession();
    // Between the two, the events of the set-up itself were numbered.
    expect({ ...again, current: { ...again.current, lastEvent: 0 } }).toEqual({
      ...session,
      current: { ...session.current, lastEvent: 0 },
    });
    const { rows: teams } = await browser.client.listTeams();
    expect(teams).toMatchObject([{ key: "OPE", timeZone: "Europe/Lisbon", members: [{ isLead: true }] }]);
    const { rows: workflows } = await browser.client.listWorkflows();
    expect(workflows[0]?.stages.map(({ name, kind }) => [name, kind])).toEqual([
      ["Queue", "queue"],
      ["Doing", "active"],
      ["Review", "active"],
      ["Done", "done"],
    ]);
    const item = await browser.client.createItem({ title: "First work", workflowId: workflows[0]?.workflowId ?? "" });
    expect(item.key).toBe("OPE-1");
    expect(await before.client.readSetup()).toMatchObject({ needed: false });
    const { rows: events } = await browser.client.listAuditEvents({});
    expect(events.map((event) => event.name).toReversed()).toEqual([
      "organization.created",
      "person.joined",
      "team.created",
      "workflow.created",
      "item.created",
    ]);
  });

  test("makes one owner where twelve try at the same moment", async () => {
    app = await testApp();
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, (_, number) => openBrowser(app).client.setUp(visitor(number))),
    );
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const codes = tries.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code: string }).code] : []));
    expect(new Set(codes)).toEqual(new Set(["already_set_up"]));
    expect(await inDatabase("select count(*)::int as n from accounts")).toEqual([{ n: 1 }]);
    expect(await inDatabase("select count(*)::int as n from organizations")).toEqual([{ n: 1 }]);
  });

  test("control: looking first and making afterwards, without the lock, lets two through", async () => {
    app = await testApp();
    const [one, other] = [
      new Client({ connectionString: app.databaseUrl }),
      new Client({ connectionString: app.databaseUrl }),
    ];
    await Promise.all([one.connect(), other.connect()]);
    const look = (client: Client) =>
      client.query("begin; select from accounts").then(() => client.query("select from accounts"));
    const seen = await Promise.all([look(one), look(other)]);
    expect(seen.map(({ rowCount }) => rowCount)).toEqual([0, 0]);
    for (const [at, client] of [one, other].entries()) {
      await client.query(
        "insert into accounts (account_id, email, name, created_at) values (gen_random_uuid(), $1, 'x', now())",
        [`${at}@example.org`],
      );
      await client.query("commit");
      await client.end();
    }
    expect(await inDatabase("select count(*)::int as n from accounts")).toEqual([{ n: 2 }]);
  });

  test("is over once there is an owner, whoever asks", async () => {
    app = await testApp();
    const { browser } = await setUpOwner(app);
    expect(await refusalOf(openBrowser(app).client.setUp(visitor(2)))).toBe("already_set_up");
    expect(await refusalOf(browser.client.setUp(visitor(3)))).toBe("already_set_up");
  });

  test("says field by field what is wrong, and leaves nothing behind", async () => {
    app = await testApp();
    const bad = { ...visitor(1), email: "nobody", password: "short", timeZone: "Mars/Olympus" };
    const refused = await openBrowser(app)
      .client.setUp(bad)
      .catch((error: unknown) => error as { problem: { fields: Record<string, string> } });
    expect(Object.keys("problem" in refused ? refused.problem.fields : {}).toSorted()).toEqual([
      "email",
      "password",
      "timeZone",
    ]);
    const weak = openBrowser(app).client.setUp({ ...visitor(1), password: "Passw0rd1234" });
    expect(await refusalOf(weak)).toBe("invalid_input");
    expect(await openBrowser(app).client.readSetup()).toMatchObject({ needed: true });
    expect(await inDatabase("select from organizations")).toEqual([]);
  });
});
