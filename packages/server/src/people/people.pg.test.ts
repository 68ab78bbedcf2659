import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { followEvents } from "../testing/follow.ts";
import { invited, openBrowser, refusalOf, setUpOwner, type Browser } from "../testing/browser.ts";

let app: TestApp;
let owner: Browser;
let ownerId = "";

beforeAll(async () => {
  app = await testApp();
  const first = await setUpOwner(app);
  owner = first.browser;
  ownerId = first.session.current?.personId ?? "";
});
afterAll(() => app.stop());

const personOf = async (personId: string) => {
  const found = (await owner.client.listPeople()).rows.find((row) => row.personId === personId);
  if (!found) throw new Error("no such person");
  return found;
};

describe("the list of people", () => {
  test("comes in pages by name, filtered and searched, letters with no case", async () => {
    for (const name of ["ana", "Bea", "Carl_", "Émile"]) {
      const { browser, session } = await invited(
        app,
        owner.client,
        `list-${name.length}-${name.charCodeAt(0)}@example.org`,
      );
      await browser.client.changeAccount({ revision: session.account?.revision ?? 1, name });
    }
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await owner.client.listPeople({ limit: 2, ...(after ? { after } : {}) });
      expect(page.rows.length).toBeLessThanOrEqual(2);
      names.push(...page.rows.map((row) => row.name));
      after = page.next ?? undefined;
    } while (after);
    expect(names.filter((name) => ["ana", "Bea", "Carl_", "First Owner"].includes(name))).toEqual([
      "ana",
      "Bea",
      "Carl_",
      "First Owner",
    ]);
    expect(names.length).toBe((await owner.client.listPeople()).rows.length);
    expect((await owner.client.listPeople({ search: "BEA" })).rows.map((row) => row.name)).toEqual(["Bea"]);
    expect((await owner.client.listPeople({ search: "l_" })).rows.map((row) => row.name)).toEqual(["Carl_"]);
    expect((await owner.client.listPeople({ search: "owner@example" })).rows.map((row) => row.name)).toEqual([
      "First Owner",
    ]);
    expect(await refusalOf(owner.client.listPeople({ after: "nonsense" }))).toBe("invalid_input");
  });

  test("shows a guest those who appear on the items they see, without addresses, and nobody else", async () => {
    const guest = await invited(app, owner.client, "guest@example.org", "guest");
    const onItem = await invited(app, owner.client, "on-item@example.org");
    const commenter = await invited(app, owner.client, "commenter@example.org");
    const hidden = await invited(app, owner.client, "hidden@example.org");
    const seen = async () => (await guest.browser.client.listPeople()).rows;
    expect((await seen()).map((row) => row.personId)).toEqual([guest.personId]);
    const [workflow] = (await owner.client.listWorkflows()).rows;
    const workflowId = workflow?.workflowId ?? "";
    const item = await owner.client.createItem({
      title: "Shared",
      workflowId,
      ownerId: onItem.personId,
      watcherIds: [guest.personId],
    });
    await owner.client.createItem({ title: "Not shared", workflowId, ownerId: hidden.personId });
    await commenter.browser.client.createComment({ item: item.itemId, body: "On it" });
    const now = await seen();
    expect(now.map((row) => row.personId).toSorted()).toEqual(
      [guest.personId, onItem.personId, commenter.personId].toSorted(),
    );
    expect(now.every((row) => row.email === null)).toBe(true);
    expect((await guest.browser.client.listPeople({ search: "example.org" })).rows).toEqual([]);
    const [team] = (await guest.browser.client.listTeams()).rows;
    expect(team?.members).toEqual([]);
  });
});

