import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";

import { installedPackage } from "./binaries.ts";
import { lookAt } from "./processes.ts";
import { chooseRunAs, launch } from "./run-as.ts";
import { kill, nextRestart, notingLog, query, scratchFolder, serverProcesses, startHere } from "./testing/scratch.ts";

describe("a server that dies is brought back on the same address", () => {
  test("killed outright again and again, with everything acknowledged", async () => {
    const server = await startHere(await scratchFolder());
    await query(server.url, "CREATE TABLE acknowledged (n int PRIMARY KEY)");
    for (const round of [1, 2, 3]) {
      const before = server.processId();
      const back = nextRestart(server);
      await query(server.url, `INSERT INTO acknowledged VALUES (${round})`);
      kill(before);
      await back;
      expect(server.processId()).not.toBe(before);
    }
    expect(await query(server.url, "SELECT n FROM acknowledged ORDER BY n")).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test("killed with a long statement under way, whose process outlives it", async () => {
    const folder = await scratchFolder();
    const server = await startHere(folder);
    // Computes without ever waiting, so that it does not notice its server's death.
    const busy = query(server.url, "SELECT sum(sqrt(n)) FROM generate_series(1, 1e9::bigint) AS n").catch(
      () => "cut off",
    );
    const working = async () =>
      query(server.adminUrl, "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT sum(sqrt%' AND state = 'active'");
    await expect.poll(working).toHaveLength(1);
    const back = nextRestart(server);
    kill(server.processId());
    await back;
    expect(await busy).toBe("cut off");
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("crashed in one session: PostgreSQL recovers by itself, and the folder's lock is taken anew", async () => {
    const server = await startHere(await scratchFolder());
    const processId = server.processId();
    const [session] = await holders(server.adminUrl);
    kill(Number(session?.["pid"]));
    const held = async () => (await holders(server.adminUrl).catch(() => []))[0]?.["pid"] ?? session?.["pid"];
    await expect.poll(held, { timeout: 10_000 }).not.toBe(session?.["pid"]);
    expect(server.processId()).toBe(processId);
  });

  test("until another process has taken its folder: then it says so, and leaves the server to that one", async () => {
    const folder = await scratchFolder();
    const log = notingLog();
    const server = await startHere(folder, { log });
    const other = new Client({
      connectionString: server.adminUrl,
      application_name: `throughline ${process.ppid} another`,
    });
    await other.connect();
    onTestFinished(() => other.end());
    const [session] = await holders(server.adminUrl);
    // It stands in line before our connection breaks, so that it gets the lock and we come too late.
    const taken = other.query(
      `SELECT pg_advisory_lock(${Number(session?.["classid"])}, ${Number(session?.["objid"])})`,
    );
    const inLine = () => query(server.adminUrl, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    await expect.poll(inLine).toHaveLength(1);
    await query(server.adminUrl, `SELECT pg_terminate_backend(${Number(session?.["pid"])})`);
    await taken;
    const refusal = await server.exited;
    expect(refusal).toMatchObject({ code: "in_use", message: expect.stringContaining(`process ${process.ppid}`) });
    expect(log.lines).toContain(refusal?.message);
    await server.stop();
    expect((await other.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });
});

describe("a lock file whose process id is someone else's by now", () => {
  test.each(["a living process's", "a zombie's"])("%s: PostgreSQL alone refuses for ever, we start", async (whose) => {
    const folder = await scratchFolder();
    const cluster = join(folder, "postgres", "cluster");
    const first = await startHere(folder);
    await query(first.url, "CREATE TABLE kept AS SELECT 1 AS n");
    await first.stop();
    const id = whose === "a zombie's" ? await zombie() : await sleeper();
    const lockFile = `${id}\n${cluster}\n1700000000\n${first.port}\n\n127.0.0.1\n`;

    // The control: the same start without our word about the id.
    await writeFile(join(cluster, "postmaster.pid"), lockFile);
    const alone = launch(await chooseRunAs(undefined), {
      program: join(installedPackage(), "native", "bin", "postgres"),
      folder: cluster,
      stdio: "pipe",
      args: (name) => ["-D", name, "-p", String(first.port), "-c", "unix_socket_directories="],
    });
    let said = "";
    alone.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await once(alone, "close");
    expect(said).toContain('lock file "postmaster.pid" already exists');

    const server = await startHere(folder);
    expect(server.adopted).toBe(false);
    expect(await query(server.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  });

  test("an empty one, left by a power cut, is taken away once it is old enough to be nobody's", async () => {
    const folder = await scratchFolder();
    const lockFile = join(folder, "postgres", "cluster", "postmaster.pid");
    await (await startHere(folder)).stop();
    await writeFile(lockFile, "");
    const touched = spawnSync("touch", ["-d", "1 minute ago", lockFile]);
    expect(touched.status).toBe(0);
    expect((await startHere(folder)).adopted).toBe(false);
  });
});

test("no server is left over from a death", async () => {
  const folder = await scratchFolder();
  const server = await startHere(folder);
  const back = nextRestart(server);
  const old = (await serverProcesses(folder)).map(({ processId }) => processId);
  kill(server.processId());
  await back;
  for (const processId of old) expect(await lookAt(processId)).toBeUndefined();
});

async function holders(adminUrl: string): Promise<Record<string, unknown>[]> {
  return query(
    adminUrl,
    "SELECT pid, classid::bigint::int, objid::bigint::int FROM pg_locks WHERE locktype = 'advisory' AND granted",
  );
}

async function sleeper(): Promise<number> {
  const child = spawn("sleep", ["60"]);
  onTestFinished(() => void child.kill());
  await once(child, "spawn");
  return child.pid ?? 0;
}

/** A process that has ended and is never collected: its parent became `sleep`, which collects nothing. */
async function zombie(): Promise<number> {
  const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 60"]);
  onTestFinished(() => void parent.kill());
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const id = Number(line.toString());
  await expect.poll(() => lookAt(id)).toBeUndefined();
  expect(() => process.kill(id, 0)).not.toThrow();
  return id;
}
