import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";
import { refusalOf } from "../testing/browser.ts";
import { bring, dryRun, prepare, until, upload } from "./testing/run-import.ts";

let app: TestApp;
let org: TestOrganization;

beforeAll(async () => {
  app = await testApp();
  org = await app.organization();
});
afterAll(() => app.stop());

const header =
  "Summary,Issue key,Issue id,Issue Type,Status,Project name,Priority,Assignee,Reporter,Created,Updated,Resolved,Due date,Labels,Labels,Description,Watchers,Comment,Comment,Parent,Inward issue link (Blocks),Custom field (Story Points),Custom field (Team notes)";
const rows = [
  `Renew the certificate,OPS-1,1001,Task,Done,Operations,High,Ana Ferraz,Rui Costa,03/Mar/24 2:05 PM,08/Mar/24 9:00 AM,08/Mar/24 9:00 AM,10/Mar/24 12:00 AM,security,yearly,"Two lines\nof text",Ana Ferraz,"04/Mar/24 8:15 AM;Ana Ferraz;Asked the vendor; twice","05/Mar/24 8:15 AM;Rui Costa;Fine",,,3,first`,
  `Move the mail server,OPS-2,1002,Story,In Progress,Operations,Highest,Rui Costa,Ana Ferraz,04/Mar/24 2:05 PM,06/Mar/24 9:00 AM,,,security,,,,,,1001,OPS-1,5,"=1+1"`,
  `Write it down,OPS-3,1003,Sub-task,To Do,Operations,Low,,Ana Ferraz,13/Mar/24 2:05 PM,13/Mar/24 2:05 PM,,,,,,,,,1002,OPS-99,,`,
];
const file = (lines = rows) => `${header}\n${lines.join("\n")}\n`;

