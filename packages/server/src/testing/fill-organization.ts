import type { TestApp, TestOrganization } from "./app.ts";

/**
 * One of everything in an organization, each with a word that stands nowhere else.
 * @returns their ids by the names that paths and bodies use.
 */
export async function fillOrganization(
  app: TestApp,
  org: TestOrganization,
  word: string,
): Promise<Record<string, string>> {
  const { client, personId, keyId } = org.owner;
  const { teamId } = await org.team("CAN");
  await client.changeTeam({ teamId, revision: 1, name: `Team ${word}`, description: word });
  const other = await org.team("OTH");
  const workflow = await org.workflow(teamId, [
    { name: `Queue ${word}`, kind: "queue" },
    { name: "Doing", kind: "active" },
    { name: "Theirs", kind: "active", teamId: other.teamId },
    { name: "Done", kind: "done" },
  ]);
  const [queue, , theirs] = workflow.stages;
  const member = await org.join("member", `Person ${word}`);
  const field = await client.createField({ name: `Field ${word}`, kind: "text" });
  const label = await client.createLabel({ name: `Label ${word}` });
  const item = await client.createItem({
    title: `Item ${word}`,
    description: word,
    workflowId: workflow.workflowId,
    labelIds: [label.labelId],
    fields: { [field.fieldId]: word },
  });
  const relative = await client.createItem({ title: `Relative ${word}`, workflowId: workflow.workflowId });
  const { links } = await client.linkItem({ item: item.itemId, toItem: relative.itemId, kind: "blocks" });
  const comment = await client.createComment({ item: item.itemId, body: `Comment ${word}` });
  const body = new FormData();
  body.append("file", new Blob([word]), `${word}.txt`);
  const { rows: files } = await client.addAttachment({ item: item.itemId }, { body });
  const view = await client.createView({
    name: `View ${word}`,
    layout: "list",
    shared: true,
    definition: { text: word },
  });
  const bulk = await client.createBulkEdit({ itemIds: [relative.itemId], change: { kind: word } });
  const channel = await client.createChannel({ teamId, name: `Form ${word}`, slug: `form-${word.slice(0, 20)}` });
  const request = await client.createRequest({ teamId, title: `Request ${word}`, details: word });
  const offered = await client.createItem({ title: `Offered ${word}`, workflowId: workflow.workflowId });
  const { item: offer } = await client.moveItem({ item: offered.itemId, stageId: theirs?.stageId ?? "", revision: 1 });
  const routine = await client.createRoutine({
    workflowId: workflow.workflowId,
    name: `Routine ${word}`,
    trigger: "calendar",
    recurrence: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0",
    template: { title: word },
  });
  const invitation = await client.createInvitation({ email: `${word.slice(0, 12)}@example.org`, role: "member" });
  const upload = new FormData();
  upload.append("file", new Blob([`Key,Title,Status\n${word}-1,${word},New\n`]), `${word}.csv`);
  const { importId } = await client.createImport({}, { body: upload });
  const { exportId } = await client.createExport({ format: "csv" });
  await app.running.means.mailer.idle();
  const mail = await client.listMail();
  return {
    importId,
    exportId,
    organizationId: org.organizationId,
    personId: member.personId,
    actor: personId,
    keyId,
    teamId,
    team: teamId,
    workflowId: workflow.workflowId,
    workflow: workflow.workflowId,
    stageId: queue?.stageId ?? "",
    stage: queue?.stageId ?? "",
    item: item.itemId,
    itemId: item.itemId,
    ids: item.itemId,
    parent: item.itemId,
    subject: item.itemId,
    linkId: links[0]?.linkId ?? "",
    fieldId: field.fieldId,
    labelId: label.labelId,
    label: label.labelId,
    commentId: comment.commentId,
    attachmentId: files[0]?.attachmentId ?? "",
    viewId: view.viewId,
    bulkEditId: bulk.bulkEditId,
    channelId: channel.channelId,
    request: request.requestId,
    requestId: request.requestId,
    handOffId: offer.offeredTo?.handOffId ?? "",
    routineId: routine.routineId,
    invitationId: invitation.invitation.invitationId,
    mailId: mail.rows[0]?.mailId ?? "",
    lesson: "flow/wip/littles-law",
    text: word,
  };
}
