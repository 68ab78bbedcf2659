import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import {
  goodPassword,
  invited,
  openBrowser,
  refusalOf,
  setUpOwner,
  tokenOf,
  type Browser,
} from "../testing/browser.ts";

let app: TestApp;
let owner: Browser;
let organizationId = "";
let clock = Date.parse("2026-03-02T09:00:00Z");
const day = 86_400_000;

beforeAll(async () => {
  app = await testApp({}, { now: () => new Date(clock) });
  ({ browser: owner, organizationId } = await setUpOwner(app));
});
afterAll(() => app.stop());

const accept = (link: string, browser = openBrowser(app)) =>
  browser.client.acceptInvitation({
    token: tokenOf(link),
    name: "New Person",
    password: goodPassword,
    timeZone: "Asia/Tokyo",
  });

describe("an invitation", () => {
  test("is read by its link and accepted with a name and a password: account, person, team and session", async () => {
    const [team] = (await owner.client.listTeams()).rows;
    const { link, invitation } = await owner.client.createInvitation({
      email: "New@Example.org ",
      role: "member",
      teamId: team?.teamId ?? "",
    });
    expect(invitation).toMatchObject({
      email: "new@example.org",
      role: "member",
      expiresAt: new Date(clock + 14 * day).toISOString(),
    });
    const browser = openBrowser(app);
    expect(await browser.client.readInvitation({ token: tokenOf(link) })).toMatchObject({
      organizationName: "Test organization",
      inviterName: "First Owner",
      email: "new@example.org",
      hasAccount: false,
    });
    expect(await refusalOf(browser.client.acceptInvitation({ token: tokenOf(link) }))).toBe("invalid_input");
    const session = await accept(link, browser);
    expect(session).toMatchObject({
      account: { email: "new@example.org", timeZone: "Asia/Tokyo" },
      current: { organizationId, role: "member" },
    });
    const teams = (await browser.client.listTeams()).rows;
    expect(teams[0]?.members.map((member) => member.personId)).toContain(session.current?.personId);
    expect((await owner.client.listInvitations()).rows.map((row) => row.email)).not.toContain("new@example.org");
  });

  test("is mailed and kept in the mail folder, with the same link the inviter sees", async () => {
    const { link } = await owner.client.createInvitation({ email: "mailed@example.org" });
    await app.running.means.mailer.idle();
    // Others were mailed in this file too, maybe within the same millisecond.
    const mail = (await owner.client.listMail()).rows.find((row) => row.to === "mailed@example.org");
    expect(mail).toMatchObject({ to: "mailed@example.org", state: "kept" });
    const { text } = await owner.client.readMail({ mailId: mail?.mailId ?? "" });
    expect(text).toContain(link);
    expect(link.startsWith(`${app.address}/join/in_`)).toBe(true);
  });

  test("works once, even where eight accept it at the same moment", async () => {
    const { link } = await owner.client.createInvitation({ email: "once@example.org" });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => accept(link)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const codes = tries.flatMap((one) => (one.status === "rejected" ? [(one.reason as { code: string }).code] : []));
    expect(new Set(codes)).toEqual(new Set(["link_expired"]));
    expect(await refusalOf(accept(link))).toBe("link_expired");
    expect(await refusalOf(openBrowser(app).client.readInvitation({ token: tokenOf(link) }))).toBe("link_expired");
  });

  test("dies when it is withdrawn, sent again, or fourteen days old", async () => {
    const withdrawn = await owner.client.createInvitation({ email: "withdrawn@example.org" });
    await owner.client.revokeInvitation({ invitationId: withdrawn.invitation.invitationId });
    const first = await owner.client.createInvitation({ email: "again@example.org" });
    const second = await owner.client.resendInvitation({ invitationId: first.invitation.invitationId });
    for (const { link } of [withdrawn, first]) expect(await refusalOf(accept(link))).toBe("link_expired");
    expect((await accept(second.link)).current?.organizationId).toBe(organizationId);
    const old = await owner.client.createInvitation({ email: "old@example.org" });
    clock += 14 * day;
    expect(await refusalOf(accept(old.link))).toBe("link_expired");
    // An expired one does not stand in the way of a new one.
    const fresh = await owner.client.createInvitation({ email: "old@example.org" });
    expect((await accept(fresh.link)).account?.email).toBe("old@example.org");
  });

  test("cannot grant more than its inviter may, and dies with the inviter's own rights", async () => {
    const admin = await invited(app, owner.client, "admin@example.org", "admin");
    expect(await refusalOf(admin.browser.client.createInvitation({ email: "x@example.org", role: "owner" }))).toBe(
      "not_allowed",
    );
    const member = await invited(app, owner.client, "member@example.org");
    expect(await refusalOf(member.browser.client.createInvitation({ email: "x@example.org" }))).toBe("not_allowed");
    const { link } = await admin.browser.client.createInvitation({ email: "friend@example.org", role: "admin" });
    await owner.client.removePerson({ personId: admin.personId });
    expect(await refusalOf(accept(link))).toBe("link_expired");
  });

  test("to an owner's role is hidden from admins in the mail folder", async () => {
    const admin = await invited(app, owner.client, "reads-mail@example.org", "admin");
    await owner.client.createInvitation({ email: "second-owner@example.org", role: "owner" });
    await app.running.means.mailer.idle();
    const seen = async (browser: Browser) =>
      (await browser.client.listMail()).rows.find((row) => row.to === "second-owner@example.org");
    const mail = await seen(owner);
    expect(mail).toBeDefined();
    expect(await seen(admin.browser)).toBeUndefined();
    expect(await refusalOf(admin.browser.client.readMail({ mailId: mail?.mailId ?? "" }))).toBe("not_found");
    expect((await admin.browser.client.listMail()).rows.length).toBeGreaterThan(0);
  });

  test("of someone who is in already, or invited already, is refused", async () => {
    await owner.client.createInvitation({ email: "twice@example.org" });
    expect(await refusalOf(owner.client.createInvitation({ email: "twice@example.org" }))).toBe("conflict");
    expect(await refusalOf(owner.client.createInvitation({ email: "owner@example.org" }))).toBe("conflict");
    const nowhere = "01890000-0000-7000-8000-000000000000";
    expect(await refusalOf(owner.client.createInvitation({ email: "t@example.org", teamId: nowhere }))).toBe(
      "unknown_reference",
    );
  });

  test("joins the account that is signed in with that address, and no other", async () => {
    const stranger = await invited(app, owner.client, "both@example.org");
    const other = await stranger.browser.client.createOrganization({
      name: "Other place",
      teamName: "Team",
      timeZone: "UTC",
    });
    const founder = openBrowser(app, { organization: other.slug });
    founder.setCookie(stranger.browser.cookie());
    const { link } = await founder.client.createInvitation({ email: "owner@example.org", role: "guest" });
    const visitor = openBrowser(app);
    expect(await visitor.client.readInvitation({ token: tokenOf(link) })).toMatchObject({ hasAccount: true });
    expect(await refusalOf(accept(link, visitor))).toBe("signed_out");
    expect(await refusalOf(founder.client.acceptInvitation({ token: tokenOf(link) }))).toBe("conflict");
    const again = openBrowser(app);
    await again.client.signIn({ email: "owner@example.org", password: goodPassword });
    const session = await again.client.acceptInvitation({ token: tokenOf(link) });
    expect(session.current).toMatchObject({ organizationId: other.organizationId, role: "guest" });
    expect(session.organizations.map(({ name, role }) => [name, role])).toEqual([
      ["Other place", "guest"],
      ["Test organization", "owner"],
    ]);
    owner = openBrowser(app, { organization: organizationId });
    await owner.client.signIn({ email: "owner@example.org", password: goodPassword });
  });

  test("gives a recorded person access under their own history; who was removed comes back as who they were", async () => {
    const personId = "01890000-0000-7000-8000-00000000abcd";
    await inDatabase(
      `insert into people (organization_id, person_id, name, role, state, external_id, joined_at)
       values ($1, $2, 'Siebel', 'member', 'recorded', 'siebel', now())`,
      [organizationId, personId],
    );
    const { link } = await owner.client.createInvitation({ email: "siebel@example.org", personId });
    expect(await openBrowser(app).client.readInvitation({ token: tokenOf(link) })).toMatchObject({
      suggestedName: "Siebel",
    });
    const session = await accept(link);
    expect(session.current?.personId).toBe(personId);
    await owner.client.removePerson({ personId });
    expect(await refusalOf(owner.client.createInvitation({ email: "siebel@example.org", personId }))).toBe(
      "unknown_reference",
    );
    const back = await owner.client.createInvitation({ email: "siebel@example.org", role: "guest" });
    const browser = openBrowser(app);
    await browser.client.signIn({ email: "siebel@example.org", password: goodPassword });
    expect((await browser.client.acceptInvitation({ token: tokenOf(back.link) })).current).toMatchObject({
      personId,
      role: "guest",
    });
  });

  test("link that is cut short or made up says so", async () => {
    const { link } = await owner.client.createInvitation({ email: "cut@example.org" });
    const token = tokenOf(link);
    const foreign = token.replace(/^(in_).{22}/, `$1${Buffer.alloc(16, 1).toString("base64url")}`);
    for (const wrong of [token.slice(0, -3), foreign, "x".repeat(40)])
      expect(await refusalOf(openBrowser(app).client.readInvitation({ token: wrong }))).toBe("link_expired");
  });
});

async function inDatabase(text: string, values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  await client.query(text, values);
  await client.end();
}
