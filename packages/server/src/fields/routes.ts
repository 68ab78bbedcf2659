import type { Field, Label } from "@throughline/contract/fields";
import { sql, type Selectable } from "kysely";
import type { Database } from "../db/tables.ts";
import type { Write } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";

const presentField = (row: Selectable<Database["fields"]>): Field => ({
  fieldId: row.field_id,
  name: row.name,
  kind: row.kind,
  choices: row.choices as Field["choices"],
  position: row.position,
  archivedAt: row.archived_at?.toISOString() ?? null,
  revision: row.revision,
});

const presentLabel = (row: Selectable<Database["labels"]>): Label => ({
  labelId: row.label_id,
  name: row.name,
  hue: row.hue,
  archivedAt: row.archived_at?.toISOString() ?? null,
  revision: row.revision,
});

export const fieldHandlers: readonly Handler[] = [
  handle("listFields", async ({ tx }) => ({
    rows: (
      await tx.db
        .selectFrom("fields")
        .selectAll()
        .where("organization_id", "=", tx.organizationId)
        .orderBy("position")
        .orderBy("name")
        .limit(1000)
        .execute()
    ).map(presentField),
  })),

  handle("createField", async ({ input, tx, actor, now, newId, refuse }) => {
    const problem = choicesProblem(input.kind, input.choices);
    if (problem) throw new Refusal("invalid_input", { fields: { choices: problem } });
    const taken = await tx.db
      .selectFrom("fields")
      .select("field_id")
      .where("organization_id", "=", tx.organizationId)
      .where(sql`lower(name)`, "=", input.name.toLowerCase())
      .where("archived_at", "is", null)
      .executeTakeFirst();
    if (taken) refuse("conflict", `There is a field called ${input.name} already`);
    const { rows } = await sql<{
      next: number;
    }>`select coalesce(max(position) + 1, 0)::int as next from fields where organization_id = ${tx.organizationId}`.execute(
      tx.db,
    );
    const row = await tx.db
      .insertInto("fields")
      .values({
        organization_id: tx.organizationId,
        field_id: newId(),
        name: input.name,
        kind: input.kind,
        choices: JSON.stringify(input.choices),
        position: rows[0]?.next ?? 0,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    tx.record({
      name: "field.changed",
      actorId: actor.personId,
      subjectId: row.field_id,
      occurredAt: now,
      data: { change: "created" },
    });
    return presentField(row);
  }),

  handle("changeField", async ({ input, tx, actor, now, refuse }) => {
    const field = await tx.db
      .selectFrom("fields")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("field_id", "=", input.fieldId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!field) return refuse("not_found", "There is no such field");
    if (field.revision !== input.revision) refuse("stale", { current: presentField(field) });
    if (input.choices) {
      const problem = choicesProblem(field.kind, input.choices);
      if (problem) throw new Refusal("invalid_input", { fields: { choices: problem } });
      await assertChoicesFree(tx, presentField(field), input.choices);
    }
    const row = await tx.db
      .updateTable("fields")
      .set((column) => ({
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.choices === undefined ? {} : { choices: JSON.stringify(input.choices) }),
        ...(input.position === undefined ? {} : { position: input.position }),
        ...(input.archived === undefined ? {} : { archived_at: input.archived ? now : null }),
        revision: column("revision", "+", 1),
      }))
      .where("organization_id", "=", tx.organizationId)
      .where("field_id", "=", input.fieldId)
      .returningAll()
      .executeTakeFirstOrThrow();
    tx.record({
      name: "field.changed",
      actorId: actor.personId,
      subjectId: row.field_id,
      occurredAt: now,
      data: { change: input.archived ? "archived" : "changed" },
    });
    return presentField(row);
  }),

  handle("listLabels", async ({ tx }) => ({
    rows: (
      await tx.db
        .selectFrom("labels")
        .selectAll()
        .where("organization_id", "=", tx.organizationId)
        .orderBy(sql`lower(name)`)
        .limit(2000)
        .execute()
    ).map(presentLabel),
  })),

  handle("createLabel", async ({ input, tx, actor, now, newId, refuse }) => {
    const taken = await tx.db
      .selectFrom("labels")
      .select("label_id")
      .where("organization_id", "=", tx.organizationId)
      .where(sql`lower(name)`, "=", input.name.toLowerCase())
      .where("archived_at", "is", null)
      .executeTakeFirst();
    if (taken)
      refuse("conflict", {
        detail: `There is a label called ${input.name} already`,
        facts: { labelId: taken.label_id },
      });
    const row = await tx.db
      .insertInto("labels")
      .values({
        organization_id: tx.organizationId,
        label_id: newId(),
        name: input.name,
        hue: input.hue ?? hueOf(input.name),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    tx.record({
      name: "label.changed",
      actorId: actor.personId,
      subjectId: row.label_id,
      occurredAt: now,
      data: { change: "created" },
    });
    return presentLabel(row);
  }),

  handle("changeLabel", async ({ input, tx, actor, now, refuse }) => {
    const label = await tx.db
      .selectFrom("labels")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where("label_id", "=", input.labelId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!label) return refuse("not_found", "There is no such label");
    if (label.revision !== input.revision) refuse("stale", { current: presentLabel(label) });
    const row = await tx.db
      .updateTable("labels")
      .set((column) => ({
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.hue === undefined ? {} : { hue: input.hue }),
        ...(input.archived === undefined ? {} : { archived_at: input.archived ? now : null }),
        revision: column("revision", "+", 1),
      }))
      .where("organization_id", "=", tx.organizationId)
      .where("label_id", "=", input.labelId)
      .returningAll()
      .executeTakeFirstOrThrow();
    tx.record({
      name: "label.changed",
      actorId: actor.personId,
      subjectId: row.label_id,
      occurredAt: now,
      data: { change: input.archived ? "archived" : "changed" },
    });
    return presentLabel(row);
  }),
];

function choicesProblem(kind: Field["kind"], choices: Field["choices"]): string | null {
  if (kind !== "choice") return choices.length === 0 ? null : "Only a choice field has choices";
  if (choices.length === 0) return "A choice field needs at least one choice";
  if (new Set(choices.map((choice) => choice.id)).size < choices.length) return "Two choices have the same id";
  if (new Set(choices.map((choice) => choice.name.toLowerCase())).size < choices.length)
    return "Two choices have the same name";
  return null;
}

/** @throws Refusal `in_use` where a choice that goes away is what some item says. */
async function assertChoicesFree(tx: Write, field: Field, choices: Field["choices"]): Promise<void> {
  const kept = new Set(choices.map((choice) => choice.id));
  for (const gone of field.choices.filter((choice) => !kept.has(choice.id))) {
    const { rows } = await sql<{
      key: string;
    }>`select key from items where organization_id = ${tx.organizationId} and fields ->> ${field.fieldId} = ${gone.id} limit 1`.execute(
      tx.db,
    );
    if (rows[0])
      throw new Refusal("in_use", {
        detail: `${gone.name} is what ${rows[0].key} says, and maybe others: give those another value first`,
        facts: { choice: gone.id },
      });
  }
}

/** A hue that a name keeps wherever it is made. */
function hueOf(name: string): number {
  let hash = 7;
  for (const letter of name.toLowerCase()) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return hash;
}
