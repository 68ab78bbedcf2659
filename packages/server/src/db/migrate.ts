import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import {
  appendOnlyTables,
  appRole,
  auditorRole,
  hiddenTables,
  instanceTables,
  ownerRole,
  undeletableTables,
} from "./roles.ts";

const folder = new URL("../../migrations/", import.meta.url);
const lockKey = 7_846_001;

export class MigrationRefused extends Error {
  override readonly name = "MigrationRefused";
}

/**
 * Brings a database to this version's schema: numbered files, forward only, each in its own transaction, one process at a
 * time under an advisory lock. A file that was applied and has changed since is refused. Afterwards every table of the
 * organizations is put under forced row security, whichever migration made it.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "throughline migrations" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await makeRoles(client);
    await client.query(`set role ${ownerRole}`);
    await client.query(
      "create table if not exists schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())",
    );
    const applied = new Map(
      (await client.query<{ name: string; sha256: string }>("select name, sha256 from schema_migrations")).rows.map(
        (row) => [row.name, row.sha256],
      ),
    );
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .toSorted();
    for (const name of applied.keys()) {
      if (!files.includes(name))
        throw new MigrationRefused(
          `The database has migration ${name}, which this version does not know: it was written by a newer version. Start that one, or restore an older backup.`,
        );
    }
    for (const name of files) {
      const text = readFileSync(new URL(name, folder), "utf8");
      const sha256 = createHash("sha256").update(text).digest("hex");
      const known = applied.get(name);
      if (known === sha256) continue;
      if (known !== undefined)
        throw new MigrationRefused(
          `Migration ${name} has changed since it was applied. Put the original back; changes go into a new file.`,
        );
      await client.query("begin");
      await client.query(text);
      await client.query("insert into schema_migrations (name, sha256) values ($1, $2)", [name, sha256]);
      await client.query("commit");
    }
    await secureTables(client);
  } finally {
    await client.end();
  }
}

async function makeRoles(client: pg.Client): Promise<void> {
  for (const role of [ownerRole, appRole, auditorRole]) {
    // Roles belong to the whole cluster: another database's start may make the same one at the same moment.
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      exception when duplicate_object or unique_violation then null;
    end $$`);
    await client.query(`do $$ begin
      if not pg_has_role(current_user, '${role}', 'member') then execute format('grant ${role} to %I', current_user); end if;
      exception when unique_violation then null;
    end $$`);
  }
  await client.query(
    `do $$ begin execute format('grant create, connect on database %I to ${ownerRole}', current_database()); end $$`,
  );
  await client.query(`grant usage, create on schema public to ${ownerRole}`);
  await client.query(`grant usage on schema public to ${appRole}, ${auditorRole}`);
}

/** Forced row security, its policy and the grants of every table that carries an organization. */
async function secureTables(client: pg.Client): Promise<void> {
  const tables = (
    await client.query<{ name: string; tenant: boolean }>(`
      select c.relname as name,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as tenant
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p')`)
  ).rows;
  await client.query("begin");
  for (const { name, tenant } of tables) {
    await client.query(`revoke all on ${name} from ${appRole}, ${auditorRole}, public`);
    if (hiddenTables.some((hidden) => hidden === name)) continue;
    if (!tenant) {
      const grant = instanceTables[name as keyof typeof instanceTables];
      if (grant) await client.query(`grant ${grant} on ${name} to ${appRole}`);
      continue;
    }
    await client.query(`alter table ${name} enable row level security, force row level security`);
    await client.query(`drop policy if exists tenant on ${name}`);
    await client.query(
      `create policy tenant on ${name} using (organization_id = current_organization()) with check (organization_id = current_organization())`,
    );
    const appendOnly = appendOnlyTables.some((table) => table === name);
    const kept = undeletableTables.some((table) => table === name);
    const rights = ["select", "insert", ...(appendOnly ? [] : ["update"]), ...(appendOnly || kept ? [] : ["delete"])];
    await client.query(`grant ${rights.join(", ")} on ${name} to ${appRole}`);
    await client.query(`grant select on ${name} to ${auditorRole}`);
  }
  // A person sees their own memberships before an organization is chosen, and the names of those organizations.
  await client.query("drop policy if exists own_memberships on people");
  await client.query("create policy own_memberships on people for select using (account_id = current_account())");
  await client.query("drop policy if exists own_organizations on organizations");
  await client.query(`create policy own_organizations on organizations for select using
    (exists (select from people p where p.organization_id = organizations.organization_id and p.account_id = current_account() and p.state = 'active'))`);
  await client.query(`revoke execute on all functions in schema public from public`);
  await client.query(`grant execute on all functions in schema public to ${appRole}`);
  // Row security asks these two whoever reads; the rest write, or see past it.
  await client.query(`revoke execute on all functions in schema public from ${auditorRole}`);
  await client.query(`grant execute on function current_organization(), current_account() to ${auditorRole}`);
  await client.query("commit");
}
