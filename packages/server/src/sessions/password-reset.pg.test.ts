import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { goodPassword, invited, openBrowser, refusalOf, setUpOwner, type Browser } from "../testing/browser.ts";

let app: TestApp;
let owner: Browser;
let clock = Date.parse("2026-03-02T09:00:00Z");
const newPassword = "another tall poplar";

beforeAll(async () => {
  app = await testApp({ TRUST_PROXY: "1" }, { now: () => new Date(clock) });
  owner = (await setUpOwner(app)).browser;
});
afterAll(() => app.stop());

/** The links in the installation's own mail to an address, oldest first (mails of one millisecond have no order). */
async function resetLinks(email: string): Promise<string[]> {
  const { mailer } = app.running.means;
  await mailer.idle();
  const links: string[] = [];
  for (const id of (await mailer.folder.ids(null)).toReversed()) {
    const record = await mailer.folder.read(null, id);
    const link = /https?:\S+/.exec(record?.text ?? "")?.[0];
    if (record?.to === email && link !== undefined) links.push(link);
  }
  return links;
}
const tokenIn = (link: string | undefined) => link?.split("/").at(-1) ?? "";

async function forgets(email: string) {
  const { browser } = await invited(app, owner.client, email);
  clock += 1_000;
  await openBrowser(app).client.askPasswordReset({ email });
  return { browser, token: tokenIn((await resetLinks(email)).at(-1)) };
}

describe("a forgotten password", () => {
  test("is replaced by the link from the mail, which ends every session and works once", async () => {
    const email = "forgets@example.org";
    const { browser, token } = await forgets(email);
    const visitor = openBrowser(app);
    expect(await visitor.client.readPasswordReset({ token })).toMatchObject({ email });
    await visitor.client.resetPassword({ token, password: newPassword });
    expect(await refusalOf(browser.client.listSessions())).toBe("signed_out");
    expect(visitor.cookie()).toBeNull();
    expect(await refusalOf(openBrowser(app).client.signIn({ email, password: goodPassword }))).toBe(
      "wrong_credentials",
    );
    await openBrowser(app).client.signIn({ email, password: newPassword });
    expect(await refusalOf(visitor.client.resetPassword({ token, password: "yet another password" }))).toBe(
      "link_expired",
    );
    expect(await refusalOf(visitor.client.readPasswordReset({ token }))).toBe("link_expired");
  });

  test("is replaced by one of eight that use the link at the same moment", async () => {
    const { token } = await forgets("races@example.org");
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        openBrowser(app).client.resetPassword({ token, password: `chosen by racer ${n}` }),
      ),
    );
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(tries.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code: string }).code] : []))).toEqual(
      Array.from({ length: 7 }, () => "link_expired"),
    );
  });

  test("has an hour; the link is worthless after it, and once the password was changed otherwise", async () => {
    const late = await forgets("late@example.org");
    clock += 61 * 60_000;
    expect(await refusalOf(openBrowser(app).client.resetPassword({ token: late.token, password: newPassword }))).toBe(
      "link_expired",
    );
    const changed = await forgets("remembers@example.org");
    await changed.browser.client.changePassword({ currentPassword: goodPassword, password: newPassword });
    expect(await refusalOf(openBrowser(app).client.readPasswordReset({ token: changed.token }))).toBe("link_expired");
  });

  test("of an address nobody has gets the same answer and no mail", async () => {
    const answers = await Promise.all(
      ["owner@example.org", "nobody@example.org"].map(async (email) => {
        const response = await fetch(`${app.address}/api/v1/password-resets`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ email }),
        });
        return {
          status: response.status,
          body: await response.text(),
          headers: [...response.headers.keys()].toSorted(),
        };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 200, body: "{}" });
    expect(answers[1]).toEqual(answers[0]);
    expect(await resetLinks("owner@example.org")).toHaveLength(1);
    expect(await resetLinks("nobody@example.org")).toEqual([]);
  });

  test("never leads to a host the asker made up", async () => {
    const email = "host@example.org";
    await invited(app, owner.client, email);
    const poisoned = openBrowser(app, {
      headers: { "x-forwarded-host": "evil.example", origin: "http://evil.example", "sec-fetch-site": "same-origin" },
    });
    await poisoned.client.askPasswordReset({ email });
    const links = await resetLinks(email);
    expect(links).toHaveLength(1);
    expect(links[0]?.startsWith(`${app.address}/reset-password/`)).toBe(true);
  });

  test("leads to the address under which someone who may invite people reached us, once that is more than this machine", async () => {
    const named = {
      "x-forwarded-host": "work.example.org",
      "x-forwarded-proto": "http",
      origin: "http://work.example.org",
    };
    const there = openBrowser(app, { headers: named });
    there.setCookie(owner.cookie());
    const { link } = await there.client.createInvitation({ email: "named@example.org" });
    expect(link.startsWith("http://work.example.org/join/")).toBe(true);
    clock += 1_000;
    await openBrowser(app).client.askPasswordReset({ email: "owner@example.org" });
    expect((await resetLinks("owner@example.org")).at(-1)).toMatch(/^http:\/\/work\.example\.org\/reset-password\//);
  });

  test("may be asked for twenty times from one address, and mailed five times an hour to one person", async () => {
    const email = "often@example.org";
    await invited(app, owner.client, email);
    const asker = openBrowser(app, { from: "192.0.2.7" });
    for (let n = 0; n < 20; n += 1) await asker.client.askPasswordReset({ email });
    expect(await refusalOf(asker.client.askPasswordReset({ email }))).toBe("too_many_requests");
    expect(await resetLinks(email)).toHaveLength(5);
  });

  test("is not shown to administrators: its mail belongs to no organization", async () => {
    await openBrowser(app).client.askPasswordReset({ email: "owner@example.org" });
    await app.running.means.mailer.idle();
    const { rows } = await owner.client.listMail();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.subject.includes("invites you"))).toEqual([]);
  });
});
