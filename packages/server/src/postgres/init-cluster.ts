import { randomUUID } from "node:crypto";
import { chmod, chown, lchown, mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Binaries } from "./binaries.ts";
import { flushFolder } from "./durable-file.ts";
import { exists } from "./processes.ts";
import { launch, type RunAs } from "./run-as.ts";
import { initialSettings, settingArguments, usableMemory } from "./settings.ts";
import { codeOf, reasonOf, StartRefusal } from "./start-refusal.ts";

/** The name of PostgreSQL's superuser in every database we make. */
export const SUPERUSER = "postgres";

/** What stands in a cluster's place: nothing yet, or a database with its owner's user id and its major version. */
export type ClusterState = { readonly made: false } | { readonly made: true; ownerId: number; version: string };

/** Looks what stands where the database files belong; refuses a folder that holds something else. */
export async function clusterState(cluster: string): Promise<ClusterState> {
  try {
    const { uid } = await stat(cluster);
    const names = await readdir(cluster);
    if (names.length === 0) {
      await rmdir(cluster);
      return { made: false };
    }
    if (names.includes("PG_VERSION") && names.includes("global")) {
      return { made: true, ownerId: uid, version: (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim() };
    }
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { made: false };
    throw new StartRefusal(
      "folder_unusable",
      `The database in ${cluster} cannot be read (${reasonOf(error)}): start as the user who owns it.`,
      error,
    );
  }
  throw new StartRefusal(
    "folder_unusable",
    `${cluster} holds files but no whole PostgreSQL database: move it away, or bring it back from a backup.`,
  );
}

/**
 * Makes a new database beside its place and renames it there when it is whole and on disk, so that a process killed
 * half-way leaves nothing that could be taken for a database. Where another process was quicker, its one stands.
 */
export async function initCluster(cluster: string, binaries: Binaries, runAs: RunAs, password: string): Promise<void> {
  const parent = join(cluster, "..");
  await removeDrafts(parent);
  const draft = join(parent, `new-${process.pid}-${randomUUID()}`);
  await mkdir(draft, { mode: 0o700 });
  try {
    await writeFile(join(draft, "password"), `${password}\n`, { mode: 0o600 });
    if (runAs.kind === "other") await giveTo(draft, runAs);
    await runInitdb(draft, binaries, runAs);
    await rename(join(draft, "cluster"), cluster).catch((error: unknown) => {
      if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
    });
    await flushFolder(parent);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Gives a folder and all in it to a user; the folder itself last, so that one half given is begun again. */
export async function giveTo(folder: string, to: { readonly userId: number; readonly groupId: number }): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await giveTo(path, to);
    else await lchown(path, to.userId, to.groupId);
  }
  await chown(folder, to.userId, to.groupId);
  await chmod(folder, 0o700);
}

async function runInitdb(draft: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  const child = launch(runAs, {
    program: binaries.initdb,
    folder: draft,
    stdio: "pipe",
    args: (folder) =>
      [
        ["-D", `${folder}/cluster`, "-U", SUPERUSER, `--pwfile=${folder}/password`, "--auth=scram-sha-256"],
        // PostgreSQL's own C.UTF-8: the same order and the same letters on every system, whatever it has installed.
        ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        ["--data-checksums", "--no-instructions"],
        settingArguments(initialSettings(usableMemory())),
      ].flat(),
  });
  let said = "";
  child.stdout?.resume();
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const ended = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(reasonOf(error)));
    child.once("close", (code, signal) => resolve(code === 0 ? "" : `ended with ${signal ?? code}`));
  });
  if (ended === "") return;
  throw new StartRefusal(
    "did_not_start",
    `A new database could not be made in ${join(draft, "..")}: initdb ${ended}: ${reasonOf(said)}`,
  );
}

/** Removes what processes killed in the middle of `initCluster` left behind. */
async function removeDrafts(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = /^new-(\d+)-/.exec(name)?.[1];
    if (maker === undefined) continue;
    const path = join(parent, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
    // The age is for ids that were given out again since, as happens in containers.
    if (!exists(Number(maker)) || age > 60 * 60 * 1000) await rm(path, { recursive: true, force: true });
  }
}
