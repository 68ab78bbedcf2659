import { randomUUID } from "node:crypto";
import { chmod, mkdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { escapeIdentifier } from "pg";

import { type Binaries, copyBinaries, installedPackage, prepareBinaries } from "./binaries.ts";
import { bringUp, type PostgresLog, type Running, type Site } from "./bring-up.ts";
import { clusterState, giveTo, initCluster, SUPERUSER } from "./init-cluster.ts";
import { storedPassword } from "./password.ts";
import type { StopPatience } from "./postmaster.ts";
import { chooseRunAs, majorVersion, type RunAs } from "./run-as.ts";
import { codeOf, reasonOf, StartRefusal } from "./start-refusal.ts";
import { supervise } from "./supervisor.ts";

export interface EmbeddedPostgresOptions {
  /** The data folder; the database lives in its `postgres` folder. Made where it is missing. */
  readonly dataFolder: string;
  readonly log: PostgresLog;
  /** A port on 127.0.0.1; without one a free port is chosen and remembered in the data folder. */
  readonly port?: number;
  /** The database `url` points at, made where it is missing. Default `throughline`. */
  readonly database?: string;
  /** PostgreSQL settings that outrank ours and `postgresql.conf` at every start. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly stopPatience?: StopPatience;
  /** As root: do as on a system that refuses user namespaces. */
  readonly withoutNamespace?: boolean;
  /** The npm package with the programs; default: the installed one. */
  readonly packageFolder?: string;
  /**
   * As root: where a copy of the programs goes when whom PostgreSQL runs as may not enter the package's folder.
   * Default `/var/lib/throughline`.
   */
  readonly copyFolder?: string;
  /** Gives up a start under way: what was started is stopped again, and the start fails with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface EmbeddedPostgres {
  /** The superuser's connection URL of the database asked for. */
  readonly url: string;
  /** The same for the server's own database, `postgres`, where others can be made and dropped. */
  readonly adminUrl: string;
  readonly port: number;
  /** Whether it was found running, left behind by a killed process, and taken over. */
  readonly adopted: boolean;
  /** The server's process id now; another one after a restart. */
  processId(): number;
  /** Resolves when the server is no longer kept running: undefined after `stop`, otherwise why not. */
  readonly exited: Promise<StartRefusal | undefined>;
  /** Calls the listener each time the server died and is ready again; answers a function that ends this. */
  onRestarted(listener: () => void): () => void;
  /** Stops the server; when it resolves, none of its processes is left. May be called twice. */
  stop(): Promise<void>;
}

/** A start that fails for a passing reason is tried this often, with pauses of 0.1, 0.2, 0.4 … seconds between. */
const ATTEMPTS = 6;

/**
 * Starts the PostgreSQL that comes with the product on a data folder, makes its database at the first start, and
 * keeps it running until `stop`. A server left behind by a killed process is taken over.
 * @throws StartRefusal with a code and a one-line message that says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const site = await prepareSite(options);
  const first = await firstStart(site, options.port, options.signal ?? new AbortController().signal);
  const database = options.database ?? "throughline";
  const supervisor = supervise(site, first, options.stopPatience ?? { fast: 8000, immediate: 2000 });
  try {
    await makeDatabase(first, database);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  const urlOf = (name: string) =>
    `postgres://${SUPERUSER}:${encodeURIComponent(site.password)}@127.0.0.1:${first.port}/${encodeURIComponent(name)}`;
  return {
    url: urlOf(database),
    adminUrl: urlOf("postgres"),
    port: first.port,
    adopted: first.found,
    processId: () => supervisor.current().processId,
    exited: supervisor.exited,
    onRestarted: (listener) => supervisor.onRestarted(listener),
    stop: () => supervisor.stop(),
  };
}

async function prepareSite(options: EmbeddedPostgresOptions): Promise<Site> {
  const home = await makeHome(resolve(options.dataFolder));
  const cluster = join(home, "cluster");
  const state = await clusterState(cluster);
  const runAs = await chooseRunAs(state.made ? state.ownerId : undefined, options.withoutNamespace);
  const { binaries, major } = await usableBinaries(options, home, runAs);
  if (state.made && state.version !== major) throw otherVersion(cluster, state.version, major);
  const password = await storedPassword(join(home, "password"), !state.made);
  if (!state.made) {
    options.log.info(`Making a new database in ${home}`);
    await initCluster(cluster, binaries, runAs, password);
  } else if (runAs.kind === "other" && state.ownerId !== runAs.userId) {
    await giveTo(cluster, runAs);
  } else if (runAs.kind === "self" && state.ownerId !== process.getuid?.()) {
    throw new StartRefusal(
      "folder_unusable",
      `The database in ${cluster} belongs to user ${state.ownerId}: start as that user, or give it to yours with chown -R.`,
    );
  }
  return {
    dataFolder: options.dataFolder,
    cluster,
    logPath: join(home, "postgresql.log"),
    portFile: join(home, "port"),
    password,
    holderName: `throughline ${process.pid} ${randomUUID()}`,
    binaries,
    runAs,
    settings: options.settings ?? {},
    log: options.log,
  };
}

/** Makes `<dataFolder>/postgres`, which only we enter; answers its real path. */
async function makeHome(dataFolder: string): Promise<string> {
  try {
    const home = join(dataFolder, "postgres");
    await mkdir(home, { recursive: true });
    await chmod(home, 0o700);
    return await realpath(home);
  } catch (error) {
    throw new StartRefusal(
      "folder_unusable",
      `The data folder ${dataFolder} cannot be used (${reasonOf(error)}): give this user the right to write there, ` +
        "or choose another folder with THROUGHLINE_DATA.",
      error,
    );
  }
}

/** The programs, in a place from which whom we run as may run them. */
async function usableBinaries(
  options: EmbeddedPostgresOptions,
  home: string,
  runAs: RunAs,
): Promise<{ binaries: Binaries; major: string }> {
  const packageFolder = options.packageFolder ?? installedPackage();
  const binaries = await prepareBinaries(packageFolder, home);
  try {
    return { binaries, major: await majorVersion(runAs, binaries) };
  } catch (error) {
    if (runAs.kind === "self") throw unusable(error);
  }
  try {
    // An install below /root, say, which an ordinary user may not enter.
    const copy = await copyBinaries(packageFolder, options.copyFolder ?? "/var/lib/throughline");
    return { binaries: copy, major: await majorVersion(runAs, copy) };
  } catch (error) {
    throw unusable(error);
  }
}

async function firstStart(site: Site, port: number | undefined, signal: AbortSignal): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bringUp(site, port, signal);
    } catch (error) {
      const passing = error instanceof StartRefusal && error.code === "did_not_start";
      if (!passing || attempt === ATTEMPTS) throw error;
      site.log.warn(`${error.message}; trying again`);
      await delay(50 * 2 ** attempt, undefined, { signal });
    }
  }
}

async function makeDatabase({ lock }: Running, name: string): Promise<void> {
  const { rowCount } = await lock.client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  if (rowCount !== 0) return;
  await lock.client.query(`CREATE DATABASE ${escapeIdentifier(name)}`).catch((error: unknown) => {
    if (codeOf(error) !== "42P04") throw error;
  });
}

function otherVersion(cluster: string, found: string, ours: string): StartRefusal {
  return new StartRefusal(
    "other_version",
    `The database in ${cluster} was made by PostgreSQL ${found}, this release runs ${ours}: start it with the release ` +
      "that made it and export from there, or set DATABASE_URL to a server that holds its data.",
  );
}

function unusable(cause: unknown): StartRefusal {
  return new StartRefusal(
    "programs_unusable",
    `PostgreSQL's programs cannot be run here (${reasonOf(cause)}): start as an ordinary user, ` +
      "or set DATABASE_URL to a PostgreSQL 15 or later.",
    cause,
  );
}
