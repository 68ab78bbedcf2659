import { Client } from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";

import { testDatabase } from "./database.ts";

describe("a test file's database", () => {
  const opened: { drop(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const database of opened) await database.drop();
  });

  async function open() {
    const database = await testDatabase();
    opened.push(database);
    return database;
  }

  test("comes migrated, and what is written there is seen in no other", async () => {
    const [mine, other] = [await open(), await open()];
    expect(await rows(mine.url, "SELECT count(*)::int AS n FROM schema_migrations WHERE name LIKE '0001-%'")).toEqual([
      { n: 1 },
    ]);
    await rows(mine.url, "CREATE TABLE only_here (n int)");
    expect(await rows(mine.url, "SELECT to_regclass('only_here') IS NULL AS absent")).toEqual([{ absent: false }]);
    expect(await rows(other.url, "SELECT to_regclass('only_here') IS NULL AS absent")).toEqual([{ absent: true }]);
  });

  test("runs on a server that flushes every commit to disk, as the product demands", async () => {
    const { url } = await open();
    const settings =
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')";
    expect((await rows(url, settings)).map(({ setting }) => setting)).toEqual(["on", "on", "on"]);
  });

  test("is gone after drop, connections still open or not", async () => {
    const database = await testDatabase();
    const left = new Client({ connectionString: database.url });
    left.on("error", () => {});
    await left.connect();
    await database.drop();
    const name = new URL(database.url).pathname.slice(1);
    const found = await rows(inject("databaseServer").adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${name}'`);
    expect(found).toEqual([]);
    await left.end().catch(() => {});
  });
});

async function rows(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
