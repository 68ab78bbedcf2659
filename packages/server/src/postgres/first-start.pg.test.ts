import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { nextRestart, query, scratchFolder, serverProcesses, startHere } from "./testing/scratch.ts";

describe("a first start", () => {
  test("makes a checksummed UTF-8 database that flushes every commit and listens to this machine alone", async () => {
    const folder = await scratchFolder();
    const server = await startHere(folder);
    const settings = await query(
      server.url,
      `SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
         current_setting('full_page_writes') AS full_pages, current_setting('synchronous_commit') AS synchronous,
         current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
         current_setting('TimeZone') AS zone, current_setting('password_encryption') AS passwords,
         current_setting('server_version_num')::int / 10000 AS major, current_database() AS database`,
    );
    expect(settings).toEqual([
      {
        checksums: "on",
        fsync: "on",
        full_pages: "on",
        synchronous: "on",
        addresses: "127.0.0.1",
        sockets: "",
        zone: "UTC",
        passwords: "scram-sha-256",
        major: 18,
        database: "throughline",
      },
    ]);
    expect(await query(server.url, "SELECT lower('ÄÉ') AS lower, 'b' < 'Z' AS by_language")).toEqual([
      { lower: "äé", by_language: false },
    ]);
  });

  test("lets nobody in without the password, which only its owner may read", async () => {
    const folder = await scratchFolder();
    const server = await startHere(folder);
    const file = join(folder, "postgres", "password");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "postgres"))).mode & 0o777).toBe(0o700);
    const url = new URL(server.adminUrl);
    expect(decodeURIComponent(url.password)).toBe((await readFile(file, "utf8")).trim());
    url.password = "guessed";
    await expect(query(url.href, "SELECT 1")).rejects.toThrow("password authentication failed");
  });

  test("keeps the data and the port when it is stopped and started again", async () => {
    const folder = await scratchFolder();
    const first = await startHere(folder);
    await query(first.url, "CREATE TABLE kept AS SELECT 'a row' AS what");
    await first.stop();
    const second = await startHere(folder);
    expect(second.url).toBe(first.url);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "SELECT what FROM kept")).toEqual([{ what: "a row" }]);
  });

  test("clears away what a start killed in the middle left, and begins anew", async () => {
    const folder = await scratchFolder();
    const left = join(folder, "postgres", "new-999999999-left");
    await mkdir(join(left, "cluster", "global"), { recursive: true });
    await writeFile(join(left, "cluster", "PG_VERSION"), "18\n");
    await mkdir(join(folder, "postgres", "cluster"));
    const server = await startHere(folder);
    expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect((await readdir(join(folder, "postgres"))).toSorted()).toEqual([
      "cluster",
      "password",
      "port",
      "postgresql.log",
    ]);
  });
});

test("a start given up while it is under way leaves no process", async () => {
  const folder = await scratchFolder();
  await (await startHere(folder)).stop();
  const giveUp = new AbortController();
  const starting = startHere(folder, { signal: giveUp.signal });
  await expect.poll(() => serverProcesses(folder), { interval: 1 }).not.toEqual([]);
  giveUp.abort(new Error("told to end"));
  await expect(starting).rejects.toThrow();
  expect(await serverProcesses(folder)).toEqual([]);
});

describe("a clean stop", () => {
  test("leaves no process, open sessions or not, and is no death to be healed", async () => {
    const folder = await scratchFolder();
    const server = await startHere(folder);
    const sleeping = query(server.url, "SELECT pg_sleep(60)").catch((error: unknown) => error);
    // The control: while it runs its processes are found.
    expect((await serverProcesses(folder)).length).toBeGreaterThan(4);
    let restarted = false;
    void nextRestart(server).then(() => (restarted = true));
    await server.stop();
    expect(await serverProcesses(folder)).toEqual([]);
    expect(await server.exited).toBeUndefined();
    expect(restarted).toBe(false);
    expect(await sleeping).toBeInstanceOf(Error);
  });

  test("does not wait for ever: a server that cannot stop is ended, and loses nothing", async () => {
    const folder = await scratchFolder();
    const server = await startHere(folder, { stopPatience: { fast: 200, immediate: 200 } });
    await query(server.url, "CREATE TABLE kept AS SELECT 1 AS n");
    process.kill(server.processId(), "SIGSTOP");
    await server.stop();
    expect(await serverProcesses(folder)).toEqual([]);
    const again = await startHere(folder);
    expect(await query(again.url, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  });
});

describe("a start is refused in one line that says what to do", () => {
  test("on a database of another version", async () => {
    const folder = await scratchFolder();
    await (await startHere(folder)).stop();
    await writeFile(join(folder, "postgres", "cluster", "PG_VERSION"), "17\n");
    await expect(startHere(folder)).rejects.toMatchObject({
      code: "other_version",
      message: expect.stringMatching(/was made by PostgreSQL 17, this release runs 18: start it with .+$/),
    });
  });

  test("where other files stand in the database's place, which stay untouched", async () => {
    const folder = await scratchFolder();
    const cluster = join(folder, "postgres", "cluster");
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, "letters.txt"), "not yours");
    await expect(startHere(folder)).rejects.toMatchObject({
      code: "folder_unusable",
      message: expect.stringContaining("move it away"),
    });
    expect(await readFile(join(cluster, "letters.txt"), "utf8")).toBe("not yours");
  });

  test("where the data folder is a file", async () => {
    const folder = await scratchFolder();
    await writeFile(join(folder, "data"), "");
    await expect(startHere(join(folder, "data"))).rejects.toMatchObject({ code: "folder_unusable" });
  });

  test("when the stored password is missing or another's, instead of making a new one", async () => {
    const folder = await scratchFolder();
    await (await startHere(folder)).stop();
    const file = join(folder, "postgres", "password");
    await rename(file, `${file}.away`);
    await expect(startHere(folder)).rejects.toMatchObject({ code: "password_lost" });
    await writeFile(file, "another\n");
    await expect(startHere(folder)).rejects.toMatchObject({ code: "password_lost" });
    expect(await serverProcesses(folder)).toEqual([]);
    await rename(`${file}.away`, file);
    await startHere(folder);
  });

  test("when the port asked for is taken; a remembered one is replaced", async () => {
    const folder = await scratchFolder();
    const first = await startHere(folder);
    const { port } = first;
    await first.stop();
    const other = createServer().listen(port, "127.0.0.1");
    onTestFinished(() => void other.close());
    await expect(startHere(folder, { port })).rejects.toMatchObject({ code: "port_taken" });
    expect((await startHere(folder)).port).not.toBe(port);
  });

  test("when PostgreSQL ends at once, with what it said and after a few attempts", async () => {
    const folder = await scratchFolder();
    await expect(startHere(folder, { settings: { shared_buffers: "none" } })).rejects.toMatchObject({
      code: "did_not_start",
      message: expect.stringContaining('invalid value for parameter "shared_buffers"'),
    });
  });
});
