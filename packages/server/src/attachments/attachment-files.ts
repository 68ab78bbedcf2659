import { mkdir, open, rename, copyFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";

/** Where the bytes of an attachment lie: by organization, then spread over 256 folders. */
export const attachmentPath = (dataFolder: string, organizationId: string, attachmentId: string): string =>
  join(dataFolder, "attachments", organizationId, attachmentId.slice(-2), attachmentId);

/** Puts a received file in its place for good: written beside it, flushed, renamed, folder flushed. */
export async function keepFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const beside = `${to}.part`;
  await rename(from, beside).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EXDEV") throw error;
    await copyFile(from, beside);
  });
  await flush(beside);
  await rename(beside, to);
  await flush(dirname(to));
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @returns null where the bytes are gone from the disk. */
export async function openFile(path: string): Promise<Readable | null> {
  try {
    const handle = await open(path, "r");
    return handle.createReadStream();
  } catch {
    return null;
  }
}

export const removeFile = (path: string): Promise<void> => rm(path, { force: true });
