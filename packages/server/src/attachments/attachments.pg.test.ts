import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Attachment } from "@throughline/contract/attachments";
import { Refused } from "@throughline/contract/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization, type TestPerson } from "../testing/app.ts";
import { attachmentPath } from "./attachment-files.ts";

let app: TestApp;
let org: TestOrganization;
let member: TestPerson;
let workflowId: string;
beforeAll(async () => {
  app = await testApp();
  org = await app.organization();
  member = await org.join("member");
  workflowId = (await org.workflow((await org.team("OPS")).teamId)).workflowId;
});
afterAll(() => app.stop());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "allowed",
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
const newItem = () => member.client.createItem({ title: "Has files", workflowId });

async function attach(
  item: string,
  content: string | Uint8Array<ArrayBuffer>,
  name = "file.bin",
  person = member,
): Promise<Attachment> {
  const body = new FormData();
  body.append("file", new Blob([content]), name);
  const { rows } = await person.client.addAttachment({ item }, { body });
  const [row] = rows;
  if (!row) throw new Error("No row came back");
  return row;
}

/** The bytes as a browser gets them, with their headers. */
async function download(attachmentId: string, person = member) {
  const response = await fetch(`${app.address}/api/v1/attachments/${attachmentId}`, {
    headers: { authorization: `Bearer ${person.key}` },
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** A part of a form as it travels, without the end of the form. */
const part = (name: string, text = "abc") =>
  `--xx\r\ncontent-disposition: form-data; name="${name}"${name === "file" ? '; filename="a.txt"' : ""}\r\n\r\n${text}\r\n`;

const temporary = () => {
  const folder = join(app.running.means.dataFolder, "uploads");
  return existsSync(folder) ? readdirSync(folder) : [];
};
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)))),
  );

const png = bytes(
  [0x89],
  "PNG\r\n",
  [0x1a, 0x0a, 0, 0, 0, 13],
  "IHDR",
  [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0],
  "....IDAT",
);
const script = "<!doctype html><script>alert(1)</script>";
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

