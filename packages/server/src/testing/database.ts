import { randomUUID } from "node:crypto";

import { Client } from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The server of this test run, and the migrated database each test file gets a copy of. */
    databaseServer: { readonly adminUrl: string; readonly template: string };
  }
}

/**
 * A migrated, empty database for one test file: a copy of the template, made in 15 to 400 ms.
 * `url` is the superuser's. Drop it in `afterAll`; connections still open then are ended.
 */
export async function testDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const { adminUrl, template } = inject("databaseServer");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await inServer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => inServer(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function inServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
