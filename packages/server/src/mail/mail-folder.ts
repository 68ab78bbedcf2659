import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeDurably } from "../postgres/durable-file.ts";

/** A mail beside its `.eml` file: what lists and pages show of it. */
export interface MailRecord {
  readonly mailId: string;
  /** null: the installation's own, such as a password reset; no organization gets to see it. */
  readonly organizationId: string | null;
  /** Holds a link that would make an owner: admins do not get to see it. */
  readonly ownersOnly: boolean;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly writtenAt: string;
  readonly state: "kept" | "waiting" | "undelivered";
  readonly problem: string | null;
}

/** Of one organization; the oldest goes for the newest. */
const keptAtMost = 5_000;
const name = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Mail as files: `<folder>/<organization>/<mail>.eml`, which any mail program opens, and `.json` beside it, written last:
 * where there is one, the mail is whole. Ids sort by time; what nobody sends is kept up to a bound. Files are readable by the server's user alone.
 */
export class MailFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(record: MailRecord, message: Buffer): Promise<void> {
    await mkdir(this.#of(record.organizationId), { recursive: true, mode: 0o700 });
    await writeDurably(this.messagePath(record), message, 0o600);
    await this.update(record);
    if (record.state !== "kept") return;
    const { organizationId } = record;
    for (const mailId of (await this.ids(organizationId)).slice(keptAtMost))
      await this.remove({ organizationId, mailId });
  }

  update(record: MailRecord): Promise<void> {
    return writeDurably(this.#recordPath(record), `${JSON.stringify(record)}\n`, 0o600);
  }

  async remove(record: Pick<MailRecord, "organizationId" | "mailId">): Promise<void> {
    await rm(this.#recordPath(record), { force: true });
    await rm(this.messagePath(record), { force: true });
  }

  message(record: Pick<MailRecord, "organizationId" | "mailId">): Promise<Buffer> {
    return readFile(this.messagePath(record));
  }

  /** @returns null where there is no such mail. */
  async read(organizationId: string | null, mailId: string): Promise<MailRecord | null> {
    if (!name.test(mailId)) return null;
    const text = await readFile(this.#recordPath({ organizationId, mailId }), "utf8").catch(() => null);
    return text === null ? null : (JSON.parse(text) as MailRecord);
  }

  /** Ids of an organization's mail, newest first. */
  async ids(organizationId: string | null): Promise<string[]> {
    const files = await readdir(this.#of(organizationId)).catch(() => []);
    return files
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(0, -".json".length))
      .filter((id) => name.test(id))
      .toSorted((one, other) => (one < other ? 1 : -1));
  }

  /** Everything still to be sent, oldest first. */
  async waiting(): Promise<MailRecord[]> {
    const found: MailRecord[] = [];
    for (const folder of await readdir(this.#folder).catch(() => [])) {
      if (folder !== ownFolder && !name.test(folder)) continue;
      const organizationId = folder === ownFolder ? null : folder;
      for (const mailId of await this.ids(organizationId)) {
        const record = await this.read(organizationId, mailId);
        if (record?.state === "waiting") found.push(record);
      }
    }
    return found.toSorted((one, other) => (one.mailId < other.mailId ? -1 : 1));
  }

  messagePath({ organizationId, mailId }: Pick<MailRecord, "organizationId" | "mailId">): string {
    return join(this.#of(organizationId), `${mailId}.eml`);
  }

  #recordPath({ organizationId, mailId }: Pick<MailRecord, "organizationId" | "mailId">): string {
    return join(this.#of(organizationId), `${mailId}.json`);
  }

  #of(organizationId: string | null): string {
    return join(this.#folder, organizationId ?? ownFolder);
  }
}

const ownFolder = "installation";
