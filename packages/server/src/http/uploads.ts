import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import type { UploadedFile } from "./handler.ts";
import { Refusal } from "./refusal.ts";

export interface Received {
  readonly files: UploadedFile[];
  readonly fields: Record<string, string>;
}

/**
 * Writes the files of a multipart body to a temporary folder, before any transaction is open, counting and hashing as
 * they stream.
 * @throws Refusal `unsupported_media` for another kind of body, `too_large` past the limit, `invalid_input` for one that is
 *   broken.
 */
export async function receiveFiles(request: FastifyRequest, dataFolder: string, limit: number): Promise<Received> {
  if (!request.isMultipart()) throw new Refusal("unsupported_media", "Send the file as multipart/form-data");
  const root = join(dataFolder, "uploads");
  await mkdir(root, { recursive: true });
  const folder = await mkdtemp(join(root, "part-"));
  const received: Received = { files: [], fields: {} };
  try {
    for await (const part of request.parts({
      limits: { fileSize: limit, files: 20, fields: 50, fieldSize: 200_000, parts: 70 },
    })) {
      if (part.type === "field") {
        received.fields[part.fieldname] = String(part.value);
        continue;
      }
      const path = join(folder, String(received.files.length));
      const hash = createHash("sha256");
      let size = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(part.file, measure, createWriteStream(path));
      if (part.file.truncated)
        throw new Refusal("too_large", `A file may have at most ${Math.floor(limit / 1024 / 1024)} MiB`);
      received.files.push({ field: part.fieldname, name: part.filename || "file", path, size, sha256: hash.digest() });
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw refusalOfBody(error) ?? error;
  }
  if (received.files.length === 0) await rm(folder, { recursive: true, force: true });
  return received;
}

/** What the reader of multipart bodies stumbled on, where that is the sender's doing; faults of the disk are not. */
function refusalOfBody(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || error instanceof Refusal) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (/^FST_.*(LIMIT|TOO_LARGE)$/.test(code)) return new Refusal("too_large", error.message);
  // It throws plain errors for what is cut off or has no boundaries.
  if (code.startsWith("FST_") || (code === "" && error.name === "Error"))
    return new Refusal(
      "invalid_input",
      `The form cannot be read (${error.message}); send it whole, as multipart/form-data`,
    );
  return undefined;
}

/** Removes what is still in the temporary place; a handler that keeps a file has moved it away. */
export async function removeFiles(files: readonly UploadedFile[]): Promise<void> {
  const first = files[0];
  if (first) await rm(join(first.path, ".."), { recursive: true, force: true });
}
