import type { Client } from "pg";
import {
  appendOnlyTables,
  appRole,
  auditorRole,
  hiddenTables,
  instanceTables,
  ownerRole,
  undeletableTables,
} from "../db/roles.ts";

/** Foreign keys that lead out of an organization, to tables of the instance. */
const outward = ["people_account_id_fkey"];

/** Unique across organizations, each for a reason: an address has to be. */
const uniqueAcross = ["organizations_slug_key"];

/** Beside the one that keeps organizations apart. `for`: the only role it lets see more; public means all. */
const morePolicies = [
  { table: "people", name: "own_memberships", for: "public" },
  { table: "organizations", name: "own_organizations", for: "public" },
  { table: "organizations", name: "found_by_slug", for: ownerRole },
  { table: "routines", name: "found_when_due", for: ownerRole },
  { table: "hand_offs", name: "found_when_due", for: ownerRole },
  { table: "idempotency", name: "found_when_old", for: ownerRole },
  { table: "idempotency", name: "forgotten_when_old", for: ownerRole },
];

/** Functions that run with their owner's rights: each reads or writes one thing, and answers nobody's words. */
const ownersFunctions = [
  "index_search_text",
  "find_search_text",
  "organization_of_slug",
  "organizations_with_due_work",
  "forget_answers",
];

const list = (names: readonly string[]): string => `array[${names.map((name) => `'${name}'`).join(", ")}]::text[]`;

const instance = list(Object.keys(instanceTables));
const tables = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public' and c.relkind in ('r', 'p')`;
const tenantTables = `${tables} and c.relname <> all (${instance})`;
const position = (oid: string) =>
  `(select attnum from pg_attribute where attrelid = ${oid} and attname = 'organization_id' and not attisdropped)`;
const theRule = "(organization_id = current_organization())";

/**
 * What every table of an organization has to be, each rule as a query for what breaks it. A migration that forgets one is
 * found here before anyone's work is.
 */
