import { handle, type Handler } from "../http/handler.ts";
import { decodeCursor, pageOf } from "../http/page.ts";
import type { Mailer } from "./mailer.ts";
import type { MailRecord } from "./mail-folder.ts";

export const mailHandlers: readonly Handler[] = [
  handle("listMail", async ({ input, tx, actor, means }) => {
    const { folder } = means.mailer;
    const after = decodeCursor(input.after, ["string"]);
    const ids = (await folder.ids(tx.organizationId)).filter((id) => !after || id < String(after[0]));
    const records: MailRecord[] = [];
    for (const id of ids) {
      if (records.length > input.limit) break;
      const record = await folder.read(tx.organizationId, id);
      if (record && (actor.role === "owner" || !record.ownersOnly)) records.push(record);
    }
    return pageOf(
      records,
      input.limit,
      (record) => [record.mailId],
      (record) => present(record, means.mailer),
    );
  }),

  handle("readMail", async ({ input, tx, actor, means, refuse }) => {
    const record = await means.mailer.folder.read(tx.organizationId, input.mailId);
    if (!record || (record.ownersOnly && actor.role !== "owner"))
      return refuse("not_found", "There is no such mail here; it may have gone out");
    return { ...present(record, means.mailer), text: record.text };
  }),
];

const present = ({ mailId, to, subject, writtenAt, state, problem }: MailRecord, { delivery }: Mailer) => ({
  mailId,
  to,
  subject,
  writtenAt,
  // Written while a mail server was configured, and none is now: it waits for nothing.
  state: delivery === "folder" && state === "waiting" ? ("kept" as const) : state,
  problem,
});