describe("an attached file", () => {
  test("is kept byte for byte, with its size, who added it, and an event that holds no words", async () => {
    const item = await newItem();
    const content = new Uint8Array(300_000).map((_, at) => (at * 31) % 256);
    const added = await attach(item.key, content, "Größe & Maße.dat");
    expect(added).toMatchObject({
      itemId: item.itemId,
      name: "Größe & Maße.dat",
      size: 300_000,
      addedBy: member.personId,
    });
    const { bytes: got, headers } = await download(added.attachmentId);
    expect(got.equals(Buffer.from(content))).toBe(true);
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="Gr__e & Ma_e.dat"; filename*=UTF-8''${encodeURIComponent("Größe & Maße.dat")}`,
    );
    expect((await member.client.listAttachments({ item: item.key })).rows).toEqual([added]);
    const { rows } = await member.client.readItemHistory({ item: item.key });
    expect(rows[0]).toMatchObject({ name: "attachment.added", data: { size: 300_000 } });
    expect(JSON.stringify(rows[0])).not.toContain("Größe");
    expect(temporary()).toEqual([]);
  });

  test("is what its bytes say, not what its name says", async () => {
    const item = await newItem();
    const sniffed = async (content: string | Uint8Array<ArrayBuffer>, name: string) =>
      (await attach(item.key, content, name)).mediaType;
    expect(await sniffed(png, "letter.txt")).toBe("image/png");
    expect(await sniffed(script, "photo.png")).toBe("text/plain");
    expect(await sniffed(script, "page.html")).toBe("text/plain");
    expect(await sniffed(bytes("%PDF-1.7\n%", [0xe2, 0xe3, 0xcf, 0xd3]), "x.exe")).toBe("application/pdf");
    expect(await sniffed(bytes([0, 1, 2, 3, 0xff]), "readme.md")).toBe("application/octet-stream");
    expect(await sniffed("Grüße aus dem Hafen\n", "x.bin")).toBe("text/plain");
    expect(await sniffed("", "empty.pdf")).toBe("text/plain");
  });

  test("is shown in place only where it cannot run, and never guessed at by the browser", async () => {
    const item = await newItem();
    for (const [content, name, shown] of [
      [png, "a.png", true],
      [script, "a.html", true],
      [svg, "a.svg", false],
      ['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>', "a.xhtml", false],
      [bytes([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), "a.exe", false],
      [bytes("PK", [3, 4], "...."), "a.zip", false],
    ] as const) {
      const { attachmentId, mediaType } = await attach(item.key, content, name);
      const { headers } = await download(attachmentId);
      const runs = /html|svg|xml|javascript/.test(headers.get("content-type") ?? "");
      const inline = headers.get("content-disposition")?.startsWith("inline");
      expect([name, mediaType, inline && runs]).toEqual([name, mediaType, false]);
      if (shown) expect([name, inline]).toEqual([name, true]);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("sandbox");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("cache-control")).toContain("no-store");
    }
  });

  test("keeps a harmless name, whatever it was sent with", async () => {
    const item = await newItem();
    for (const [sent, kept] of [
      ["../../../etc/passwd", "passwd"],
      ["C:\\Users\\me\\plan.doc", "plan.doc"],
      ["..", "file"],
      [".htaccess", "htaccess"],
      ["a\nb\r\n.txt", /^a.*b.*\.txt$/],
      ['quote".txt', /quote.*\.txt$/],
      ["invoice\u202Egnp.exe", "invoicegnp.exe"],
      ["a\u200bb\u2066c.txt", "abc.txt"],
      [`${"long".repeat(200)}.txt`, /^(long)+.{0,4}$/],
      ["🧭".repeat(200), /^(🧭)+$/u],
      ["  spaced  .txt ", "spaced  .txt"],
    ] as const) {
      const { attachmentId, name } = await attach(item.key, "x", sent);
      if (typeof kept === "string") expect([sent, name]).toEqual([sent, kept]);
      else expect(name).toMatch(kept);
      expect(Array.from(name).length).toBeLessThanOrEqual(255);
      expect(name.isWellFormed()).toBe(true);
      const { status, headers } = await download(attachmentId);
      expect(status).toBe(200);
      expect(headers.get("content-disposition")).not.toMatch(/[\r\n]/);
    }
    const folder = join(app.running.means.dataFolder, "attachments", org.organizationId);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.every((entry) => /^[0-9a-f-]{36}$/.test(entry.name))).toBe(true);
  });

  test("has at most 25 MiB; nothing stays of one that is larger", async () => {
    const item = await newItem();
    const limit = 25 * 1024 * 1024;
    expect(await codeOf(attach(item.key, new Uint8Array(limit + 1)))).toBe("too_large");
    expect((await member.client.listAttachments({ item: item.key })).rows).toEqual([]);
    expect(temporary()).toEqual([]);
    // Control: exactly the limit is kept.
    expect((await attach(item.key, new Uint8Array(limit))).size).toBe(limit);
  });

  test("comes as a file and as nothing else, onto an item that is there and not put away", async () => {
    const item = await newItem();
    const empty = new FormData();
    empty.append("note", "no file here");
    expect(await codeOf(member.client.addAttachment({ item: item.key }, { body: empty }))).toBe("invalid_input");
    expect(await codeOf(member.client.addAttachment({ item: item.key }, { body: new FormData() }))).not.toBe("failed");
    expect(await codeOf(attach("OPS-9999", "x"))).toBe("not_found");
    await member.client.archiveItem({ item: item.key, revision: item.revision });
    expect(await codeOf(attach(item.key, "x"))).toBe("item_archived");
    expect(temporary()).toEqual([]);
  });

  test.each([
    ["nonsense", "no parts at all", "multipart/form-data; boundary=xx", "invalid_input"],
    ["a part that is cut off", part("file", "abc"), "multipart/form-data; boundary=xx", "invalid_input"],
    ["no boundary", `${part("file", "abc")}--xx--`, "multipart/form-data", "invalid_input"],
    ["a field named as a prototype", `${part("__proto__")}${part("file")}--xx--`, undefined, "invalid_input"],
    ["too many files", `${part("file").repeat(21)}--xx--`, undefined, "too_large"],
  ])("is refused, with what to do, where its form is broken: %s", async (_, body, type, code) => {
    const item = await newItem();
    const response = await fetch(`${app.address}/api/v1/items/${item.key}/attachments`, {
      method: "POST",
      headers: { authorization: `Bearer ${member.key}`, "content-type": type ?? "multipart/form-data; boundary=xx" },
      body,
    });
    expect(await response.json()).toMatchObject({ code, detail: expect.any(String) as string });
    expect(temporary()).toEqual([]);
  });

  test("is not even received from someone who may not send it", async () => {
    const item = await newItem();
    const { dataFolder } = app.running.means;
    const before = existsSync(join(dataFolder, "uploads"));
    expect(before).toBe(true);
    const send = (headers: Record<string, string>) => {
      let sent = 0;
      // Never ends by itself: an answer comes only if the server does not wait for all of it.
      const endless = new ReadableStream<Uint8Array>({
        start: (controller) =>
          controller.enqueue(Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n')),
        pull: (controller) =>
          new Promise((resolve) => {
            setTimeout(() => {
              sent += 1;
              controller.enqueue(new Uint8Array(1024));
              resolve();
            }, 20);
          }),
      });
      return fetch(`${app.address}/api/v1/items/${item.key}/attachments`, {
        method: "POST",
        headers: { "content-type": "multipart/form-data; boundary=x", ...headers },
        body: endless,
        duplex: "half",
      } as RequestInit).then((response) => ({ status: response.status, sent }));
    };
    expect((await send({})).status).toBe(401);
    expect((await send({ authorization: "Bearer tl_nonsense" })).status).toBe(401);
    expect(temporary()).toEqual([]);
  });

  test("sent again under its idempotency key is kept once; another file under the same key is refused", async () => {
    const item = await newItem();
    const idempotencyKey = crypto.randomUUID();
    const send = (content: string) => {
      const body = new FormData();
      body.append("file", new Blob([content]), "same.txt");
      return member.client.addAttachment({ item: item.key }, { body, idempotencyKey });
    };
    const first = await send("one");
    expect(await send("one")).toEqual(first);
    expect(await codeOf(send("two"))).toBe("idempotency_mismatch");
    expect((await member.client.listAttachments({ item: item.key })).rows).toHaveLength(1);
  });

  test("is removed by who added it, an owner or admin; its bytes go from the disk", async () => {
    const item = await newItem();
    const other = await org.join("member");
    const admin = await org.join("admin");
    const [mine, theirs] = [await attach(item.key, "mine"), await attach(item.key, "theirs")];
    const pathOf = ({ attachmentId }: Attachment) =>
      attachmentPath(app.running.means.dataFolder, org.organizationId, attachmentId);
    expect(existsSync(pathOf(mine))).toBe(true);
    expect(await codeOf(other.client.deleteAttachment({ attachmentId: mine.attachmentId }))).toBe("not_allowed");
    expect(existsSync(pathOf(mine))).toBe(true);
    await member.client.deleteAttachment({ attachmentId: mine.attachmentId });
    await admin.client.deleteAttachment({ attachmentId: theirs.attachmentId });
    await expect.poll(() => [mine, theirs].map((row) => existsSync(pathOf(row)))).toEqual([false, false]);
    expect((await download(mine.attachmentId)).status).toBe(404);
    expect(await codeOf(member.client.deleteAttachment({ attachmentId: mine.attachmentId }))).toBe("not_found");
    expect((await member.client.listAttachments({ item: item.key })).rows).toEqual([]);
    const names = (await member.client.readItemHistory({ item: item.key })).rows.map((row) => row.name);
    expect(names.filter((name) => name === "attachment.deleted")).toHaveLength(2);
  });

  test("whose bytes are gone is said to be gone, not answered with nothing", async () => {
    const item = await newItem();
    const row = await attach(item.key, "soon gone");
    const { rm } = await import("node:fs/promises");
    await rm(attachmentPath(app.running.means.dataFolder, org.organizationId, row.attachmentId));
    const { status, bytes: body } = await download(row.attachmentId);
    expect(status).toBe(404);
    expect(body.toString()).toContain("no longer on the disk");
  });

  test("is seen by a guest on their own items alone, and by nobody of another organization", async () => {
    const guest = await org.join("guest");
    const [theirs, foreign] = [await newItem(), await newItem()];
    const own = await member.client.createItem({ title: "Own", workflowId, requesterId: guest.personId });
    const row = await attach(own.key, "for you");
    const hidden = await attach(foreign.key, "not for you");
    expect((await download(row.attachmentId, guest)).bytes.toString()).toBe("for you");
    expect((await download(hidden.attachmentId, guest)).status).toBe(404);
    expect(await codeOf(guest.client.listAttachments({ item: foreign.key }))).toBe("not_found");
    expect(await codeOf(attach(theirs.key, "x", "x", guest))).toBe("not_found");
    expect((await attach(own.key, "answer", "answer.txt", guest)).addedBy).toBe(guest.personId);
    const other = await app.organization();
    expect((await download(row.attachmentId, other.owner)).status).toBe(404);
    expect(await codeOf(other.owner.client.deleteAttachment({ attachmentId: row.attachmentId }))).toBe("not_found");
  });
});
