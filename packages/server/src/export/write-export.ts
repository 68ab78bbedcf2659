import { type ExportNoun, exportNounNames } from "@throughline/contract/exports";
import { type CsvCell, csvLine } from "./csv-writer.ts";
import type { ReadRow, ReadRows } from "./export-reader.ts";
import { writeJsonObject } from "./json-writer.ts";
import { nounQueries } from "./noun-queries.ts";
import { inPortions } from "./text-portions.ts";

export interface Exporting {
  readonly personId: string;
  /** The condition over `items i` of what may be seen, its only parameter being `$1`, the person. */
  readonly visible: string;
}

/** One part of an export as CSV: the names of the columns, then a line for each row. */
export function exportCsv(noun: ExportNoun, who: Exporting): (read: ReadRows) => AsyncGenerator<string> {
  return (read) => {
    async function* lines(): AsyncGenerator<string> {
      const { text, values, titles } = await queryOf(noun, who, read);
      yield `\ufeff${csvLine(titles)}`;
      for await (const row of read(text, values)) yield csvLine(row.values.map(csvCell));
    }
    return inPortions(lines());
  };
}

/** Every part in one document: an object whose properties are lists. */
export function exportJson(who: Exporting): (read: ReadRows) => AsyncGenerator<string> {
  return (read) => {
    async function* part(noun: ExportNoun): AsyncGenerator<Record<string, unknown>> {
      const { text, values, titles, own } = await queryOf(noun, who, read);
      const names = titles.map((title, at) => (at < own ? propertyName(title) : title));
      for await (const row of read(text, values)) yield object(names, row);
    }
    async function* parts(): AsyncGenerator<readonly [string, AsyncIterable<unknown>]> {
      yield ["organization", organization(read)];
      for (const noun of exportNounNames) yield [propertyName(noun), part(noun)];
    }
    return writeJsonObject(parts());
  };
}

async function* organization(read: ReadRows): AsyncGenerator<Record<string, unknown>> {
  for await (const { values } of read(
    "select name, slug, kind, created_at, organization_id, now() from organizations where organization_id = current_organization()",
  )) {
    const [name, slug, kind, createdAt, organizationId, exportedAt] = values;
    yield { name, slug, kind, createdAt, organizationId, exportedAt };
  }
}

/** The query of a part, with the names of its columns: custom fields are columns of the items. */
async function queryOf(noun: ExportNoun, { personId, visible }: Exporting, read: ReadRows) {
  let text: string = nounQueries[noun]
    .replaceAll("and visible", `and ${visible}`)
    .replaceAll("where visible", `where ${visible}`);
  const fields: string[] = [];
  if (noun === "items") {
    const columns: string[] = [];
    for await (const { values } of read(
      "select field_id, name, kind from fields where organization_id = current_organization() and archived_at is null order by position, lower(name)",
    )) {
      const [id, name, kind] = values as [string, string, string];
      columns.push(`, ${fieldColumn(id, kind)} as field_${fields.length}`);
      fields.push(name);
    }
    text = text.replace("/* fields */", columns.join(""));
  }
  const values = text.includes("$1") ? [personId] : [];
  const own = [...nounQueries[noun].matchAll(/ as "([^"]+)"/g)].map((match) => match[1] ?? "");
  const taken = new Set(own.flatMap((title) => [title.toLowerCase(), propertyName(title).toLowerCase()]));
  const titles = [...own];
  for (const name of fields) {
    let title = name;
    for (let number = 2; taken.has(title.toLowerCase()); number += 1)
      title = `${name} (${number === 2 ? "field" : number})`;
    taken.add(title.toLowerCase());
    titles.push(title);
  }
  return { text, values, titles, own: own.length };
}

function fieldColumn(id: string, kind: string): string {
  const value = `i.fields ->> '${id}'`;
  if (kind === "person")
    return `(select p.name from people p where p.organization_id = current_organization() and p.person_id::text = ${value})`;
  if (kind === "choice")
    return `coalesce((select c ->> 'name' from fields f, jsonb_array_elements(f.choices) c where f.organization_id = current_organization() and f.field_id = '${id}' and c ->> 'id' = ${value}), ${value})`;
  return kind === "number" ? `(${value})::numeric` : value;
}

function csvCell(value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ");
  return JSON.stringify(value);
}

const object = (names: readonly string[], { values }: ReadRow): Record<string, unknown> =>
  Object.fromEntries(names.map((name, at) => [name, values[at] ?? null]));

/** `Created at` → `createdAt`, `request-messages` → `requestMessages`; the name of a custom field stays as it is. */
function propertyName(title: string): string {
  const words = title.split(/[\s-]+/);
  if (!words.every((word) => /^[A-Za-z0-9]+$/.test(word))) return title;
  return words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
    .join("");
}
