import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { id, instant, pageOf, pageQuery } from "./primitives.ts";

const mail = z.object({
  mailId: id,
  to: z.string(),
  subject: z.string(),
  writtenAt: instant,
  state: z
    .enum(["kept", "waiting", "undelivered"])
    .describe("kept: no mail server is configured. waiting: being sent. undelivered: the mail server did not take it"),
  problem: z.string().nullable().describe("What the mail server said to the last try"),
});
export type Mail = z.output<typeof mail>;

export const listMail = endpoint({
  method: "GET",
  path: "/mail",
  summary:
    "This organization's mail that has not gone out: with no mail server configured, all of it. Newest first. Owners' invitations are shown to owners; password resets belong to no organization and are kept on disk alone",
  access: "organization.administer",
  query: z.strictObject(pageQuery),
  output: pageOf(mail),
  refusals: [],
});

export const readMail = endpoint({
  method: "GET",
  path: "/mail/:mailId",
  summary: "One mail with its text",
  access: "organization.administer",
  params: z.strictObject({ mailId: id }),
  output: mail.extend({ text: z.string() }),
  refusals: ["not_found"],
});
