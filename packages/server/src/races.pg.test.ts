import type { Client } from "@throughline/contract/client";
import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "./testing/app.ts";
import { followEvents } from "./testing/follow.ts";

/** Small in `npm test`; `npm run test:faults` sets full counts. */
const clients = Number(process.env["THROUGHLINE_RACE_CLIENTS"] ?? 16);
const rounds = Number(process.env["THROUGHLINE_RACE_ROUNDS"] ?? 1);
const atOnce = Array.from({ length: rounds }, (_, at) => `round ${at + 1} of ${rounds}`);

let app: TestApp;
let org: TestOrganization;
beforeAll(async () => {
  app = await testApp();
  org = await app.organization();
});
afterAll(() => app.stop());

/** On a slow machine a lock may be waited for too long: that is said as `busy`, and whoever asks again is served. */
const passing = ["busy", "unavailable"];

async function outcome(ask: () => Promise<unknown>): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const result = await ask().then(
      () => "done",
      (error: unknown) => (error instanceof Refused ? error.code : String(error)),
    );
    if (!passing.includes(result) || attempt === 30) return result;
  }
}
const each = <T>(count: number, work: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => work(at)));

let teams = 0;
async function limitedWorkflow(limit: number) {
  teams += 1;
  const { teamId } = await org.team(`R${teams}`);
  const workflow = await org.workflow(teamId, [
    { name: "Queue", kind: "queue" },
    { name: "Doing", kind: "active", wipLimit: limit, wipHard: true },
    { name: "Done", kind: "done" },
  ]);
  const [queue, doing, done] = workflow.stages.map((stage) => stage.stageId);
  return { workflowId: workflow.workflowId, queue: queue ?? "", doing: doing ?? "", done: done ?? "" };
}

test.each(atOnce)(
  "a hard WIP limit holds, whoever races: moves, new items and restores into one stage, %s",
  async () => {
    const { workflowId, doing } = await limitedWorkflow(3);
    const { client } = await org.join("member");
    const items = await each(clients, (at) => client.createItem({ title: `Racer ${at}`, workflowId }));
    const shelved = await client.createItem({ title: "Shelved", workflowId, stageId: doing });
    await client.archiveItem({ item: shelved.itemId, revision: 1 });
    const results = await Promise.all([
      ...items.map((item) => outcome(() => client.moveItem({ item: item.itemId, stageId: doing, revision: 1 }))),
      ...Array.from({ length: 4 }, (_, at) =>
        outcome(() => client.createItem({ title: `Born there ${at}`, workflowId, stageId: doing })),
      ),
      outcome(() => client.restoreItem({ item: shelved.itemId, revision: 2 })),
    ]);
    expect(results.filter((result) => result === "done")).toHaveLength(3);
    expect(new Set(results)).toEqual(new Set(["done", "stage_full"]));
    const board = await client.readBoard({ workflowId });
    expect(board.columns.find((column) => column.stageId === doing)?.wip).toBe(3);
  },
);

test("control: without the lock on the stage's row the same race breaks the limit", async () => {
  const { workflowId, doing, queue } = await limitedWorkflow(3);
  const { client } = await org.join("member");
  const items = await each(clients, (at) => client.createItem({ title: `Racer ${at}`, workflowId }));
  // What a move does, count and write, with a moment between them and no lock.
  await Promise.all(
    items.map((item) =>
      org.within(async ({ db, organizationId }) => {
        const { count } = await db
          .selectFrom("items")
          .select((fn) => fn.fn.countAll<number>().as("count"))
          .where("organization_id", "=", organizationId)
          .where("stage_id", "=", doing)
          .executeTakeFirstOrThrow();
        if (Number(count) >= 3) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
        await db
          .updateTable("items")
          .set({ stage_id: doing })
          .where("organization_id", "=", organizationId)
          .where("item_id", "=", item.itemId)
          .where("stage_id", "=", queue)
          .execute();
      }),
    ),
  );
  const board = await client.readBoard({ workflowId });
  expect(board.columns.find((column) => column.stageId === doing)?.wip).toBeGreaterThan(3);
});

test.each(atOnce)("of updates made on one revision exactly one is taken; none is lost, %s", async () => {
  const { workflowId } = await limitedWorkflow(3);
  const { client } = await org.join("member");
  const item = await client.createItem({ title: "Contended", workflowId, value: 0 });
  const increment = async (): Promise<void> => {
    for (;;) {
      const { value, revision } = await client.readItem({ item: item.itemId });
      const result = await outcome(() => client.changeItem({ item: item.itemId, value: (value ?? 0) + 1, revision }));
      if (result === "done") return;
      expect(result).toBe("stale");
    }
  };
  await each(clients, increment);
  const after = await client.readItem({ item: item.itemId });
  expect(after.value).toBe(clients);
  expect(after.revision).toBe(1 + clients);
});

test.each(atOnce)("one idempotency key has one effect and answers that agree to the byte, %s", async () => {
  const { workflowId } = await limitedWorkflow(3);
  const { client, key } = await org.join("member");
  const send = async (idempotencyKey: string, title: string) => {
    const response = await fetch(`${app.address}/api/v1/items`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": idempotencyKey,
      },
      body: JSON.stringify({ title, workflowId }),
    });
    return { status: response.status, text: await response.text() };
  };
  for (let round = 0; round < 4; round += 1) {
    const answers = await each(clients, () => send(`round-${round}`, `Once ${round}`));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: clients }, () => 200));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  }
  const { rows } = await client.listItems({ workflow: workflowId, limit: 200 });
  expect(rows.map((row) => row.title).toSorted()).toEqual(["Once 0", "Once 1", "Once 2", "Once 3"]);
  expect(await send("round-0", "Something else")).toMatchObject({ status: 422 });
  expect((await send("another", "Something else")).status).toBe(200);
});

test("events are dense and in order, and a follower misses none of them", async () => {
  const { workflowId, done } = await limitedWorkflow(3);
  const member = await org.join("member");
  const before = (await org.owner.client.listAuditEvents({ limit: 1 })).rows[0]?.number ?? 0;
  const early = await followEvents(app.address, member.key, before);
  const makeAndFinish = async (client: Client, at: number) => {
    const item = await client.createItem({ title: `Event ${at}`, workflowId });
    await client.moveItem({ item: item.itemId, stageId: done, revision: 1 });
  };
  const writing = each(clients * 2, (at) => makeAndFinish(member.client, at));
  const late = await followEvents(app.address, member.key, before);
  await writing;
  const last = (await org.owner.client.listAuditEvents({ limit: 1 })).rows[0]?.number ?? 0;
  expect(last - before).toBe(clients * 4);
  const expected = Array.from({ length: last - before }, (_, at) => before + 1 + at);
  for (const stream of [early, late]) {
    await stream.until((event) => event.number === last);
    expect(stream.events.map((event) => event.number)).toEqual(expected);
    stream.close();
  }
});

test("item keys are dense per team, however many are made at once", async () => {
  const { workflowId } = await limitedWorkflow(3);
  const { client } = await org.join("member");
  const items = await each(clients * 2, (at) => client.createItem({ title: `Numbered ${at}`, workflowId }));
  const numbers = items.map((item) => Number(item.key.split("-")[1])).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: clients * 2 }, (_, at) => at + 1));
});
