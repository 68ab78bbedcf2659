import { exportNounNames } from "@throughline/contract/exports";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bring, prepare } from "../import/testing/run-import.ts";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";
import { refusalOf } from "../testing/browser.ts";
import { fillOrganization } from "../testing/fill-organization.ts";

const word = "quince";
let app: TestApp;
let org: TestOrganization;

beforeAll(async () => {
  app = await testApp();
  org = await app.organization();
  await fillOrganization(app, org, word);
});
afterAll(() => app.stop());

async function fetchFile(exportId: string, file: string, key = org.owner.key) {
  const response = await fetch(`${app.address}/api/v1/exports/${exportId}/files/${file}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const got = {
    status: response.status,
    name: response.headers.get("content-disposition") ?? "",
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
  return { ...got, text: textOf(got.bytes) };
}
const textOf = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

describe("an export", () => {
  test("gives every part as CSV, each under its name, and is recorded", async () => {
    const { client } = org.owner;
    const made = await client.createExport({ format: "csv" });
    expect(made.files.map((file) => file.file)).toEqual([...exportNounNames]);
    const texts = new Map<string, string>();
    for (const { file, name } of made.files) {
      const got = await fetchFile(made.exportId, file);
      expect([file, got.status]).toEqual([file, 200]);
      expect(got.name).toContain(`filename="${name}"`);
      expect(got.text.charCodeAt(0)).toBe(0xfe_ff);
      texts.set(file, got.text);
    }
    for (const file of [
      "items",
      "comments",
      "people",
      "teams",
      "workflows",
      "fields",
      "labels",
      "links",
      "requests",
      "hand-offs",
      "routines",
      "channels",
      "views",
      "attachments",
      "history",
      "workflow-versions",
    ])
      expect([file, texts.get(file)?.includes(word) || texts.get(file)?.includes("CAN-")]).toEqual([file, true]);
    expect(texts.get("items")).toContain(`Field ${word}`);
    const { rows } = await client.listAuditEvents({ name: "export.made" });
    expect(rows[0]).toMatchObject({ actorId: org.owner.personId, data: { format: "csv" } });
    expect((await client.listExports()).rows[0]?.exportId).toBe(made.exportId);
  });

  test("gives everything as one JSON document, times as ISO and numbers as numbers", async () => {
    const { exportId } = await org.owner.client.createExport({ format: "json" });
    const document = JSON.parse((await fetchFile(exportId, "everything")).text) as Record<
      string,
      Record<string, unknown>[]
    >;
    expect(Object.keys(document)).toHaveLength(exportNounNames.length + 1);
    expect(document["organization"]?.[0]).toMatchObject({ organizationId: org.organizationId });
    const item = document["items"]?.find((row) => row["title"] === `Item ${word}`);
    expect(item).toMatchObject({ key: "CAN-1", labels: [`Label ${word}`], revision: 1, [`Field ${word}`]: word });
    expect(String(item?.["createdAt"])).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    const counter = document["events"]?.map((row) => row["number"]);
    expect(counter).toEqual(counter?.map((_, at) => at + 1));
  });

  test("neutralises what a spreadsheet would run, in titles and in custom fields", async () => {
    const { client } = org.owner;
    const [workflow] = (await client.listWorkflows()).rows;
    await client.createItem({ title: '=HYPERLINK("http://x","y")', workflowId: workflow?.workflowId ?? "" });
    const { exportId } = await client.createExport({ format: "csv" });
    const { text } = await fetchFile(exportId, "items");
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m);
  });

  test("is only for owners and admins; its files only for who began it, and for a day", async () => {
    const member = await org.join("member");
    expect(await refusalOf(member.client.createExport({ format: "json" }))).toBe("not_allowed");
    const { exportId } = await org.owner.client.createExport({ format: "csv" });
    const admin = await org.join("admin");
    expect((await fetchFile(exportId, "items", admin.key)).status).toBe(404);
    const other = await app.organization();
    expect((await fetchFile(exportId, "items", other.owner.key)).status).toBe(404);
    await org.within(({ db, organizationId }) =>
      db
        .updateTable("exports")
        .set({ made_at: new Date(Date.now() - 25 * 3_600_000) })
        .where("organization_id", "=", organizationId)
        .where("export_id", "=", exportId)
        .execute(),
    );
    expect((await fetchFile(exportId, "items")).status).toBe(410);
  });

  test("leaves out other people's own views", async () => {
    const member = await org.join("member");
    await member.client.createView({ name: "Mine alone", layout: "list", definition: {} });
    const { exportId } = await org.owner.client.createExport({ format: "csv" });
    expect((await fetchFile(exportId, "views")).text).not.toContain("Mine alone");
  });
});

test("what is exported can be brought in elsewhere: items, people, dates and every move are the same", async () => {
  const from = await app.organization("From");
  const { teamId } = await from.team("OPS");
  const { workflowId, stages } = await from.workflow(teamId);
  const worker = await from.join("member", "Lia Moura");
  const { client } = worker;
  const label = await client.createLabel({ name: "care, extra" });
  const one = await client.createItem({
    title: 'Say "hello",\nor not'.replace("\n", " "),
    description: "Line one\nline two, with a comma",
    workflowId,
    ownerId: worker.personId,
    labelIds: [label.labelId],
    classOfService: "expedite",
    dueOn: "2031-05-06",
    value: 12.5,
  });
  const two = await client.createItem({
    title: "=Second",
    workflowId,
    parentId: one.itemId,
    requesterId: worker.personId,
  });
  let revision = 1;
  for (const stage of [stages[1], stages[2], stages[1]]) {
    const moved = await client.moveItem({ item: one.itemId, stageId: stage?.stageId ?? "", revision });
    ({ revision } = moved.item);
  }
  const { exportId } = await from.owner.client.createExport({ format: "csv" });
  const { text } = await fetchFile(exportId, "history", from.owner.key);

  const to = await app.organization("To");
  const made = await prepare(to.owner.client, text, { name: "history.csv" });
  expect(made.mapping?.rows).toBe("events");
  const roles = Object.fromEntries((made.mapping?.columns ?? []).map((column) => [column.column, column.role]));
  expect(roles).toMatchObject({
    Key: "key",
    Timestamp: "event_time",
    Stage: "state",
    Team: "team",
    "Performed by": "person",
    Title: "title",
  });
  // What a log calls a value is seldom a cost of delay, and two items are too few to trust a word like expedite.
  await bring(to.owner.client, text, {
    name: "history.csv",
    target: { newTeam: { key: "NEW", name: "New" } },
    mapping: (guessed) => ({
      ...guessed,
      classes: { expedite: "expedite" },
      columns: guessed.columns.map((column) =>
        column.column === "Cost of delay" ? { column: column.column, role: "value" } : column,
      ),
    }),
  });

  const copied = (await to.owner.client.listItems({ state: "all", sort: "created" })).rows;
  expect(copied.map((item) => item.title)).toEqual([one.title, "=Second"]);
  const copy = await to.owner.client.readItem({ item: "NEW-1" });
  expect(copy).toMatchObject({
    description: one.description,
    classOfService: "expedite",
    dueOn: "2031-05-06",
    value: 12.5,
    createdAt: one.createdAt,
    externalId: "OPS-1",
  });
  expect((await to.owner.client.readItem({ item: "NEW-2" })).parent?.key).toBe("NEW-1");
  const names = new Map((await to.owner.client.listPeople()).rows.map((person) => [person.personId, person.name]));
  expect(names.get(copy.ownerId ?? "")).toBe("Lia Moura");
  const told = async (of: TestOrganization, item: string) => {
    const directory = new Map(
      (await of.owner.client.listPeople()).rows.map((person) => [person.personId, person.name]),
    );
    const { rows: workflows } = await of.owner.client.listWorkflows();
    const stageNames = new Map(workflows.flatMap((flow) => flow.stages.map((stage) => [stage.stageId, stage.name])));
    const { rows } = await of.owner.client.readItemHistory({ item });
    return rows
      .filter((event) => event.name === "item.moved" && event.data["from"] !== event.data["to"])
      .map((event) => [event.occurredAt, directory.get(event.actorId ?? ""), stageNames.get(String(event.data["to"]))]);
  };
  expect(await told(to, "NEW-1")).toEqual(await told(from, one.itemId));
  expect(await told(to, "NEW-1")).toHaveLength(3);
  expect(two.key).toBe("OPS-2");
});
