import { createHash } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { goodPassword, invited, openBrowser, refusalOf, setUpOwner, type Browser } from "../testing/browser.ts";

let app: TestApp;
let owner: Browser;
let clock = Date.parse("2026-03-02T09:00:00Z");
const email = "owner@example.org";

beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(clock) });
  owner = (await setUpOwner(app)).browser;
});
afterAll(() => app.stop());

const signIn = async (password = goodPassword) => {
  const browser = openBrowser(app);
  const session = await browser.client.signIn({ email, password });
  return { browser, session };
};
const secretOf = (browser: Browser) => browser.cookie()?.split("=")[1] ?? "";

async function inDatabase<T extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

describe("a session", () => {
  test("tells who is signed in, where they belong and what they may do", async () => {
    const { browser, session } = await signIn();
    expect(session).toMatchObject({ account: { email, name: "First Owner" }, current: { role: "owner" } });
    expect(session.current?.deeds).toContain("organization.remove");
    expect(await browser.client.readSession()).toEqual(session);
    expect(await openBrowser(app).client.readSession()).toEqual({ account: null, organizations: [], current: null });
  });

  test("is a 256-bit secret of which only the hash is kept", async () => {
    const { browser } = await signIn();
    const secret = secretOf(browser);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    const hash = createHash("sha256").update(secret).digest();
    expect(await inDatabase("select from sessions where token_hash = $1", [hash])).toHaveLength(1);
    const [dump] = await inDatabase<{ all: string }>("select string_agg(s::text, '') as all from sessions s");
    expect(dump?.all).not.toContain(secret);
    expect(dump?.all).not.toContain(Buffer.from(secret, "base64url").toString("hex"));
  });

  test("gets a new secret at every sign-in; a cookie planted before it stays worthless", async () => {
    const planted = `throughline=${Buffer.alloc(32, 7).toString("base64url")}`;
    const victim = openBrowser(app);
    victim.setCookie(planted);
    await victim.client.signIn({ email, password: goodPassword });
    expect(victim.cookie()).not.toBe(planted);
    const attacker = openBrowser(app);
    attacker.setCookie(planted);
    expect((await attacker.client.readSession()).account).toBeNull();
  });

  test("that a browser holds ends when it signs in anew", async () => {
    const { browser } = await signIn();
    const earlier = browser.cookie();
    await browser.client.signIn({ email, password: goodPassword });
    const replay = openBrowser(app);
    replay.setCookie(earlier);
    expect(await refusalOf(replay.client.listSessions())).toBe("signed_out");
  });

  test("is over after signing out, for whoever kept the cookie", async () => {
    const { browser } = await signIn();
    const kept = browser.cookie();
    await browser.client.signOut();
    expect(browser.cookie()).toBeNull();
    const replay = openBrowser(app);
    replay.setCookie(kept);
    expect(await refusalOf(replay.client.listPeople())).toBe("signed_out");
    await openBrowser(app).client.signOut();
  });

  test("runs out after thirty days", async () => {
    const { browser } = await signIn();
    clock += 29 * 86_400_000;
    expect((await browser.client.readSession()).account).not.toBeNull();
    clock += 2 * 86_400_000;
    expect((await browser.client.readSession()).account).toBeNull();
    owner = (await signIn()).browser;
  });

  test("is listed with its browser, and can be ended from another one", async () => {
    const [mine, other] = [(await signIn()).browser, (await signIn()).browser];
    const { rows } = await mine.client.listSessions();
    expect(rows.filter((row) => row.isCurrent)).toMatchObject([{ device: "Firefox on Linux", address: "127.0.0.1" }]);
    const seen = (await other.client.listSessions()).rows.find((row) => row.isCurrent);
    await mine.client.endSession({ sessionId: seen?.sessionId ?? "" });
    expect(await refusalOf(other.client.listSessions())).toBe("signed_out");
    expect(await refusalOf(mine.client.endSession({ sessionId: seen?.sessionId ?? "" }))).toBe("not_found");
  });

  test("of someone else cannot be ended", async () => {
    const member = await invited(app, owner.client, "ends@example.org");
    const [theirs] = (await member.browser.client.listSessions()).rows;
    expect(await refusalOf(owner.client.endSession({ sessionId: theirs?.sessionId ?? "" }))).toBe("not_found");
    expect((await member.browser.client.readSession()).account).not.toBeNull();
  });

  test("ends with all others but one", async () => {
    const [mine, other] = [(await signIn()).browser, (await signIn()).browser];
    expect((await mine.client.endOtherSessions()).ended).toBeGreaterThanOrEqual(1);
    expect((await mine.client.listSessions()).rows).toHaveLength(1);
    expect(await refusalOf(other.client.listSessions())).toBe("signed_out");
    owner = mine;
  });

  test("is noted as last seen once a minute, after the answer", async () => {
    const { browser, session } = await signIn();
    const lastSeen = async () => {
      await app.running.means.lastSeen.flush();
      const [row] = await inDatabase<{ at: Date }>(
        "select max(last_seen_at) as at from sessions where account_id = $1",
        [session.account?.accountId],
      );
      return row?.at.getTime();
    };
    await browser.client.readSession();
    const first = await lastSeen();
    expect(first).toBe(clock);
    clock += 30_000;
    await browser.client.readSession();
    expect(await lastSeen()).toBe(first);
    clock += 31_000;
    await browser.client.readSession();
    expect(await lastSeen()).toBe(clock);
  });

  test("is opened and used from our own pages only", async () => {
    const elsewhere = openBrowser(app, {
      headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
    });
    expect(await refusalOf(elsewhere.client.signIn({ email, password: goodPassword }))).toBe("cross_site");
    elsewhere.setCookie(owner.cookie());
    expect(await refusalOf(elsewhere.client.signOut())).toBe("cross_site");
    const form = await fetch(`${app.address}/api/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: JSON.stringify({ email, password: goodPassword }),
    });
    expect(form.status).toBe(415);
    expect((await owner.client.readSession()).account).not.toBeNull();
  });
});

describe("the name and time zone of an account", () => {
  test("change in every organization at once, each with its own event", async () => {
    const { browser, session } = await invited(app, owner.client, "renames@example.org", "admin");
    const second = await browser.client.createOrganization({ name: "Second", teamName: "Care", timeZone: "UTC" });
    const revision = session.account?.revision ?? 0;
    const changed = await browser.client.changeAccount({ revision, name: "Renamed", timeZone: "Asia/Tokyo" });
    expect(changed).toMatchObject({ name: "Renamed", timeZone: "Asia/Tokyo", revision: revision + 1 });
    for (const organization of [session.organizations[0]?.slug ?? "", second.slug]) {
      const there = openBrowser(app, { organization });
      there.setCookie(browser.cookie());
      expect((await there.client.listPeople()).rows.map((person) => person.name)).toContain("Renamed");
      const { rows } = await there.client.listAuditEvents({ name: "person.changed" });
      expect(rows[0]).toMatchObject({ name: "person.changed", data: { fields: ["name"] } });
      expect(rows[0]?.subjectId).toBe(rows[0]?.actorId);
    }
    expect(await refusalOf(browser.client.changeAccount({ revision, name: "Too late" }))).toBe("stale");
  });
});

describe("a password", () => {
  test("change ends every other session and gives this browser a new one", async () => {
    const account = "changes@example.org";
    const { browser } = await invited(app, owner.client, account);
    const other = openBrowser(app);
    await other.client.signIn({ email: account, password: goodPassword });
    const earlier = browser.cookie();
    expect(
      await refusalOf(browser.client.changePassword({ currentPassword: "wrong", password: "a different sentence" })),
    ).toBe("wrong_credentials");
    await browser.client.changePassword({ currentPassword: goodPassword, password: "a different sentence" });
    expect((await browser.client.readSession()).account?.email).toBe(account);
    const replay = openBrowser(app);
    replay.setCookie(earlier);
    for (const old of [other, replay]) expect(await refusalOf(old.client.listSessions())).toBe("signed_out");
    expect(await refusalOf(openBrowser(app).client.signIn({ email: account, password: goodPassword }))).toBe(
      "wrong_credentials",
    );
    await openBrowser(app).client.signIn({ email: account, password: "a different sentence" });
  });

  test("is kept as argon2id with 19 MiB, two passes, one thread", async () => {
    const rows = await inDatabase<{ password_hash: string }>("select password_hash from accounts");
    expect(rows.length).toBeGreaterThan(0);
    for (const { password_hash: hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("that is wrong and an address that is unknown get the same answer", async () => {
    const answers = await Promise.all(
      [email, "nobody@example.org"].map(async (address) => {
        const response = await fetch(`${app.address}/api/v1/sessions`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email: address, password: "not the password" }),
        });
        const { request: _request, ...problem } = (await response.json()) as Record<string, unknown>;
        return { status: response.status, problem, headers: [...response.headers.keys()].toSorted() };
      }),
    );
    expect(answers[0]?.status).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
  });
});
