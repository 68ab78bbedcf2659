import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { Client } from "pg";
import { onTestFinished } from "vitest";

import type { PostgresLog } from "../bring-up.ts";
import { roomyFolder } from "../../testing/roomy-folder.ts";
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from "../embedded-postgres.ts";
import { runningPostmaster } from "../postmaster-file.ts";
import { stopPostmaster } from "../postmaster.ts";
import { processesIn } from "../processes.ts";

/** A temporary folder only its owner may enter; whatever runs in its database is ended, and it is removed, afterwards. */
export async function scratchFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(await roomyFolder(), "throughline-postgres-")));
  await chmod(folder, 0o700);
  onTestFinished(async () => {
    const cluster = join(folder, "postgres", "cluster");
    const server = await runningPostmaster(cluster).catch(() => undefined);
    if (server) await stopPostmaster(server.processId, cluster, { fast: 5000, immediate: 2000 });
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The processes of the server whose data folder this is. */
export async function serverProcesses(dataFolder: string) {
  return processesIn(join(dataFolder, "postgres", "cluster"));
}

/** Keeps what would be logged. */
export function notingLog(): PostgresLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  return { lines, info: note, warn: note, error: note };
}

/** Starts a server that is stopped when the test ends, if it still runs. */
export async function startHere(
  dataFolder: string,
  options: Partial<EmbeddedPostgresOptions> = {},
): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder, log: notingLog(), ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** What a process of its own says after it has tried to start a server. */
export type Told =
  | { readonly started: true; readonly processId: number; readonly adopted: boolean; readonly url: string }
  | { readonly started: false; readonly code: string; readonly message: string };

const PROGRAM = `
  import { startEmbeddedPostgres } from ${JSON.stringify(new URL("../embedded-postgres.ts", import.meta.url).href)};
  const log = { info() {}, warn() {}, error() {} };
  const say = (told) => console.log(JSON.stringify(told));
  try {
    const server = await startEmbeddedPostgres({ ...JSON.parse(process.argv[1]), log });
    say({ started: true, processId: server.processId(), adopted: server.adopted, url: server.url });
    process.stdin.once("data", () => server.stop().then(() => process.exit(0)));
  } catch (error) {
    say({ started: false, code: String(error.code), message: error.message });
  }
`;

/** Starts a server from a process of its own, as another user if asked; `stop` ends it well, `kill` with SIGKILL. */
export async function startInChild(
  options: Omit<EmbeddedPostgresOptions, "log">,
  user?: { readonly uid: number; readonly gid: number },
) {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", PROGRAM, JSON.stringify(options)], {
    ...user,
    cwd: "/",
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close");
  const said = createInterface({ input: child.stdout });
  const line = await Promise.race([once(said, "line").then(([text]) => String(text)), ended.then(() => undefined)]);
  if (line === undefined) throw new Error("the process ended without a word");
  const told: unknown = JSON.parse(line);
  return {
    told: told as Told,
    stop: async () => {
      child.stdin.write("stop\n");
      await ended;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Runs one statement on a connection of its own and answers the rows. */
export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Resolves when the server has died and is ready again. */
export function nextRestart(server: EmbeddedPostgres): Promise<void> {
  return new Promise((resolve) => {
    const end = server.onRestarted(() => {
      end();
      resolve();
    });
  });
}

/** Sends SIGKILL; a process that is gone is no error. */
export function kill(processId: number): void {
  try {
    process.kill(processId, "SIGKILL");
  } catch {
    // Gone already.
  }
}
