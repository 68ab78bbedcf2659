import type { FastifyBaseLogger } from "fastify";
import { createTransport } from "nodemailer";
import { MailFolder, type MailRecord } from "./mail-folder.ts";

/** What a mail says. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface OutgoingMail extends Letter {
  readonly to: string;
  /** Whose administrators may see it until it has gone out; null: nobody's. */
  readonly organizationId: string | null;
  /** Only owners may see it: it holds a link that makes one. */
  readonly ownersOnly?: boolean;
}

export interface MailerSettings {
  /** Where mail is kept: all of it, or with a mail server what has not gone out yet. */
  readonly folder: string;
  readonly smtpUrl: string | null;
  readonly from: string;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Waits between tries at one mail; after the last it stays in the folder as undelivered. */
  readonly retryMs?: readonly number[];
}

const stopPatienceMs = 3_000;

/**
 * Sends mail by SMTP, or keeps it in a folder while no mail server is configured. Either way it is written to disk
 * first, so that a restart carries on with what has not gone out. One is sent at a time, in order; each carries the
 * same Message-ID at every try, so that a receiver can tell a repeat.
 */
export class Mailer {
  readonly delivery: "smtp" | "folder";
  readonly folder: MailFolder;
  readonly #settings: MailerSettings;
  readonly #composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  readonly #transport;
  readonly #retryMs: readonly number[];
  readonly #writing = new Set<Promise<void>>();
  readonly #retries = new Set<NodeJS.Timeout>();
  #sending: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(settings: MailerSettings) {
    this.#settings = settings;
    this.delivery = settings.smtpUrl === null ? "folder" : "smtp";
    this.folder = new MailFolder(settings.folder);
    this.#retryMs = settings.retryMs ?? [2_000, 15_000, 60_000, 300_000, 1_800_000];
    this.#transport =
      settings.smtpUrl === null
        ? null
        : createTransport({
            url: settings.smtpUrl,
            connectionTimeout: 10_000,
            greetingTimeout: 10_000,
            socketTimeout: 30_000,
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  /** Carries on with what an earlier run did not get to. */
  async start(): Promise<void> {
    if (this.#transport) for (const record of await this.folder.waiting()) this.#queue(record, 0);
  }

  /** Hands a mail over, or one that is still being made and may come to nothing; what goes wrong from here on is kept with the mail and logged, never thrown. */
  send(mail: OutgoingMail | Promise<OutgoingMail | null>): void {
    const written = this.#write(mail).catch((error: unknown) => {
      this.#settings.log.error({ err: error }, "a mail could not be written to the mail folder");
    });
    this.#writing.add(written);
    void written.finally(() => this.#writing.delete(written));
  }

  /** Resolves once everything handed over is written and tried. */
  async idle(): Promise<void> {
    await Promise.all(this.#writing);
    await this.#sending;
  }

  /** Finishes the mail being sent, for three seconds at most; the rest waits on disk for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#retries) clearTimeout(timer);
    // A mail server that hangs must not hold up the end: what it did not take yet is still on disk.
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(() => patience.resolve(), stopPatienceMs);
    await Promise.race([this.idle(), patience.promise]);
    clearTimeout(timer);
    this.#transport?.close();
  }

  async #write(outgoing: OutgoingMail | Promise<OutgoingMail | null>): Promise<void> {
    const mail = await outgoing;
    if (mail === null) return;
    const mailId = this.#settings.newId();
    const now = this.#settings.now();
    const { message } = await this.#composer.sendMail({
      from: this.#settings.from,
      to: { name: "", address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      date: now,
      messageId: `<${mailId}@throughline>`,
      headers: { "Auto-Submitted": "auto-generated" },
      xMailer: false,
    });
    const record: MailRecord = {
      mailId,
      organizationId: mail.organizationId,
      ownersOnly: mail.ownersOnly ?? false,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      writtenAt: now.toISOString(),
      state: this.#transport ? "waiting" : "kept",
      problem: null,
    };
    await this.folder.write(record, message as Buffer);
    if (this.#transport) this.#queue(record, 0);
    else
      this.#settings.log.info(
        `no mail server is configured (SMTP_URL): mail kept in ${this.folder.messagePath(record)}`,
      );
  }

  #queue(record: MailRecord, attempt: number): void {
    this.#sending = this.#sending.then(() => this.#attempt(record, attempt));
  }

  async #attempt(record: MailRecord, attempt: number): Promise<void> {
    if (this.#stopped || !this.#transport) return;
    try {
      const message = await this.folder.message(record);
      await this.#transport.sendMail({
        envelope: { from: senderOf(this.#settings.from), to: [record.to] },
        raw: message,
      });
      await this.folder.remove(record);
    } catch (error) {
      await this.#failed(record, attempt, error).catch((failure: unknown) => {
        this.#settings.log.error({ err: failure }, "a mail's state could not be written");
      });
    }
  }

  async #failed(record: MailRecord, attempt: number, error: unknown): Promise<void> {
    const problem = error instanceof Error ? error.message : String(error);
    const wait = isFinal(error) ? undefined : this.#retryMs[attempt];
    this.#settings.log.warn({ mail: record.mailId, problem, again: wait ?? "no" }, "a mail was not taken");
    if (wait === undefined) return this.folder.update({ ...record, state: "undelivered", problem });
    await this.folder.update({ ...record, problem });
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      this.#queue(record, attempt + 1);
    }, wait).unref();
    this.#retries.add(timer);
  }
}

/** The bare address of `Name <address>`. */
const senderOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

/** A 5xx reply says that trying again is of no use. */
const isFinal = (error: unknown): boolean =>
  error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500;
