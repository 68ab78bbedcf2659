import { readFile } from "node:fs/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogueFaults, grantsRule } from "../testing/catalogue-faults.ts";
import { testDatabase } from "../testing/database.ts";
import { describeTables } from "./describe-tables.ts";
import { appRole, auditorRole, instanceTables, ownerRole } from "./roles.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let client: Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** What the catalogue finds after these statements, which are rolled back. */
async function faultsAfter(...statements: readonly string[]): Promise<string[]> {
  await client.query("begin");
  try {
    await client.query(`set local role ${ownerRole}`);
    for (const statement of statements) await client.query(statement);
    await client.query("reset role");
    return (await catalogueFaults(client)).map(({ rule, fault }) => `${fault}: ${rule}`);
  } finally {
    await client.query("rollback");
  }
}

const organization = "organization_id uuid not null references organizations on delete cascade";
const policy = "using (organization_id = current_organization()) with check (organization_id = current_organization())";
const columns = `${organization}, thing_id uuid not null, person_id uuid, name text`;
const keys = `primary key (organization_id, thing_id), foreign key (organization_id, person_id) references people (organization_id, person_id)`;
/** A table as it has to be; a control changes one thing about it. */
const made = (body = `${columns}, ${keys}`): string => `create table things (${body})`;
const indexed = "create index on things (organization_id, person_id)";
const secured = "alter table things enable row level security, force row level security";
const apart = `create policy tenant on things ${policy}`;
const granted = `grant select, insert, update, delete on things to ${appRole}`;
const read = `grant select on things to ${auditorRole}`;

