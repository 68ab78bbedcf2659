import { readFile, realpath, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { lookAt, processesIn, type RunningProcess } from "./processes.ts";
import { codeOf } from "./start-refusal.ts";

/** What a database folder's `postmaster.pid` says about the server that wrote it. */
export interface PostmasterFile {
  readonly processId: number;
  readonly port: number;
}

/** Reads `postmaster.pid`; undefined where there is none or it is not written yet. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  try {
    return parsePostmasterFile(await readFile(join(cluster, "postmaster.pid"), "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Lines: process id, data folder, start time, port, socket folder, address, shared memory key, state. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const lines = text.split("\n");
  const [processId, port] = [Number(lines[0]), Number(lines[3])];
  return processId > 0 && port > 0 ? { processId, port } : undefined;
}

/** The server that runs on this folder now; undefined when the file is a dead server's, whoever has its id today. */
export async function runningPostmaster(cluster: string): Promise<PostmasterFile | undefined> {
  const file = await readPostmasterFile(cluster);
  const found = file && (await lookAt(file.processId));
  return found && (await isPostmaster(found, cluster)) ? file : undefined;
}

/**
 * Removes an empty `postmaster.pid`, left by a power cut between its making and its writing: PostgreSQL refuses
 * to start beside it for ever. One younger than five seconds may belong to a server that is just starting.
 */
export async function removeEmptyPostmasterFile(cluster: string): Promise<void> {
  const path = join(cluster, "postmaster.pid");
  const file = await stat(path).catch(() => undefined);
  if (file === undefined || file.size > 0 || Date.now() - file.mtimeMs < 5000) return;
  if ((await processesIn(await realpath(cluster))).length === 0) await rm(path, { force: true });
}

async function isPostmaster(found: RunningProcess, cluster: string): Promise<boolean> {
  // Its children are called `postgres: checkpointer` and the like.
  if (found.command.startsWith("postgres: ")) return false;
  // Where the system tells no folders, the server itself is asked once we are connected: see folder-lock.ts.
  if (process.platform !== "linux") return found.command.includes("postgres");
  return found.folder === (await realpath(cluster));
}
