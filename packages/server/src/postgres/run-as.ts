import { type ChildProcess, execFile, spawn, type StdioOptions } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

import type { Binaries } from "./binaries.ts";
import { StartRefusal } from "./start-refusal.ts";

/**
 * As whom PostgreSQL's programs run; they refuse to run as root.
 *
 * - `self`: as the user who started us
 * - `namespace`: root in truth, an ordinary user inside a user namespace of its own; every file stays root's
 * - `other`: root changed into an ordinary user, to whom the database files are given
 */
export type RunAs =
  | { readonly kind: "self" }
  | { readonly kind: "namespace"; readonly userId: number; readonly groupId: number }
  | { readonly kind: "other"; readonly userId: number; readonly groupId: number };

const run = promisify(execFile);

/**
 * Chooses as whom to run.
 * @param ownerId the user id the database files belong to; undefined when there are none yet
 * @param withoutNamespace leaves the user namespace out, as on a system that refuses it
 */
export async function chooseRunAs(ownerId: number | undefined, withoutNamespace = false): Promise<RunAs> {
  const userId = process.getuid?.();
  if (userId === undefined) {
    throw new StartRefusal(
      "programs_unusable",
      "The built-in PostgreSQL runs on Linux and macOS only: set DATABASE_URL to a PostgreSQL 15 or later.",
    );
  }
  if (userId !== 0) return { kind: "self" };
  if (process.platform !== "linux") {
    throw new StartRefusal("programs_unusable", "PostgreSQL does not run as root here: start as an ordinary user.");
  }
  const ordinary = await ordinaryUser();
  // Files that an ordinary user owns already stay that user's.
  if (ownerId !== undefined && ownerId !== 0) {
    const groupId = ownerId === ordinary.userId ? ordinary.groupId : ownerId;
    return { kind: "other", userId: ownerId, groupId };
  }
  const inNamespace: RunAs = { kind: "namespace", ...ordinary };
  if (withoutNamespace) return { kind: "other", ...ordinary };
  // Refused in most containers, and missing where util-linux is.
  const allowed = await output(inNamespace, "true", []).then(
    () => true,
    () => false,
  );
  return allowed ? inNamespace : { kind: "other", ...ordinary };
}

/** Runs `postgres --version` and answers its major version, `"18"`. Fails with what the system said where it cannot. */
export async function majorVersion(runAs: RunAs, binaries: Binaries): Promise<string> {
  const said = await output(runAs, binaries.postgres, ["--version"]);
  const major = /\b(\d+)\.\d+/.exec(said)?.[1];
  if (major === undefined) throw new Error(`postgres --version said ${said.trim()}`);
  return major;
}

/** How to start one of PostgreSQL's programs on a folder. */
export interface Launch {
  readonly program: string;
  /** Makes the arguments from the folder's name as the program has to be told it. */
  readonly args: (folder: string) => readonly string[];
  readonly folder: string;
  readonly stdio: "pipe" | number;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a program on a folder, in a process group of its own, so that Ctrl-C in the terminal reaches us and not it.
 *
 * As root the folder is handed over open and named by that handle (`/proc/self/fd/3`), because whom we run as may
 * not be allowed to walk the way to it: a folder below `/root`, say. Tried with a folder only root may enter.
 */
export function launch(runAs: RunAs, { program, args, folder, stdio, env }: Launch): ChildProcess {
  if (runAs.kind === "self") return spawnFor(runAs, program, args(folder), ["ignore", stdio, stdio], env);
  const handle = openSync(folder, "r");
  try {
    return spawnFor(runAs, program, args("/proc/self/fd/3"), ["ignore", stdio, stdio, handle], env);
  } finally {
    closeSync(handle);
  }
}

function spawnFor(runAs: RunAs, program: string, args: readonly string[], stdio: StdioOptions, env = {}): ChildProcess {
  const { command, commandArgs, ids } = commandFor(runAs, program, args);
  return spawn(command, commandArgs, { ...ids, stdio, cwd: "/", detached: true, env: { ...environment(), ...env } });
}

function commandFor(runAs: RunAs, program: string, args: readonly string[]) {
  if (runAs.kind === "namespace") {
    const mapping = [`--map-user=${runAs.userId}`, `--map-group=${runAs.groupId}`];
    return { command: "unshare", commandArgs: ["--user", ...mapping, "--", program, ...args], ids: {} };
  }
  const ids = runAs.kind === "other" ? { uid: runAs.userId, gid: runAs.groupId } : {};
  return { command: program, commandArgs: [...args], ids };
}

/** PostgreSQL reads PGPORT, PGDATA, LC_ALL and more; it shall hear only what we say. */
function environment(): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

async function output(runAs: RunAs, program: string, args: readonly string[]): Promise<string> {
  const { command, commandArgs, ids } = commandFor(runAs, program, args);
  const { stdout } = await run(command, commandArgs, { ...ids, cwd: "/", env: environment(), timeout: 20_000 });
  return stdout;
}

/** The account set aside for us if there is one, else `nobody`. initdb insists on a name for the id it runs as. */
async function ordinaryUser(): Promise<{ userId: number; groupId: number }> {
  const accounts = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n").map((line) => line.split(":"));
  const account = accounts.find(([name]) => name === "throughline") ?? accounts.find(([name]) => name === "nobody");
  const [userId, groupId] = [Number(account?.[2] ?? 0), Number(account?.[3] ?? 0)];
  return userId > 0 && groupId > 0 ? { userId, groupId } : { userId: 65534, groupId: 65534 };
}