describe("the catalogue", () => {
  test("holds no table, key, policy, view, function or grant that breaks a rule", async () => {
    expect(await catalogueFaults(client)).toEqual([]);
  });

  test("says nothing against a table made right", async () => {
    expect(await faultsAfter(made(), indexed, secured, apart, granted, read)).toEqual([]);
  });

  const controls: readonly (readonly [what: string, statements: readonly string[], found: readonly string[]])[] = [
    [
      "a table with no organization at all",
      ["create table things (thing_id uuid primary key)"],
      [
        "things: organization_id comes first in the primary key",
        "things: goes with its organization",
        "things: row security is on and forced",
        "things: the policy keeps organizations apart, reading and writing",
        `things: ${grantsRule}`,
      ],
    ],
    [
      "a primary key that begins with something else",
      [
        made(`${columns}, ${keys.replace("organization_id, thing_id", "thing_id, organization_id")}`),
        indexed,
        secured,
        apart,
        granted,
        read,
      ],
      ["things: organization_id comes first in the primary key"],
    ],
    [
      "rows that would outlive their organization",
      [made(`${columns.replace("on delete cascade", "")}, ${keys}`), indexed, secured, apart, granted, read],
      ["things: goes with its organization"],
    ],
    ["row security left off", [made(), indexed, apart, granted, read], ["things: row security is on and forced"]],
    [
      "row security that does not bind its owner",
      [made(), indexed, "alter table things enable row level security", apart, granted, read],
      ["things: row security is on and forced"],
    ],
    [
      "no policy",
      [made(), indexed, secured, granted, read],
      ["things: the policy keeps organizations apart, reading and writing"],
    ],
    [
      "a policy that checks reading alone",
      [
        made(),
        indexed,
        secured,
        `create policy tenant on things for select using (organization_id = current_organization())`,
        granted,
        read,
      ],
      ["things: the policy keeps organizations apart, reading and writing"],
    ],
    [
      "a policy that lets everything through beside the right one",
      [made(), indexed, secured, apart, "create policy all_of_it on things using (true)", granted, read],
      ["things.all_of_it: no other policy opens it"],
    ],
    [
      "a named policy that is opened to everyone",
      [
        "drop policy found_by_slug on organizations",
        "create policy found_by_slug on organizations for select using (true)",
      ],
      ["organizations.found_by_slug: no other policy opens it"],
    ],
    [
      "a foreign key that could name another organization's row",
      [
        "alter table people add unique (person_id)",
        made(
          `${columns}, primary key (organization_id, thing_id), foreign key (person_id) references people (person_id)`,
        ),
        "create index on things (person_id)",
        secured,
        apart,
        granted,
        read,
      ],
      [
        "things_person_id_fkey: foreign keys stay within the organization",
        "people_person_id_key: unique keys are unique within the organization",
      ],
    ],
    [
      "a unique key that tells what other organizations hold",
      [made(`${columns}, ${keys}, unique (name)`), indexed, secured, apart, granted, read],
      ["things_name_key: unique keys are unique within the organization"],
    ],
    [
      "a foreign key without an index",
      [made(), secured, apart, granted, read],
      ["things_organization_id_person_id_fkey: the referencing side of every foreign key has an index"],
    ],
    [
      "a foreign key whose only index leaves rows out",
      [made(), "create index on things (organization_id, person_id) where name = 'x'", secured, apart, granted, read],
      ["things_organization_id_person_id_fkey: the referencing side of every foreign key has an index"],
    ],
    [
      "a view with its owner's rights",
      ["create view all_items as select * from items", `grant select on all_items to ${appRole}`],
      ["all_items: views take on their reader's rights", `all_items: ${grantsRule}`],
    ],
    [
      "a stored copy past row security",
      ["create materialized view all_items as select * from items"],
      ["all_items: views take on their reader's rights"],
    ],
    [
      "a function with its owner's rights that nobody named",
      [
        "create function all_items() returns setof items language sql security definer set search_path = public, pg_temp as $$ select * from items $$",
        "revoke execute on function all_items() from public",
        `grant execute on function all_items() to ${appRole}`,
      ],
      ["all_items: functions with their owner's rights are the named ones, and find no caller's tables first"],
    ],
    [
      "a named function that would find a caller's table first",
      ["alter function organization_of_slug(text) set search_path = public"],
      [
        "organization_of_slug: functions with their owner's rights are the named ones, and find no caller's tables first",
      ],
    ],
    [
      "a function anyone may call",
      ["grant execute on function organization_of_slug(text) to public"],
      ["organization_of_slug: functions are the application's; the auditor calls none that act"],
    ],
    ["history that may be changed", [`grant update on events to ${appRole}`], [`events: ${grantsRule}`]],
    [
      "history that may be deleted",
      [`grant delete on workflow_versions to ${appRole}`],
      [`workflow_versions: ${grantsRule}`],
    ],
    [
      "history of which one column may be changed",
      [`grant update (after) on item_revisions to ${appRole}`],
      [`item_revisions: ${grantsRule}`],
    ],
    [
      "organizations that the application may delete",
      [`grant delete on organizations to ${appRole}`],
      [`organizations: ${grantsRule}`],
    ],
    [
      "hidden words that the application may read",
      [`grant select on search_texts to ${appRole}`],
      [`search_texts: ${grantsRule}`],
    ],
    [
      "passwords that the auditor may read",
      [`grant select on accounts to ${auditorRole}`],
      [`accounts: ${grantsRule}`],
    ],
    ["a table the whole world may read", ["grant select on items to public"], [`items: ${grantsRule}`]],
  ];
  test.each(controls)("control: finds %s", async (_what, statements, found) => {
    expect((await faultsAfter(...statements)).toSorted()).toEqual(found.toSorted());
  });

  test("control: finds what does not belong to the owner role, and a role of ours that may do more", async () => {
    await client.query("begin");
    await client.query("create table things (n int)");
    await client.query(`alter role ${auditorRole} bypassrls`);
    const faults = (await catalogueFaults(client)).map(({ rule, fault }) => `${fault}: ${rule}`);
    await client.query("rollback");
    expect(faults).toEqual(
      expect.arrayContaining([
        "things: everything belongs to the owner role",
        `${auditorRole}: no role of ours may log in, bypass row security, or take on another`,
      ]),
    );
  });

  test("knows every table of the instance it makes an exception for", async () => {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    const there = new Set(rows.map((row) => row.name));
    expect(Object.keys(instanceTables).filter((name) => !there.has(name))).toEqual([]);
    expect(there.size).toBeGreaterThan(30);
  });
});

test("tables.ts is what describe-tables writes from the migrations", async () => {
  const written = await readFile(new URL("tables.ts", import.meta.url), "utf8");
  const hint = "Run: node packages/server/src/db/describe-tables.ts URL";
  expect(written, hint).toBe(await describeTables(database.url));
});
