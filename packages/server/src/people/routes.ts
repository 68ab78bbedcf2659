import { grantableRoles } from "@throughline/domain/access/can";
import { sql } from "kysely";
import { handle, type Handler } from "../http/handler.ts";
import { decodeCursor, pageOf } from "../http/page.ts";
import { endAccess } from "./end-access.ts";
import { isLastOwner, lockOwners } from "./owners.ts";
import { lockPerson, presentPerson, selectPeople } from "./store.ts";
import { visiblePeople } from "./visible.ts";

const ownersOnly = "Only owners make or unmake owners";

export const peopleHandlers: readonly Handler[] = [
  handle("listPeople", async ({ input, tx, actor }) => {
    const lowerName = sql<string>`lower(p.name)`;
    let query = selectPeople(tx)
      .select(lowerName.as("lower_name"))
      .where(visiblePeople(actor, tx.organizationId))
      .orderBy(lowerName)
      .orderBy("p.person_id")
      .limit(input.limit + 1);
    const after = decodeCursor(input.after, ["string", "string"]);
    if (after) query = query.where(sql<boolean>`(lower(p.name), p.person_id) > (${after[0]}, ${after[1]})`);
    if (input.state) query = query.where("p.state", "in", input.state);
    if (input.kind) query = query.where("p.kind", "=", input.kind);
    if (input.search !== undefined) {
      const part = `%${input.search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
      const inEmail = actor.role === "guest" ? sql<boolean>`false` : sql<boolean>`lower(p.email) like ${part}`;
      query = query.where((or) => or.or([sql<boolean>`lower(p.name) like ${part}`, inEmail]));
    }
    return pageOf(
      await query.execute(),
      input.limit,
      (row) => [row.lower_name, row.person_id],
      (row) => presentPerson(row, actor.role !== "guest"),
    );
  }),

  handle("changePerson", async ({ input, tx, actor, now, refuse }) => {
    await lockOwners(tx);
    const before = await lockPerson(tx, input.personId);
    if (!before) return refuse("not_found");
    if (before.revision !== input.revision) refuse("stale", { current: presentPerson(before) });
    if (before.kind === "agent")
      refuse("conflict", "This is an agent: its sponsor renames it, and its role is its sponsor's");
    const changesRole = input.role !== undefined && input.role !== before.role;
    if (changesRole && before.state !== "active")
      refuse("conflict", "This person has no access; invite them, to the role they should have");
    const grantable = grantableRoles(actor.role);
    if (before.state === "active" && !grantable.includes(before.role)) refuse("not_allowed", ownersOnly);
    if (input.role !== undefined && !grantable.includes(input.role)) refuse("not_allowed", ownersOnly);
    if (changesRole && (await isLastOwner(tx, { personId: before.person_id, role: before.role })))
      refuse("last_owner", "Make someone else an owner first");
    const fields = [
      ...(changesRole ? ["role"] : []),
      ...(input.name !== undefined && input.name !== before.name ? ["name"] : []),
    ];
    if (fields.length === 0) return presentPerson(before);
    const row = {
      ...before,
      role: input.role ?? before.role,
      name: input.name ?? before.name,
      revision: before.revision + 1,
    };
    await tx.db
      .updateTable("people")
      .set({ role: row.role, name: row.name, revision: row.revision })
      .where("organization_id", "=", tx.organizationId)
      .where("person_id", "=", before.person_id)
      .execute();
    tx.record({
      name: "person.changed",
      actorId: actor.personId,
      subjectId: before.person_id,
      occurredAt: now,
      data: { fields, ...(changesRole ? { from: before.role, to: row.role } : {}) },
    });
    return presentPerson(row);
  }),

  handle("removePerson", async ({ input, tx, actor, now, refuse }) => {
    await lockOwners(tx);
    const person = await lockPerson(tx, input.personId);
    if (!person || person.state !== "active") return refuse("not_found", "There is nobody with access under this id");
    if (person.kind === "agent") return refuse("not_allowed", "This is an agent: switch it off among the agents");
    if (!grantableRoles(actor.role).includes(person.role)) refuse("not_allowed", ownersOnly);
    if (await isLastOwner(tx, { personId: person.person_id, role: person.role }))
      refuse("last_owner", "Make someone else an owner first, or remove the organization");
    return endAccess(tx, { actorId: actor.personId, personId: person.person_id, now });
  }),
];
