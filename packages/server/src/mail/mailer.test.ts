import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { pino } from "pino";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { uuidV7 } from "../db/uuid-v7.ts";
import { invitationLetter, letter } from "./letters.ts";
import { Mailer } from "./mailer.ts";

const organizationId = "01890000-0000-7000-8000-000000000001";
let folder = "";
let clock = Date.parse("2026-03-02T09:00:00Z");
const opened: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "throughline-mail-"));
});
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.stop();
  await rm(folder, { recursive: true, force: true });
});

function mailer(smtpUrl: string | null, retryMs: readonly number[] = []): Mailer {
  const made = new Mailer({
    folder,
    smtpUrl,
    retryMs,
    from: "Throughline <throughline@example.org>",
    log: pino({ level: "silent" }),
    now: () => new Date(clock),
    newId: () => uuidV7((clock += 1)),
  });
  opened.push(made);
  return made;
}

interface Received {
  readonly mails: ParsedMail[];
  readonly envelopes: { from: string; to: string[] }[];
  readonly url: string;
}

/** A real SMTP server; `refuse` says with which reply a mail is turned down, if at all. */
async function smtp(refuse: (attempt: number) => number | null = () => null): Promise<Received> {
  const received: Received = { mails: [], envelopes: [], url: "" };
  let attempts = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, callback) => {
      void simpleParser(stream).then((mail) => {
        attempts += 1;
        const code = refuse(attempts);
        if (code !== null) return callback(Object.assign(new Error("Turned down"), { responseCode: code }));
        received.mails.push(mail);
        const { mailFrom, rcptTo } = session.envelope;
        received.envelopes.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map((one) => one.address),
        });
        return callback();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  opened.push({ stop: () => new Promise((resolve) => server.close(() => resolve())) });
  return { ...received, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

const invitation = invitationLetter({
  organization: "Ärzte & Söhne",
  inviter: "Zoë",
  link: "https://work.example.org/join/in_x",
  days: 14,
});

describe("mail", () => {
  test("reaches a real mail server whole, as text and HTML, and leaves nothing on disk", async () => {
    const server = await smtp();
    const sender = mailer(server.url);
    sender.send({ to: "someone@example.org", organizationId, ...invitation });
    await sender.idle();
    expect(server.envelopes).toEqual([{ from: "throughline@example.org", to: ["someone@example.org"] }]);
    const [mail] = server.mails;
    expect(mail).toMatchObject({
      subject: "Zoë invites you to Ärzte & Söhne",
      messageId: expect.stringMatching(/^<.+@throughline>$/) as string,
    });
    expect(mail?.text).toContain("https://work.example.org/join/in_x");
    expect(mail?.html).toContain("Ärzte &amp; Söhne");
    expect(mail?.date?.getTime()).toBeLessThanOrEqual(clock);
    expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(await readdir(join(folder, organizationId))).toEqual([]);
  });

  test("stays in the folder while no mail server is configured, as a file any mail program opens", async () => {
    const keeper = mailer(null);
    keeper.send({ to: "someone@example.org", organizationId, ...invitation });
    keeper.send({ to: "someone@example.org", organizationId: null, ...invitation });
    await keeper.idle();
    const [id] = await keeper.folder.ids(organizationId);
    const record = await keeper.folder.read(organizationId, id ?? "");
    expect(record).toMatchObject({ state: "kept", to: "someone@example.org", text: invitation.text });
    const file = join(folder, organizationId, `${id}.eml`);
    expect((await simpleParser(await readFile(file))).subject).toBe(invitation.subject);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await readdir(join(folder, "installation"))).toHaveLength(2);
    expect(await keeper.folder.read(organizationId, "../installation/x")).toBeNull();
  });

  test("that the server turns down for now is tried again and arrives once, under the same Message-ID", async () => {
    const ids = new Set<string>();
    const server = await smtp((attempt) => (attempt < 3 ? 451 : null));
    const sender = mailer(server.url, [1, 1, 1]);
    sender.send({ to: "someone@example.org", organizationId, ...invitation });
    await until(() => server.mails.length > 0);
    await sender.idle();
    for (const mail of server.mails) ids.add(mail.messageId ?? "");
    expect([server.mails.length, ids.size]).toEqual([1, 1]);
  });

  test("that the server turns down for good, or that nobody takes, is kept as undelivered with the reason", async () => {
    const server = await smtp(() => 550);
    const sender = mailer(server.url, [1, 1]);
    sender.send({ to: "gone@example.org", organizationId, ...invitation });
    await sender.idle();
    const [id] = await sender.folder.ids(organizationId);
    expect(await sender.folder.read(organizationId, id ?? "")).toMatchObject({
      state: "undelivered",
      problem: expect.stringContaining("Turned down") as string,
    });
    const nowhere = mailer("smtp://127.0.0.1:1", []);
    nowhere.send({ to: "x@example.org", organizationId: null, ...invitation });
    await nowhere.idle();
    const [lost] = await nowhere.folder.ids(null);
    expect(await nowhere.folder.read(null, lost ?? "")).toMatchObject({ state: "undelivered" });
  });

  test("that had not gone out when the server stopped goes out after the next start", async () => {
    const first = mailer("smtp://127.0.0.1:1", [3_600_000]);
    first.send({ to: "later@example.org", organizationId, ...invitation });
    await first.idle();
    await first.stop();
    const [id] = await first.folder.ids(organizationId);
    expect(await first.folder.read(organizationId, id ?? "")).toMatchObject({ state: "waiting" });
    const server = await smtp();
    const second = mailer(server.url);
    await second.start();
    await second.idle();
    expect(server.envelopes.map((envelope) => envelope.to)).toEqual([["later@example.org"]]);
    expect(existsSync(join(folder, organizationId, `${id}.eml`))).toBe(false);
  });

  test("comes from what is still being made, or from nothing at all", async () => {
    const keeper = mailer(null);
    keeper.send(Promise.resolve(null));
    keeper.send(Promise.reject(new Error("The database is away")));
    keeper.send(Promise.resolve({ to: "made@example.org", organizationId, ...invitation }));
    await keeper.idle();
    expect(await keeper.folder.ids(organizationId)).toHaveLength(1);
  });

  test("takes no header and no markup from what people write", async () => {
    const server = await smtp();
    const sender = mailer(server.url);
    const written = letter({
      subject: "Hello\r\nBcc: everyone@example.org",
      paragraphs: ["<script>alert(1)</script>"],
      action: { label: "Open", link: 'https://example.org/"onmouseover="x' },
      note: "& goodbye",
    });
    sender.send({ to: "someone@example.org", organizationId, ...written });
    await sender.idle();
    expect(server.envelopes[0]?.to).toEqual(["someone@example.org"]);
    expect(server.mails[0]?.bcc).toBeUndefined();
    expect(server.mails[0]?.html).not.toContain("<script>");
    expect(server.mails[0]?.html).not.toContain('"onmouseover');
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
