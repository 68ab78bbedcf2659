import { realpath } from "node:fs/promises";

import type { Binaries } from "./binaries.ts";
import { readPostmasterFile } from "./postmaster-file.ts";
import { exists, processesIn, signal, waitUntilGone } from "./processes.ts";
import { launch, type RunAs } from "./run-as.ts";
import { openLog } from "./server-log.ts";
import { startArguments } from "./settings.ts";
import { reasonOf, StartRefusal } from "./start-refusal.ts";

/** What a server is started with. */
export interface PostmasterStart {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly cluster: string;
  readonly port: number;
  readonly logPath: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts the server on a folder no server runs on, and answers its process id at once; it is not ready yet. */
export async function startPostmaster(start: PostmasterStart): Promise<number> {
  await endOrphans(start.cluster);
  const left = await readPostmasterFile(start.cluster);
  const serverLog = openLog(start.logPath);
  try {
    const child = launch(start.runAs, {
      program: start.binaries.postgres,
      folder: start.cluster,
      stdio: serverLog.descriptor,
      args: (folder) => ["-D", folder, ...startArguments(start.port, start.settings)],
      // The id in a dead server's postmaster.pid may by now be another process's, a thread's or a zombie's; then
      // PostgreSQL says "lock file already exists" for ever. It leaves out the id it is told here, as pg_ctl tells
      // it its own shell's, and still refuses while the dead server's memory is in use.
      ...(left === undefined ? {} : { env: { PG_GRANDPARENT_PID: String(left.processId) } }),
    });
    const failed = new Promise<Error>((resolve) => child.once("error", resolve));
    if (child.pid === undefined) {
      const error = await failed;
      throw new StartRefusal("did_not_start", `PostgreSQL could not be started: ${reasonOf(error)}`, error);
    }
    child.unref();
    return child.pid;
  } finally {
    serverLog.close();
  }
}

/** How long each way of stopping may take, in milliseconds, before the next one is tried. */
export interface StopPatience {
  /** Ends the sessions and writes everything to disk. */
  readonly fast: number;
  /** Ends at once; the next start replays the log. Nothing acknowledged is lost. */
  readonly immediate: number;
}

/** Stops a server and waits until all its processes are gone. Answers how it went. */
export async function stopPostmaster(
  processId: number,
  cluster: string,
  patience: StopPatience,
): Promise<"fast" | "immediate" | "killed"> {
  const went = await escalate(processId, patience);
  await endOrphans(cluster);
  return went;
}

async function escalate(processId: number, patience: StopPatience): Promise<"fast" | "immediate" | "killed"> {
  signal(processId, "SIGINT");
  if (await waitUntilGone(processId, patience.fast)) return "fast";
  signal(processId, "SIGQUIT");
  if (await waitUntilGone(processId, patience.immediate)) return "immediate";
  signal(processId, "SIGKILL");
  await waitUntilGone(processId, 5000);
  return "killed";
}

/**
 * Ends what a dead server left running: its children notice by themselves, but one in the middle of a long query
 * notices late, and no new server starts before. (On macOS we can only wait for that.)
 */
async function endOrphans(cluster: string): Promise<void> {
  const inFolder = await processesIn(await realpath(cluster));
  const ids = new Set(inFolder.map(({ processId }) => processId));
  // Not those whose server lives: another process may just have started it.
  const orphans = inFolder.filter(({ command, parentId }) => command.startsWith("postgres: ") && !ids.has(parentId));
  for (const { processId } of orphans) signal(processId, "SIGKILL");
  for (const { processId } of orphans) if (exists(processId)) await waitUntilGone(processId, 2000);
}