describe("roles", () => {
  test("are changed by owners and admins, but only owners make or unmake owners", async () => {
    const admin = await invited(app, owner.client, "admin@example.org", "admin");
    const member = await invited(app, owner.client, "member@example.org");
    const { revision } = await personOf(member.personId);
    expect(
      await refusalOf(admin.browser.client.changePerson({ personId: member.personId, revision, role: "owner" })),
    ).toBe("not_allowed");
    expect(
      await refusalOf(admin.browser.client.changePerson({ personId: admin.personId, revision: 1, role: "owner" })),
    ).toBe("not_allowed");
    const { revision: ownersRevision } = await personOf(ownerId);
    expect(
      await refusalOf(
        admin.browser.client.changePerson({ personId: ownerId, revision: ownersRevision, role: "guest" }),
      ),
    ).toBe("not_allowed");
    expect(await refusalOf(admin.browser.client.removePerson({ personId: ownerId }))).toBe("not_allowed");
    expect(
      await refusalOf(member.browser.client.changePerson({ personId: member.personId, revision, role: "admin" })),
    ).toBe("not_allowed");
    expect(
      await admin.browser.client.changePerson({ personId: member.personId, revision, role: "admin" }),
    ).toMatchObject({ role: "admin" });
    expect(
      await refusalOf(admin.browser.client.changePerson({ personId: member.personId, revision, role: "guest" })),
    ).toBe("stale");
    expect((await member.browser.client.readSession()).current?.deeds).toContain("people.administer");
  });

  test("leave one owner, even where two demote each other at the same moment", async () => {
    const { revision } = await personOf(ownerId);
    expect(await refusalOf(owner.client.changePerson({ personId: ownerId, revision, role: "member" }))).toBe(
      "last_owner",
    );
    expect(await refusalOf(owner.client.removePerson({ personId: ownerId }))).toBe("last_owner");
    expect(await refusalOf(owner.client.leaveOrganization())).toBe("last_owner");
    for (let round = 0; round < 5; round += 1) {
      const org = await app.organization();
      const other = await org.join("owner");
      const tries = await Promise.allSettled([
        org.owner.client.changePerson({ personId: other.personId, revision: 1, role: "member" }),
        other.client.changePerson({ personId: org.owner.personId, revision: 1, role: "member" }),
        org.owner.client.removePerson({ personId: other.personId }),
        other.client.removePerson({ personId: org.owner.personId }),
      ]);
      expect(tries.filter((one) => one.status === "fulfilled").length).toBeGreaterThanOrEqual(1);
      const owners = await org.within(({ db }) =>
        db
          .selectFrom("people")
          .select("person_id")
          .where("organization_id", "=", org.organizationId)
          .where("role", "=", "owner")
          .where("state", "=", "active")
          .execute(),
      );
      expect(owners).toHaveLength(1);
    }
  });

  test("control: without the lock, two who each look for another owner first both go through", async () => {
    const org = await app.organization();
    const other = await org.join("owner");
    let looked = 0;
    const bothLooked = Promise.withResolvers<void>();
    const demote = (personId: string, someoneElse: string) =>
      org.within(async ({ db }) => {
        const stays = await db
          .selectFrom("people")
          .select("person_id")
          .where("organization_id", "=", org.organizationId)
          .where("person_id", "=", someoneElse)
          .where("role", "=", "owner")
          .execute();
        looked += 1;
        if (looked === 2) bothLooked.resolve();
        await bothLooked.promise;
        if (stays.length === 0) return;
        await db
          .updateTable("people")
          .set({ role: "member" })
          .where("organization_id", "=", org.organizationId)
          .where("person_id", "=", personId)
          .execute();
      });
    await Promise.all([demote(org.owner.personId, other.personId), demote(other.personId, org.owner.personId)]);
    const owners = await org.within(({ db }) =>
      db
        .selectFrom("people")
        .select("person_id")
        .where("organization_id", "=", org.organizationId)
        .where("role", "=", "owner")
        .execute(),
    );
    expect(owners).toHaveLength(0);
  });
});

describe("removing someone", () => {
  test("ends session, key, agent and stream here, and nothing elsewhere", async () => {
    const person = await invited(app, owner.client, "leaves@example.org");
    const { client } = person.browser;
    const { secret } = await client.createKey({ name: "script" });
    const agent = await client.createAgent({ name: "Sorter" });
    const agentKey = await client.createKey({ name: "sorter", personId: agent.personId });
    const [team] = (await owner.client.listTeams()).rows;
    if (!team) throw new Error("no team");
    await owner.client.changeTeam({
      teamId: team.teamId,
      revision: team.revision,
      members: [{ personId: person.personId }],
    });
    const [workflow] = (await owner.client.listWorkflows()).rows;
    await owner.client.createItem({
      title: "Theirs",
      workflowId: workflow?.workflowId ?? "",
      ownerId: person.personId,
    });
    const elsewhere = await client.createOrganization({ name: "Elsewhere", teamName: "Team", timeZone: "UTC" });
    const stream = await followEvents(app.address, secret);
    expect((await app.clientOf(secret).listPeople()).rows.length).toBeGreaterThan(1);

    expect(await owner.client.removePerson({ personId: person.personId })).toEqual({ openItems: 1 });

    const here = openBrowser(app, { organization: person.session.organizations[0]?.organizationId ?? "" });
    here.setCookie(person.browser.cookie());
    expect(await refusalOf(here.client.listPeople())).toBe("not_found");
    for (const key of [secret, agentKey.secret])
      expect(await refusalOf(app.clientOf(key).listPeople())).toBe("signed_out");
    await stream.ended;
    const session = await client.readSession();
    expect(session.organizations.map((one) => one.name)).toEqual(["Elsewhere"]);
    expect(session.current?.organizationId).toBe(elsewhere.organizationId);
    expect((await client.listPeople()).rows).toHaveLength(1);
    expect((await owner.client.listTeams()).rows[0]?.members).toEqual([]);
    expect(await personOf(person.personId)).toMatchObject({ state: "removed", name: "A member" });
    expect(await personOf(agent.personId)).toMatchObject({ state: "removed", kind: "agent" });
    expect(await refusalOf(owner.client.removePerson({ personId: person.personId }))).toBe("not_found");
    expect(await refusalOf(owner.client.changePerson({ personId: person.personId, revision: 2, role: "admin" }))).toBe(
      "conflict",
    );
  });

  test("does nothing to another organization's people under the same id", async () => {
    const org = await app.organization();
    const stranger = await org.join("member");
    expect(await refusalOf(owner.client.removePerson({ personId: stranger.personId }))).toBe("not_found");
    expect(
      await refusalOf(owner.client.changePerson({ personId: stranger.personId, revision: 1, role: "guest" })),
    ).toBe("not_found");
    expect((await stranger.client.listPeople()).rows).toHaveLength(2);
  });
});