const rules: Readonly<Record<string, string>> = {
  "organization_id comes first in the primary key": `
    select c.relname as fault from ${tenantTables} where not exists (
      select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and k.conkey[1] = ${position("c.oid")})`,

  "goes with its organization": `
    select c.relname as fault from ${tenantTables} where c.relname <> 'organizations' and not exists (
      select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'organizations'::regclass
        and k.conkey = array[${position("c.oid")}] and k.confdeltype = 'c' and k.convalidated)`,

  "row security is on and forced": `
    select c.relname as fault from ${tenantTables} and c.relname <> all (${list(hiddenTables)})
    where not (c.relrowsecurity and c.relforcerowsecurity)`,

  "the policy keeps organizations apart, reading and writing": `
    select c.relname as fault from ${tenantTables} and c.relname <> all (${list(hiddenTables)})
    where not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant' and p.polpermissive and p.polcmd = '*'
      and p.polroles = '{0}' and pg_get_expr(p.polqual, p.polrelid) = '${theRule}' and pg_get_expr(p.polwithcheck, p.polrelid) = '${theRule}')`,

  "no other policy opens it": `
    select c.relname || '.' || p.polname as fault from pg_policy p join ${tables} on c.oid = p.polrelid
    where p.polname <> 'tenant' and not exists (select from (values ${morePolicies
      .map((policy) => `('${policy.table}', '${policy.name}', '${policy.for}')`)
      .join(", ")}) as m (t, name, role)
      where m.t = c.relname and m.name = p.polname
        and p.polroles = case m.role when 'public' then array[0::oid] else array[(select oid from pg_roles where rolname = m.role)] end)`,

  "foreign keys stay within the organization": `
    select k.conname as fault from pg_constraint k join ${tenantTables} on c.oid = k.conrelid
    where k.contype = 'f' and k.conname <> all (${list(outward)}) and k.confrelid <> 'organizations'::regclass
      and not exists (select from unnest(k.conkey, k.confkey) as pair (here, there)
        where pair.here = ${position("k.conrelid")} and pair.there = ${position("k.confrelid")})`,

  "unique keys are unique within the organization": `
    select i.relname as fault from pg_index x join pg_class i on i.oid = x.indexrelid join ${tenantTables} on c.oid = x.indrelid
    where x.indisunique and i.relname <> all (${list(uniqueAcross)}) and not ${position("c.oid")} = any (x.indkey::int2[])`,

  "the referencing side of every foreign key has an index": `
    select k.conname as fault from pg_constraint k join ${tables} on c.oid = k.conrelid
    where k.contype = 'f' and not exists (
      select from pg_index x where x.indrelid = k.conrelid and x.indisvalid
        and (x.indpred is null or exists (select from unnest(k.conkey) as column_number join pg_attribute a on a.attrelid = c.oid and a.attnum = column_number
          where pg_get_expr(x.indpred, x.indrelid) = '(' || quote_ident(a.attname) || ' IS NOT NULL)'))
        and (x.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,

  "views take on their reader's rights": `
    select c.relname as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') @> '{security_invoker=true}')`,

  "functions with their owner's rights are the named ones, and find no caller's tables first": `
    select p.proname as fault from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prosecdef and (p.proname <> all (${list(ownersFunctions)})
      or p.proconfig is distinct from array['search_path=public, pg_temp'])`,

  "everything belongs to the owner role": `
    select c.relname as fault from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relowner <> '${ownerRole}'::regrole
    union all select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.proowner <> '${ownerRole}'::regrole`,

  "no role of ours may log in, bypass row security, or take on another": `
    select rolname as fault from pg_roles r where rolname in ('${ownerRole}', '${appRole}', '${auditorRole}')
      and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb or rolreplication
        or exists (select from pg_auth_members m where m.member = r.oid))`,

  "functions are the application's; the auditor calls none that act": `
    select p.proname as fault from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and (has_function_privilege('public', p.oid, 'execute') or not has_function_privilege('${appRole}', p.oid, 'execute')
      or has_function_privilege('${auditorRole}', p.oid, 'execute') <> (p.proname in ('current_organization', 'current_account')))`,
};

export interface CatalogueFault {
  readonly rule: string;
  /** The table, key, view or function that breaks it. */
  readonly fault: string;
}

/** All that breaks a rule in the database `client` is connected to. */
export async function catalogueFaults(client: Client): Promise<CatalogueFault[]> {
  const faults: CatalogueFault[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const { rows } = await client.query<{ fault: string }>(query);
    for (const { fault } of rows) faults.push({ rule, fault });
  }
  return [...faults, ...(await wrongGrants(client))];
}

export const grantsRule = "grants are exactly what the table's kind allows";

async function wrongGrants(client: Client): Promise<CatalogueFault[]> {
  const { rows } = await client.query<{ name: string; grants: string[] }>(`
    select c.relname as name, array(
      select case a.grantee when 0 then 'public' else a.grantee::regrole::text end || ' ' || lower(a.privilege_type)
      from aclexplode(c.relacl) a where a.grantee <> c.relowner
      union select 'column ' || t.attname from pg_attribute t where t.attrelid = c.oid and t.attacl is not null) as grants
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'S')`);
  return rows
    .filter(({ name, grants }) => grants.toSorted().join() !== expectedGrants(name).toSorted().join())
    .map(({ name }) => ({ rule: grantsRule, fault: name }));
}

function expectedGrants(table: string): string[] {
  const isOne = (names: readonly string[]) => names.includes(table);
  if (isOne(hiddenTables)) return [];
  const granted = instanceTables[table as keyof typeof instanceTables];
  if (granted) return granted.split(", ").map((right) => `${appRole} ${right}`);
  const rights = ["select", "insert"];
  if (!isOne(appendOnlyTables)) rights.push("update");
  if (!isOne(appendOnlyTables) && !isOne(undeletableTables)) rights.push("delete");
  return [...rights.map((right) => `${appRole} ${right}`), `${auditorRole} select`];
}
