import { execFileSync, spawnSync } from "node:child_process";
import { chmod, chown, cp, mkdir, readdir, rm, stat, symlink } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test, type TestContext } from "vitest";

import { installedPackage } from "./binaries.ts";
import { chooseRunAs } from "./run-as.ts";
import { query, scratchFolder, serverProcesses, startHere, startInChild } from "./testing/scratch.ts";

const asRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

/** Where the tests run as root: skips unless an ordinary user may read the programs and this source. */
function needOrdinaryUser(context: TestContext): { uid: number; gid: number } | undefined {
  if (!asRoot) return undefined;
  const reads = spawnSync(process.execPath, ["--eval", `fs.accessSync(${JSON.stringify(import.meta.filename)})`], {
    ...nobody,
    cwd: "/",
  });
  if (reads.status !== 0) context.skip("an ordinary user may not read this checkout, so none can start from it");
  return nobody;
}

describe("started as root, in a folder only root may enter", () => {
  test.skipIf(!asRoot).each([
    { way: "in a user namespace, its files staying root's", withoutNamespace: false, owner: 0 },
    { way: "where namespaces are refused, as an ordinary user its files are given to", withoutNamespace: true },
  ])("$way", async ({ withoutNamespace, owner }) => {
    if (owner === 0 && (await chooseRunAs(undefined)).kind !== "namespace") {
      console.warn("user namespaces are refused here: only the other way can be tried");
      return;
    }
    const folder = await scratchFolder();
    expect((await stat(folder)).mode & 0o077).toBe(0);
    const server = await startHere(folder, { withoutNamespace });
    await query(server.url, "CREATE TABLE kept AS SELECT 1 AS n");
    const { uid } = await stat(join(folder, "postgres", "cluster"));
    if (owner === undefined) expect(uid).not.toBe(0);
    else expect(uid).toBe(owner);
    await server.stop();
    expect(await serverProcesses(folder)).toEqual([]);
    const again = await startHere(folder, { withoutNamespace });
    expect(await query(again.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  });

  test.skipIf(!asRoot)("a database from one way goes on in the other", async () => {
    const folder = await scratchFolder();
    for (const withoutNamespace of [false, true, false]) {
      const server = await startHere(folder, { withoutNamespace });
      await query(server.url, "CREATE TABLE IF NOT EXISTS starts (at timestamptz DEFAULT now())");
      await query(server.url, "INSERT INTO starts DEFAULT VALUES");
      await server.stop();
    }
    const server = await startHere(folder);
    expect(await query(server.url, "SELECT count(*)::int AS n FROM starts")).toEqual([{ n: 3 }]);
  });

  test.skipIf(!asRoot)("with programs where only root may go, a copy serves that everyone may run", async () => {
    const folder = await scratchFolder();
    const packageFolder = join(folder, "package");
    await cp(installedPackage(), packageFolder, { recursive: true, verbatimSymlinks: true });
    const copyFolder = await scratchFolder();
    await chmod(copyFolder, 0o755);
    const server = await startHere(folder, { withoutNamespace: true, packageFolder, copyFolder });
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    const [main] = (await serverProcesses(folder)).filter(({ processId }) => processId === server.processId());
    expect(main?.command.startsWith(join(copyFolder, "postgresql-18"))).toBe(true);
  });
});

describe("started as an ordinary user", () => {
  test("works in a folder of one's own, and stops cleanly", async (context) => {
    const user = needOrdinaryUser(context);
    const folder = await scratchFolder();
    if (user) await chown(folder, user.uid, user.gid);
    const child = await startInChild({ dataFolder: folder }, user);
    if (!child.told.started) throw new Error(child.told.message);
    expect(await query(child.told.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await child.stop();
    expect(await serverProcesses(folder)).toEqual([]);
  });

  test("on a folder that is another's, is told so", async (context) => {
    const user = needOrdinaryUser(context);
    const folder = await scratchFolder();
    if (!user) return context.skip("only root can make another's folder");
    await chmod(folder, 0o755);
    await mkdir(join(folder, "data"), { mode: 0o755 });
    const child = await startInChild({ dataFolder: join(folder, "data") }, user);
    expect(child.told).toMatchObject({
      started: false,
      code: "folder_unusable",
      message: expect.stringContaining("give this user the right to write there"),
    });
  });

  test("with an install that is read-only and lacks its links, copies the programs and makes the links there", async (context) => {
    const user = needOrdinaryUser(context);
    if (!user) return context.skip("only root can make an install this user may not write");
    const folder = await scratchFolder();
    await chown(folder, user.uid, user.gid);
    const packageFolder = join(await scratchFolder(), "package");
    await chmod(join(packageFolder, ".."), 0o755);
    await cp(installedPackage(), packageFolder, { recursive: true, verbatimSymlinks: true });
    await removeLinks(join(packageFolder, "native", "lib"));
    // The control: without its links the program does not run.
    expect(() =>
      execFileSync(join(packageFolder, "native", "bin", "postgres"), ["--version"], { stdio: "pipe" }),
    ).toThrow("libicu");
    const child = await startInChild({ dataFolder: folder, packageFolder }, user);
    if (!child.told.started) throw new Error(child.told.message);
    expect(await query(child.told.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await child.stop();
  });
});

test("an install without links gets them in place, and a data folder behind a link is the folder it leads to", async () => {
  const folder = await scratchFolder();
  const packageFolder = join(folder, "package");
  await cp(installedPackage(), packageFolder, { recursive: true, verbatimSymlinks: true });
  await removeLinks(join(packageFolder, "native", "lib"));
  await mkdir(join(folder, "real"));
  await symlink(join(folder, "real"), join(folder, "data"));
  const server = await startHere(join(folder, "data"), { packageFolder });
  await expect(startHere(join(folder, "real"), { packageFolder })).rejects.toMatchObject({ code: "in_use" });
  await server.stop();
  expect(await serverProcesses(join(folder, "real"))).toEqual([]);
});

async function removeLinks(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(folder, entry.name));
  }
}
