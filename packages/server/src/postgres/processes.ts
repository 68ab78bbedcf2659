import { execFile } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A process that runs, as far as the system tells: zombies do not count, they only wait to be collected. */
export interface RunningProcess {
  readonly processId: number;
  readonly parentId: number;
  /** The command line; PostgreSQL's own children say `postgres: …`. */
  readonly command: string;
  /** The working folder, links resolved; undefined where the system does not tell. */
  readonly folder: string | undefined;
}

/** Looks at one process; undefined when there is none by that id, it is a zombie, or the id is a mere thread's. */
export async function lookAt(processId: number): Promise<RunningProcess | undefined> {
  return process.platform === "linux" ? lookInProc(processId) : lookWithPs(processId);
}

/** The processes that work in `folder` (a real path). Linux only: elsewhere the answer is always empty. */
export async function processesIn(folder: string): Promise<RunningProcess[]> {
  if (process.platform !== "linux") return [];
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const working = ids.map(async (id) => ((await folderOf(id)) === folder ? lookInProc(id) : undefined));
  return (await Promise.all(working)).filter((found) => found !== undefined);
}

/** Whether a process runs under this id. Cheap; a zombie still counts as running here, which `lookAt` tells apart. */
export function exists(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(processId: number, name: NodeJS.Signals): void {
  try {
    process.kill(processId, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Waits until the process is gone; answers whether it went within the time (milliseconds). */
export async function waitUntilGone(processId: number, within: number): Promise<boolean> {
  const end = performance.now() + within;
  for (;;) {
    if (!exists(processId) || (await lookAt(processId)) === undefined) return true;
    if (performance.now() >= end) return false;
    await delay(20);
  }
}

async function lookInProc(processId: number): Promise<RunningProcess | undefined> {
  try {
    const [status, command, folder] = await Promise.all([
      readFile(`/proc/${processId}/status`, "utf8"),
      readFile(`/proc/${processId}/cmdline`, "utf8"),
      folderOf(processId),
    ]);
    const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(status)?.[1];
    if (field("State") === "Z" || field("State") === "X") return undefined;
    // /proc answers for threads too, under the thread's own id; those are no processes.
    if (Number(field("Tgid")) !== processId) return undefined;
    return { processId, parentId: Number(field("PPid")), command: command.replaceAll("\0", " ").trim(), folder };
  } catch {
    return undefined;
  }
}

async function folderOf(processId: number): Promise<string | undefined> {
  try {
    return await readlink(`/proc/${processId}/cwd`);
  } catch {
    return undefined;
  }
}

async function lookWithPs(processId: number): Promise<RunningProcess | undefined> {
  try {
    const { stdout } = await run("ps", ["-o", "stat=,ppid=,command=", "-p", String(processId)]);
    const [, state, parent, command] = /^\s*(\S+)\s+(\d+)\s+(.*)$/m.exec(stdout) ?? [];
    if (state === undefined || state.startsWith("Z")) return undefined;
    return { processId, parentId: Number(parent), command: (command ?? "").trim(), folder: undefined };
  } catch {
    return undefined;
  }
}
