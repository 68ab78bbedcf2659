import { uuidV7 } from "../db/uuid-v7.ts";
import { Refused } from "@throughline/contract/client";
import type { Stage } from "@throughline/contract/workflows";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";

let app: TestApp;
let org: TestOrganization;
beforeAll(async () => {
  app = await testApp();
  org = await app.organization();
});
afterAll(() => app.stop());

let made = 0;
async function workflowOf() {
  made += 1;
  const { teamId } = await org.team(`W${made}`);
  return { teamId, workflow: await org.workflow(teamId) };
}
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
const draft = (stages: readonly Stage[]) =>
  stages.map((stage) => ({ ...stage, entryChecklist: [...stage.entryChecklist] }));

test("an edit is a new version; the old one can still be read, with who and why", async () => {
  const { client, personId } = await org.join("member");
  const { workflow } = await workflowOf();
  const stages = draft(workflow.stages).map((stage) =>
    stage.name === "Doing" ? { ...stage, name: "Repair", wipLimit: 3, wipHard: true } : stage,
  );
  const changed = await client.changeWorkflow({
    workflowId: workflow.workflowId,
    revision: 1,
    name: "Repairs",
    description: "",
    stages,
    note: "Three at a time",
  });
  expect(changed).toMatchObject({ name: "Repairs", version: 2, revision: 2 });
  expect(changed.stages.map((stage) => stage.name)).toEqual(["Queue", "Repair", "Done"]);
  const { rows } = await client.listWorkflowVersions({ workflowId: workflow.workflowId });
  expect(rows).toMatchObject([
    { version: 2, note: "Three at a time", createdBy: personId },
    { version: 1, name: "Work" },
  ]);
  expect(rows[1]?.stages[1]?.name).toBe("Doing");
  expect(
    await code(
      client.changeWorkflow({ workflowId: workflow.workflowId, revision: 1, name: "Late", description: "", stages }),
    ),
  ).toBe("stale");
});

test("a stage with items goes away only with a place for them, and they move there with an event each", async () => {
  const { client } = await org.join("member");
  const { workflow } = await workflowOf();
  const [queue, doing, done] = draft(workflow.stages);
  if (!queue || !doing || !done) throw new Error("three stages");
  const item = await client.createItem({ title: "Under way", workflowId: workflow.workflowId, stageId: doing.stageId });
  const edit = { workflowId: workflow.workflowId, revision: 1, name: "Work", description: "", stages: [queue, done] };
  const preview = await client.previewWorkflow({ workflowId: workflow.workflowId, stages: edit.stages });
  expect(preview.effects).toMatchObject([{ stageId: doing.stageId, effect: "removed", items: 1, goTo: null }]);
  expect((await client.readWorkflow({ workflowId: workflow.workflowId })).version).toBe(1);
  expect(await code(client.changeWorkflow(edit))).toBe("stage_not_empty");
  await client.changeWorkflow({ ...edit, moveItems: { [doing.stageId]: queue.stageId } });
  expect(await client.readItem({ item: item.key })).toMatchObject({ stageId: queue.stageId, revision: 2 });
  const { rows } = await client.readItemHistory({ item: item.key });
  expect(rows[0]).toMatchObject({
    name: "item.moved",
    data: { from: doing.stageId, to: queue.stageId, byDesign: true },
  });
});

test("a workflow without an end, or with another workflow's stage, is refused in words", async () => {
  const { client } = await org.join("member");
  const one = await workflowOf();
  const other = await workflowOf();
  const noEnd = draft(one.workflow.stages).slice(0, 2);
  const refusal = await client
    .changeWorkflow({ workflowId: one.workflow.workflowId, revision: 1, name: "x", description: "", stages: noEnd })
    .catch((error: unknown) => error);
  expect(refusal).toMatchObject({ problem: { code: "invalid_input", detail: expect.stringContaining("done stage") } });
  const taken = [
    ...draft(one.workflow.stages),
    {
      ...draft(other.workflow.stages)[0],
      name: "Stolen",
      stageId: other.workflow.stages[0]?.stageId ?? "",
      teamId: one.teamId,
      kind: "active" as const,
    },
  ];
  expect(
    await code(
      client.changeWorkflow({
        workflowId: one.workflow.workflowId,
        revision: 1,
        name: "x",
        description: "",
        stages: taken,
      }),
    ),
  ).toBe("unknown_reference");
});

test("a team that does not exist cannot be given a stage, and a guest cannot design", async () => {
  const { client } = await org.join("member");
  const guest = await org.join("guest");
  const { workflow } = await workflowOf();
  const stages = draft(workflow.stages).map((stage) => ({ ...stage, teamId: uuidV7(1) }));
  expect(
    await code(
      client.changeWorkflow({ workflowId: workflow.workflowId, revision: 1, name: "x", description: "", stages }),
    ),
  ).toBe("unknown_reference");
  expect(
    await code(
      guest.client.changeWorkflow({
        workflowId: workflow.workflowId,
        revision: 1,
        name: "x",
        description: "",
        stages: draft(workflow.stages),
      }),
    ),
  ).toBe("not_allowed");
});

test("a workflow with open items is not archived; an empty one is, and takes no new ones", async () => {
  const { client } = await org.join("member");
  const { workflow } = await workflowOf();
  const item = await client.createItem({ title: "Open", workflowId: workflow.workflowId });
  expect(await code(client.archiveWorkflow({ workflowId: workflow.workflowId, revision: 1 }))).toBe("in_use");
  await client.archiveItem({ item: item.key, revision: 1 });
  expect((await client.archiveWorkflow({ workflowId: workflow.workflowId, revision: 1 })).archivedAt).not.toBeNull();
  expect(await code(client.createItem({ title: "More", workflowId: workflow.workflowId }))).toBe("unknown_reference");
});
