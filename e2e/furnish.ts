import type { Organization } from "./app.ts";

/** What stands in an organization that is furnished, by the names addresses use. */
export interface Furnished {
  readonly item: string;
  readonly workflowId: string;
  readonly stageId: string;
  readonly channelId: string;
  readonly formSlug: string;
  readonly requestId: string;
  readonly tracking: string;
  readonly routineId: string;
  readonly viewId: string;
  readonly lesson: string;
}

/** One of everything, through the interface: what every page has something to show of. */
export async function furnish({ slug, owner, operations, join }: Organization): Promise<Furnished> {
  const { client } = owner;
  const clerk = await join("Finance Clerk");
  const engineer = await join("Field Engineer");
  const finance = await client.createTeam({ name: "Finance", key: "FIN" });
  await client.changeTeam({
    teamId: finance.teamId,
    revision: finance.revision,
    members: [{ personId: clerk.personId }, { personId: owner.personId }],
  });
  const stage = (name: string, kind: "queue" | "active" | "done", more: Record<string, unknown> = {}) => ({
    stageId: crypto.randomUUID(),
    teamId: operations.teamId,
    name,
    kind,
    ...more,
  });
  const workflow = await client.createWorkflow({
    teamId: operations.teamId,
    name: "Incidents",
    stages: [
      stage("Waiting", "queue", { serviceLevel: { percent: 85, days: 3 } }),
      stage("In work", "active", { wipLimit: 3, wipHard: true }),
      stage("Payment", "active", { teamId: finance.teamId, entryChecklist: ["The invoice is attached"] }),
      stage("Solved", "done"),
    ],
  });
  const [, work, payment] = workflow.stages;
  const label = await client.createLabel({ name: "hardware" });
  await client.createField({ name: "Site", kind: "text" });
  const make = (title: string, more: Record<string, unknown> = {}) =>
    client.createItem({ title, workflowId: workflow.workflowId, ...more });
  const item = await make("Printer on floor 3 jams", {
    description: "Since **Monday**.\n\n- tried a restart",
    classOfService: "expedite",
    ownerId: owner.personId,
    labelIds: [label.labelId],
    checklist: [{ id: crypto.randomUUID(), text: "Tell the requester", done: false }],
  });
  const blocked = await make("Door reader does not open", { dueOn: "2031-05-02", classOfService: "fixed_date" });
  await client.blockItem({ item: blocked.itemId, revision: blocked.revision, reason: "Waits for the supplier" });
  const pulled = await make("Renew the certificate", { value: 900, effortLow: 1, effortHigh: 2 });
  await client.moveItem({ item: pulled.itemId, revision: pulled.revision, stageId: work?.stageId ?? "" });
  const offered = await make("Invoice shows the wrong address", { value: 20 });
  await engineer.client.moveItem({
    item: offered.itemId,
    revision: offered.revision,
    stageId: payment?.stageId ?? "",
    confirmed: ["The invoice is attached"],
    note: "The scan is in the files",
  });
  await client.createComment({ item: item.itemId, body: "Seen twice this week." });
  await client.createItem({ title: "A part of it", workflowId: workflow.workflowId, parentId: item.itemId });
  const view = await client.createView({ name: "Hardware", layout: "list", shared: true, definition: {} });
  const channel = await client.createChannel({
    teamId: operations.teamId,
    name: "Ask the desk",
    slug: "ask-the-desk",
    introduction: "Anything that keeps you from **working**.",
    questions: [
      { id: crypto.randomUUID(), label: "Which site?", kind: "choice", required: true, choices: ["Harbour", "Hill"] },
      { id: crypto.randomUUID(), label: "Since when?", kind: "date", help: "A guess will do." },
    ],
  });
  const sent = await client.submitForm({
    organizationSlug: slug,
    formSlug: channel.slug,
    title: "Screen stays black",
    details: "In the small meeting room.",
    name: "Front Desk",
    email: "desk@example.org",
    answers: { [channel.questions[0]?.id ?? ""]: "Harbour" },
  });
  const { rows } = await client.listRequests({});
  await client.createRequest({ teamId: operations.teamId, title: "Printer jams again", details: "On floor 3." });
  const routine = await client.createRoutine({
    workflowId: workflow.workflowId,
    name: "Weekly backup check",
    trigger: "calendar",
    recurrence: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9",
    template: { title: "Check the backups of {week}" },
  });
  await client.createInvitation({ email: "someone@example.org", role: "member" });
  await client.createKey({ name: "Reporting" });
  const { domains } = await client.listLessons();
  return {
    item: item.key,
    workflowId: workflow.workflowId,
    stageId: work?.stageId ?? "",
    channelId: channel.channelId,
    formSlug: channel.slug,
    requestId: rows[0]?.requestId ?? "",
    tracking: sent.tracking,
    routineId: routine.routineId,
    viewId: view.viewId,
    lesson: domains.flatMap((domain) => domain.topics.flatMap((topic) => topic.lessons))[0]?.id ?? "",
  };
}
