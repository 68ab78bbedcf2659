import type { Binaries } from "./binaries.ts";
import { type FolderLock, takeFolderLock } from "./folder-lock.ts";
import { clusterState, SUPERUSER } from "./init-cluster.ts";
import { choosePort } from "./port.ts";
import { removeEmptyPostmasterFile, runningPostmaster } from "./postmaster-file.ts";
import { startPostmaster, stopPostmaster } from "./postmaster.ts";
import { lookAt } from "./processes.ts";
import type { RunAs } from "./run-as.ts";
import { logLength, logSince, trimLog } from "./server-log.ts";
import { reasonOf, StartRefusal } from "./start-refusal.ts";

/** Where lines for the operator go; a pino logger fits. */
export interface PostgresLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Everything a start needs to know about one data folder. */
export interface Site {
  readonly dataFolder: string;
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  readonly logPath: string;
  readonly portFile: string;
  readonly password: string;
  readonly holderName: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: PostgresLog;
}

/** A server that answers, with the right to its folder held. */
export interface Running {
  readonly processId: number;
  readonly port: number;
  readonly lock: FolderLock;
  /** Whether it ran already: our own, or one a killed process left behind. */
  readonly found: boolean;
}

/**
 * Brings the folder's server up, once: takes over the one that runs, or starts one; then takes the folder's lock.
 * A server started in vain is stopped again. Fails with a StartRefusal; after `did_not_start` it is worth trying again.
 */
export async function bringUp(site: Site, port: number | undefined, signal: AbortSignal): Promise<Running> {
  const state = await clusterState(site.cluster);
  if (!state.made) {
    throw new StartRefusal("folder_unusable", `The database in ${site.cluster} is gone: bring it back from a backup.`);
  }
  const running = await runningPostmaster(site.cluster);
  if (running !== undefined) {
    const { processId } = running;
    const stillRuns = async () => (await runningPostmaster(site.cluster))?.processId === processId;
    const lock = await lockOf(site, running, stillRuns, signal);
    if (lock !== undefined) return { ...running, lock, found: true };
    throw new StartRefusal("did_not_start", `The PostgreSQL found running (process ${processId}) has ended.`);
  }
  return startAnew(site, port, signal);
}

async function startAnew(site: Site, asked: number | undefined, signal: AbortSignal): Promise<Running> {
  await removeEmptyPostmasterFile(site.cluster);
  await trimLog(site.logPath);
  const port = await choosePort(site.portFile, asked);
  const logged = await logLength(site.logPath);
  const processId = await startPostmaster({ ...site, port });
  const stillRuns = async () => (await lookAt(processId)) !== undefined;
  try {
    const lock = await lockOf(site, { processId, port }, stillRuns, signal);
    if (lock !== undefined) return { processId, port, lock, found: false };
  } catch (error) {
    // Where another process was quicker to the lock, the server is that one's now.
    if (!(error instanceof StartRefusal && error.code === "in_use") && (await stillRuns())) {
      await stopPostmaster(processId, site.cluster, { fast: 5000, immediate: 2000 });
    }
    throw error;
  }
  const said = reasonOf((await logSince(site.logPath, logged)).split("\n").slice(-6).join("\n"));
  throw new StartRefusal("did_not_start", `PostgreSQL ended as soon as it was started (${site.logPath}): ${said}`);
}

async function lockOf(
  site: Site,
  server: { readonly processId: number; readonly port: number },
  stillRuns: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<FolderLock | undefined> {
  return takeFolderLock({
    ...server,
    user: SUPERUSER,
    password: site.password,
    dataFolder: site.dataFolder,
    holderName: site.holderName,
    stillRuns,
    stillRecovering: () => site.log.info("PostgreSQL is replaying its log; waiting for it"),
    signal,
  });
}
