import { sql } from "kysely";
import { handle, type Handler } from "../http/handler.ts";
import { openapiDocument } from "./openapi.ts";

export const instanceHandlers: readonly Handler[] = [
  handle("readHealth", async ({ tx, means }) => {
    const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(tx.db);
    return {
      status: "ok" as const,
      version: means.version,
      database: `PostgreSQL ${rows[0]?.version.split(" ")[0] ?? ""}`,
    };
  }),
  handle("readOpenapi", async ({ means }) => openapiDocument(means.version)),
];
