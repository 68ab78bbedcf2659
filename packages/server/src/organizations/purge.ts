import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import type { FastifyBaseLogger } from "fastify";
import { ownerRole } from "../db/roles.ts";

export interface PurgeSettings {
  readonly ownerUrl: string;
  readonly dataFolder: string;
  readonly log: Pick<FastifyBaseLogger, "info" | "warn">;
}

/**
 * Deletes what is left of organizations that were removed: all rows of one, history included, in one transaction, then
 * its files. The application role has no right to any of this, so a short-lived connection takes on the owner role; it
 * too sees one organization at a time, by the same row security. Only the cascade of the foreign keys goes past it.
 * Runs after a removal and at start; two at once, or one cut short, do no harm.
 */
export async function purgeRemoved({ ownerUrl, dataFolder, log }: PurgeSettings): Promise<void> {
  const client = new Client({
    connectionString: ownerUrl,
    application_name: "throughline removal",
    options: `-c role=${ownerRole}`,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ removed_id: string }>(
      "select removed_id from removed_organizations order by removed_at",
    );
    for (const { removed_id: organizationId } of rows) {
      await client.query("begin");
      await client.query("select set_config('app.organization', $1, true)", [organizationId]);
      await client.query("delete from organizations where organization_id = $1", [organizationId]);
      await client.query("commit");
      for (const kind of ["mail", "attachments", "imports"])
        await rm(join(dataFolder, kind, organizationId), { recursive: true, force: true });
      await client.query("delete from removed_organizations where removed_id = $1", [organizationId]);
      log.info(`removed organization ${organizationId} and everything in it`);
    }
  } catch (error) {
    log.warn({ err: error }, "a removed organization could not be deleted; the next start tries again");
  } finally {
    await client.end().catch(() => {});
  }
}
