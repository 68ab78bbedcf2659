import { closeSync, openSync } from "node:fs";
import { copyFile, open, stat, truncate } from "node:fs/promises";

/** A log longer than this many bytes is set aside as `….1`, of which there is one. */
export const LONGEST_LOG = 16 * 1024 * 1024;

/**
 * Opens the file PostgreSQL writes its log to. A file and not a pipe to us: the server goes on writing when our
 * process is killed, and never waits for us to read. The caller closes it once it is handed over.
 */
export function openLog(path: string): { readonly descriptor: number; close(): void } {
  // Appending, so that truncation by trimLog leaves no hole.
  const descriptor = openSync(path, "a", 0o600);
  return { descriptor, close: () => closeSync(descriptor) };
}

/** Keeps the log bounded; may be called while the server writes. Lines written in between may be lost. */
export async function trimLog(path: string, longest = LONGEST_LOG): Promise<void> {
  if ((await logLength(path)) <= longest) return;
  await copyFile(path, `${path}.1`);
  await truncate(path);
}

/** Length in bytes; 0 when there is no log. */
export async function logLength(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

/** What was logged from a byte on, at most the last 4,000 bytes of it. */
export async function logSince(path: string, from: number): Promise<string> {
  const length = await logLength(path);
  const start = Math.max(length < from ? 0 : from, length - 4000);
  if (length <= start) return "";
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length - start), 0, length - start, start);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await file.close();
  }
}
