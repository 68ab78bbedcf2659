import { sql } from "kysely";
import type { Read } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";

type Value = string | number | null;
interface Field {
  readonly field_id: string;
  readonly name: string;
  readonly kind: "text" | "number" | "date" | "person" | "choice" | "link";
  readonly choices: unknown;
}

/**
 * Custom field values as they may be stored: the field exists and the value is of its kind. Null empties a field.
 * @throws Refusal `invalid_input` with a message per field, `unknown_reference`
 */
export async function checkFields(tx: Read, values: Readonly<Record<string, Value>>): Promise<Record<string, Value>> {
  const ids = Object.keys(values);
  if (ids.length === 0) return {};
  const { rows } = await sql<Field>`select field_id, name, kind, choices from fields
    where organization_id = ${tx.organizationId} and field_id = any(${ids}::uuid[]) and archived_at is null`.execute(
    tx.db,
  );
  const fields = new Map(rows.map((row) => [row.field_id, row]));
  const problems: Record<string, string> = {};
  for (const [id, value] of Object.entries(values)) {
    const field = fields.get(id);
    if (!field) throw new Refusal("unknown_reference", `There is no custom field ${id}`);
    const problem = value === null ? null : problemOf(field, value);
    if (problem !== null) problems[`fields.${id}`] = `${field.name}: ${problem}`;
  }
  if (Object.keys(problems).length > 0)
    throw new Refusal("invalid_input", { detail: Object.values(problems).join("; "), fields: problems });
  await assertPeople(
    tx,
    rows
      .filter((row) => row.kind === "person")
      .map((row) => values[row.field_id])
      .filter((value) => typeof value === "string"),
  );
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function problemOf(field: Field, value: string | number): string | null {
  switch (field.kind) {
    case "number":
      return typeof value === "number" && Number.isFinite(value) ? null : "give a number";
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? null : "give a day, such as 2026-03-14";
    case "choice":
      return (field.choices as readonly { id: string }[]).some((choice) => choice.id === value)
        ? null
        : "choose one of its choices";
    case "link":
      return typeof value === "string" && /^https?:\/\//.test(value) && URL.canParse(value)
        ? null
        : "give an address that starts with http:// or https://";
    case "person":
      return typeof value === "string" && /^[0-9a-f-]{36}$/.test(value) ? null : "give a person's id";
    case "text":
      return typeof value === "string" ? null : "give text";
  }
}

async function assertPeople(tx: Read, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx.db
    .selectFrom("people")
    .select("person_id")
    .where("organization_id", "=", tx.organizationId)
    .where("person_id", "in", ids)
    .execute();
  if (found.length < new Set(ids).size)
    throw new Refusal("unknown_reference", "A person named in a custom field does not exist");
}
