import { randomUUID } from "node:crypto";
import { link, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";

import { codeOf } from "./start-refusal.ts";

/**
 * Writes a small file so that after a power cut it holds either its old or its new content, never something between:
 * a temporary file is flushed, renamed over the old one, and the folder flushed.
 */
export async function writeDurably(path: string, text: string | Uint8Array, mode = 0o644): Promise<void> {
  const draft = await writeDraft(path, text, mode);
  await rename(draft, path);
  await flushFolder(dirname(path));
}

/** As `writeDurably`, but only where no such file exists yet; answers whether this call made it. */
export async function createDurably(path: string, text: string, mode = 0o644): Promise<boolean> {
  const draft = await writeDraft(path, text, mode);
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
  await flushFolder(dirname(path));
  return true;
}

/** Flushes a folder's list of names, so that files made or renamed in it are still there after a power cut. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeDraft(path: string, text: string | Uint8Array, mode: number): Promise<string> {
  const draft = `${path}.new-${randomUUID()}`;
  const handle = await open(draft, "wx", mode);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}
