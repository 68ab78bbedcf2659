/**
 * Writes `tables.ts`, the types of every table, from a migrated database. A text column whose check lists its values
 * becomes a union of them. Run it after a new migration: `node packages/server/src/db/describe-tables.ts URL`.
 */
import { writeFileSync } from "node:fs";
import pg from "pg";
import { ownerRole } from "./roles.ts";

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly defaulted: boolean;
  readonly checks: string[] | null;
}

const types: Readonly<Record<string, string>> = {
  uuid: "string",
  text: "string",
  bool: "boolean",
  int4: "number",
  int8: "number",
  float8: "number",
  numeric: "number",
  date: "string",
  timestamptz: "Instant",
  jsonb: "Json",
  bytea: "Buffer",
  tsvector: "never",
};

/** The text of `tables.ts` for the database at `url`. */
export async function describeTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, options: `-c role=${ownerRole}` });
  await client.connect();
  const { rows } = await client.query<Column>(`
    select c.relname as "table", a.attname as "column", t.typname as type, not a.attnotnull as nullable, a.atthasdef as defaulted,
      (select array_agg(pg_get_constraintdef(k.oid)) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as checks
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname, a.attnum`);
  await client.end();
  const tables = Map.groupBy(rows, (row) => row.table);
  const lines = [
    "// Written by describe-tables.ts from the migrations; do not edit by hand.",
    'import type { ColumnType, Generated } from "kysely";',
    "",
    "type Instant = ColumnType<Date, Date | string, Date | string>;",
    "type GeneratedInstant = ColumnType<Date, Date | string | undefined, Date | string>;",
    "/** Written as JSON text, read as the value. */",
    "type Json = ColumnType<unknown, string, string>;",
    "type GeneratedJson = ColumnType<unknown, string | undefined, string>;",
    "",
  ];
  for (const [table, columns] of tables) {
    lines.push(`interface ${interfaceName(table)} {`);
    for (const column of columns) lines.push(`  ${column.column}: ${typeOf(column)};`);
    lines.push("}", "");
  }
  lines.push("export interface Database {");
  for (const table of tables.keys()) lines.push(`  ${table}: ${interfaceName(table)};`);
  lines.push("}", "");
  return lines.join("\n");
}

const interfaceName = (table: string) =>
  table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

function typeOf({ type, nullable, defaulted, checks }: Column): string {
  const union = checks?.map((check) => /= ANY \(\(?ARRAY\[(.*)\]/.exec(check)?.[1]).find(Boolean);
  const single = checks?.map((check) => /^CHECK \(\(\w+ = '(\w+)'::text\)\)$/.exec(check)?.[1]).find(Boolean);
  let written = types[type];
  if (written === undefined) throw new Error(`describe-tables does not know the type ${type}`);
  if (type === "text" && union)
    written = [...union.matchAll(/'([^']*)'/g)].map((match) => JSON.stringify(match[1])).join(" | ");
  else if (type === "text" && single) written = JSON.stringify(single);
  if (nullable) return `${written} | null`;
  if (!defaulted) return written;
  if (written === "Instant" || written === "Json") return `Generated${written}`;
  return `Generated<${written}>`;
}

if (import.meta.main) {
  const url = process.argv[2];
  if (!url) throw new Error("describe-tables: give the URL of a migrated database");
  writeFileSync(new URL("tables.ts", import.meta.url), await describeTables(url));
}
