import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { Client } from "pg";
import type { TestProject } from "vitest/node";

import { migrate } from "../db/migrate.ts";
import { startEmbeddedPostgres } from "../postgres/embedded-postgres.ts";
import { runningPostmaster } from "../postgres/postmaster-file.ts";
import { stopPostmaster } from "../postgres/postmaster.ts";
import { exists } from "../postgres/processes.ts";
import { roomyFolder, testFolders } from "./roomy-folder.ts";

const FOLDER = "throughline-test-";

/**
 * Before the tests: one PostgreSQL in a temporary folder, or the server at `THROUGHLINE_TEST_DATABASE_URL`
 * (a superuser's URL), and in it a migrated template for `testDatabase`. Afterwards nothing is left of either.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["THROUGHLINE_TEST_DATABASE_URL"];
  const server = given === undefined ? await startTestServer() : { adminUrl: given, stop: async () => {} };
  const template = `throughline_template_${randomUUID().slice(0, 8)}`;
  const teardown = async () => {
    try {
      if (given !== undefined) await dropTemplate(given, template);
    } finally {
      await server.stop();
    }
  };
  try {
    await makeTemplate(server.adminUrl, template);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide("databaseServer", { adminUrl: server.adminUrl, template });
  return teardown;
}

async function startTestServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  for (const parent of testFolders) await clearAfterKilledRuns(parent);
  const dataFolder = await mkdtemp(join(await roomyFolder(), `${FOLDER}${process.pid}-`));
  try {
    const log = { info: () => {}, warn: console.warn, error: console.error };
    // What is written ahead would only fill memory: no test asks for more of it.
    const server = await startEmbeddedPostgres({ dataFolder, log, settings: { max_wal_size: "128MB" } });
    const clear = () => clearAtExit(server.processId(), dataFolder);
    process.once("exit", clear);
    return {
      adminUrl: server.adminUrl,
      stop: async () => {
        await server.stop();
        await rm(dataFolder, { recursive: true, force: true });
        process.off("exit", clear);
      },
    };
  } catch (error) {
    await rm(dataFolder, { recursive: true, force: true });
    throw error;
  }
}

/** At Ctrl-C vitest exits at once and asks no teardown: the same in short, and without waiting for anything. */
function clearAtExit(processId: number, dataFolder: string): void {
  try {
    process.kill(processId, "SIGQUIT");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  } catch {
    // What could not be cleared is cleared by the next run.
  }
}

async function makeTemplate(adminUrl: string, template: string): Promise<void> {
  await inServer(adminUrl, (client) => client.query(`CREATE DATABASE ${template}`));
  const url = new URL(adminUrl);
  url.pathname = `/${template}`;
  await migrate(url.href);
  // PostgreSQL copies a database only while nobody is connected to it.
  await inServer(adminUrl, (client) =>
    client.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`),
  );
}

async function dropTemplate(adminUrl: string, template: string): Promise<void> {
  await inServer(adminUrl, async (client) => {
    await client.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE false`);
    await client.query(`DROP DATABASE ${template} WITH (FORCE)`);
  });
}

async function inServer(url: string, use: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

/** A test run killed outright leaves its server running; the next run ends it and removes its folder. */
async function clearAfterKilledRuns(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const maker = name.startsWith(FOLDER) ? Number(/^\d+/.exec(name.slice(FOLDER.length))?.[0]) : Number.NaN;
    if (Number.isNaN(maker) || exists(maker)) continue;
    const folder = join(parent, name);
    const cluster = join(folder, "postgres", "cluster");
    const server = await runningPostmaster(cluster).catch(() => undefined);
    if (server) await stopPostmaster(server.processId, cluster, { fast: 1000, immediate: 1000 });
    await rm(folder, { recursive: true, force: true });
  }
}