describe("an export of Jira", { timeout: 120_000 }, () => {
  test("is recognised, and its columns are understood with reasons and samples", async () => {
    const made = await upload(org.owner.client, file(), "jira.csv", "Europe/Lisbon");
    expect(made).toMatchObject({ state: "ready", format: "csv", tool: "Jira", source: "Jira" });
    const roles = new Map(made.mapping?.columns.map((column) => [column.column, column.role]));
    expect(roles.get("Issue key")).toBe("key");
    expect(roles.get("Labels")).toBe("label");
    expect(roles.get("Inward issue link (Blocks)")).toBe("link");
    expect(made.columns.every((column) => column.reason !== "" && column.confidence > 0)).toBe(true);
    expect(made.examples[0]?.values["Labels"]).toEqual(["security", "yearly"]);
    expect(made.target).toMatchObject({ teamId: null, newTeam: { key: "JIR" } });
    await org.owner.client.cancelImport({ importId: made.importId });
  });

  test("becomes items with their people, dates, labels, comments, parents, links and fields, told in a dry run first", async () => {
    const { client } = org.owner;
    const people = (await client.listPeople()).rows.length;
    const made = await prepare(client, file(), {
      name: "jira.csv",
      target: { newTeam: { key: "MIG", name: "Migrated" } },
    });
    const checked = await dryRun(client, made);
    expect(checked.plan).toMatchObject({
      items: { made: 3, changed: 0 },
      people: { made: 2 },
      labels: { made: 2 },
      comments: 2,
      parents: 2,
      links: 1,
    });
    expect(checked.plan?.report.kinds.map((kind) => kind.code)).toContain("link_unknown");
    expect((await client.listItems({ state: "all" })).rows).toHaveLength(0);
    expect((await client.listPeople()).rows).toHaveLength(people);

    await client.runImport({ importId: made.importId, revision: checked.revision });
    const done = await until(client, made.importId, ["finished"]);
    expect(done.result).toEqual({ ...checked.plan, keys: { team: "MIG", first: "MIG-1", last: "MIG-3" } });

    const names = new Map((await client.listPeople()).rows.map((person) => [person.personId, person]));
    const first = await client.readItem({ item: "MIG-1" });
    expect(first).toMatchObject({
      title: "Renew the certificate",
      description: "Two lines\nof text",
      kind: "Task",
      classOfService: "standard",
      effortLow: 3,
      effortHigh: 3,
      dueOn: "2024-03-10",
      origin: "import",
      source: "Jira",
      externalId: "OPS-1",
      createdAt: "2024-03-03T14:05:00.000Z",
      finishedAt: "2024-03-08T09:00:00.000Z",
    });
    expect(first.labelIds).toHaveLength(2);
    expect(names.get(first.ownerId ?? "")).toMatchObject({ name: "Ana Ferraz", state: "recorded" });
    expect(names.get(first.requesterId ?? "")?.name).toBe("Rui Costa");
    expect(first.watcherIds).toEqual([first.ownerId]);
    const { rows: comments } = await client.listComments({ item: "MIG-1" });
    expect(comments.map((comment) => [comment.body, comment.createdAt])).toEqual([
      ["Asked the vendor; twice", "2024-03-04T08:15:00.000Z"],
      ["Fine", "2024-03-05T08:15:00.000Z"],
    ]);
    const second = await client.readItem({ item: "MIG-2" });
    expect(second).toMatchObject({ classOfService: "expedite", finishedAt: null, parent: { key: "MIG-1" } });
    expect(second.links).toMatchObject([{ kind: "blocks", direction: "in", item: { key: "MIG-1" } }]);
    expect(Object.values(second.fields)).toContain("=1+1");
    expect(await client.readItem({ item: "MIG-3" })).toMatchObject({ parent: { key: "MIG-2" }, ownerId: null });

    const { rows: history } = await client.readItemHistory({ item: "MIG-1" });
    expect(history.map((event) => [event.name, event.occurredAt.slice(0, 10)]).toReversed()).toEqual([
      ["item.created", "2024-03-03"],
      ["item.commented", "2024-03-04"],
      ["item.commented", "2024-03-05"],
      ["item.moved", "2024-03-08"],
    ]);
    expect((await client.search({ text: "OPS-2" })).rows.map((hit) => hit.title)).toEqual(["Move the mail server"]);
  });

  test("tells every value it could not keep, page by page and as CSV", async () => {
    const { client, key } = org.owner;
    const [latest] = (await client.listImports()).rows;
    const importId = latest?.importId ?? "";
    const { rows: lines } = await client.readImportReport({ importId });
    const unknown = lines.find((one) => one.code === "link_unknown");
    expect(unknown).toMatchObject({ effect: "lost", value: "OPS-99", line: 5 });
    const pages: number[] = [];
    for (let after: string | undefined; ;) {
      const page = await client.readImportReport({ importId, limit: 1, ...(after ? { after } : {}) });
      pages.push(...page.rows.map((one) => one.number));
      if (page.next === null) break;
      after = page.next;
    }
    expect(pages).toEqual(lines.map((one) => one.number));
    const response = await fetch(`${app.address}/api/v1/imports/${importId}/report-file`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.headers.get("content-disposition")).toContain("jira-report.csv");
    expect((await response.text()).split("\r\n")).toHaveLength(lines.length + 2);
  });

  test("brought in again adds nothing twice; a newer one adds what is new and leaves alone what was changed here", async () => {
    const { client } = org.owner;
    const again = await bring(client, file(), { name: "jira.csv" });
    expect(again.result).toMatchObject({
      items: { made: 0, changed: 0, unchanged: 3 },
      stateChanges: 0,
      comments: 0,
      links: 0,
    });
    expect(again.result?.people.made).toBe(0);

    const third = await client.readItem({ item: "MIG-3" });
    await client.changeItem({ item: "MIG-3", revision: third.revision, title: "Write it down well" });
    // Found by its old id still, after its words were changed here.
    expect((await client.search({ text: "OPS-3" })).rows.map((hit) => hit.title)).toContain("Write it down well");
    const newer = await bring(
      client,
      file([
        rows[0] ?? "",
        (rows[1] ?? "")
          .replace("In Progress", "Done")
          .replace("06/Mar/24 9:00 AM,,", "20/Mar/24 9:00 AM,20/Mar/24 9:00 AM,"),
        (rows[2] ?? "").replace("To Do", "In Progress"),
        `A fourth,OPS-4,1004,Task,To Do,Operations,Low,,Ana Ferraz,14/Mar/24 2:05 PM,14/Mar/24 2:05 PM,,,,,,,,,,,,`,
      ]),
      { name: "jira-newer.csv" },
    );
    expect(newer.result?.items).toEqual({ made: 1, changed: 1, unchanged: 1, leftAlone: 1 });
    expect(await client.readItem({ item: "MIG-2" })).toMatchObject({ finishedAt: "2024-03-20T09:00:00.000Z" });
    expect(await client.readItem({ item: "MIG-3" })).toMatchObject({ title: "Write it down well", finishedAt: null });
    expect(await client.readItem({ item: "MIG-4" })).toMatchObject({ title: "A fourth" });
    const { rows: lines } = await client.readImportReport({ importId: newer.importId, code: "changed_here" });
    expect(lines.map((one) => one.value)).toEqual(["OPS-3"]);
  });

  test("matches people who are here already by name and by email address", async () => {
    const other = await app.organization();
    const ana = await other.join("member", "Ana Ferraz");
    const { client } = other.owner;
    await bring(client, file(), { name: "jira.csv" });
    expect((await client.readItem({ item: "JIR-1" })).ownerId).toBe(ana.personId);
    expect((await client.listPeople({ state: "recorded" })).rows.map((person) => person.name)).toEqual(["Rui Costa"]);
  });

  test("is only for owners and admins, and only one import of an organization is at work", async () => {
    const member = await org.join("member");
    expect(await refusalOf(upload(member.client, file()))).toBe("not_allowed");
    const admin = await org.join("admin");
    const one = await upload(admin.client, file(), "one.csv");
    const two = await upload(admin.client, file(), "two.csv");
    await admin.client.dryRunImport({ importId: one.importId, revision: one.revision });
    const second = await admin.client
      .dryRunImport({ importId: two.importId, revision: two.revision })
      .catch((error: unknown) => error);
    // The first may be done by now; if it is not, the second has to wait.
    if (second instanceof Error) expect(await refusalOf(Promise.reject(second))).toBe("in_use");
    for (const each of [one, two]) await admin.client.cancelImport({ importId: each.importId });
  });

  test("a mapping is checked before it is used: by column, role, format and zone", async () => {
    const { client } = org.owner;
    const made = await upload(client, file(), "checked.csv");
    const mapping = made.mapping as NonNullable<typeof made.mapping>;
    const change = (changed: typeof mapping) =>
      client.changeImport({ importId: made.importId, revision: made.revision, mapping: changed });
    expect(await refusalOf(change({ ...mapping, zone: "Europe/Atlantis" }))).toBe("invalid_input");
    expect(await refusalOf(change({ ...mapping, columns: [{ column: "No such column", role: "title" }] }))).toBe(
      "invalid_input",
    );
    const taken = {
      ...(made.target as NonNullable<typeof made.target>),
      source: "other",
      newTeam: { key: "MIG", name: "M" },
      teamId: null,
    };
    expect(
      await refusalOf(client.changeImport({ importId: made.importId, revision: made.revision, target: taken })),
    ).toBe("conflict");
    expect(await refusalOf(client.runImport({ importId: made.importId, revision: made.revision + 1 }))).toBe("stale");
    await client.cancelImport({ importId: made.importId });
    expect(await refusalOf(client.runImport({ importId: made.importId, revision: made.revision + 1 }))).toBe(
      "conflict",
    );
  });
});
