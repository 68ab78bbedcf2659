import { afterAll, beforeAll, expect, test } from "vitest";
import { uuidV7 } from "../db/uuid-v7.ts";
import { testApp, type TestApp } from "../testing/app.ts";

const HOUR = 3_600_000;
let time = Date.UTC(2026, 0, 5, 9);
let app: TestApp;
beforeAll(async () => {
  // One thread: what it learnt it keeps.
  app = await testApp({ ENGINE_THREADS: "1" }, { now: () => new Date(time) });
});
afterAll(() => app.stop());

test("an item in a stage that came after the model was learnt has its forecast, alone and in the list", async () => {
  const org = await app.organization();
  const { teamId } = await org.team("OPS");
  const { workflowId, name, description, revision, stages } = await org.workflow(teamId);
  const [, doing = "", done = ""] = stages.map(({ stageId }) => stageId);
  const { client } = org.owner;
  const move = async (item: string, stageId: string) => {
    const { revision: read } = await client.readItem({ item });
    await client.moveItem({ item, stageId, revision: read });
  };
  for (let day = 0; day < 20; day++) {
    const { key } = await client.createItem({ title: "Daily", workflowId });
    await move(key, doing);
    time += 2 * HOUR;
    await move(key, done);
    time += 22 * HOUR;
  }
  const { key: before } = await client.createItem({ title: "Before", workflowId });
  expect(await client.readItemForecast({ item: before })).toMatchObject({ key: before, basis: { finished: 20 } });
  const inbox = { stageId: uuidV7(time), teamId, name: "Inbox", kind: "queue" as const };
  await client.changeWorkflow({ workflowId, name, description, revision, stages: [inbox, ...stages] });
  const { key: after } = await client.createItem({ title: "After", workflowId });
  expect(await client.readItem({ item: after })).toMatchObject({ stageId: inbox.stageId });
  time += HOUR / 6;
  const told = await client.readItemForecast({ item: after });
  expect(told).toMatchObject({ key: after, stageId: inbox.stageId, basis: { finished: 20 } });
  expect(told.dates?.[1]).toMatch(/^2026-/);
  const { rows } = await client.readItemForecasts({ workflow: workflowId, waiting: "true" });
  expect(rows.map(({ key }) => key).toSorted()).toEqual([before, after].toSorted());
  for (const { dates } of rows) expect(dates?.[1]).toMatch(/^2026-/);
});
