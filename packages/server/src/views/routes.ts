import type { View } from "@throughline/contract/views";
import type { Selectable } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Database } from "../db/tables.ts";
import type { Write } from "../db/transaction.ts";
import { handle, type Handler } from "../http/handler.ts";
import { Refusal } from "../http/refusal.ts";

type StoredView = Selectable<Database["views"]>;
const present = (row: StoredView): View => ({
  viewId: row.view_id,
  ownerId: row.owner_id,
  teamId: row.team_id,
  shared: row.shared,
  name: row.name,
  layout: row.layout,
  definition: row.definition as View["definition"],
  createdAt: row.created_at.toISOString(),
  revision: row.revision,
});

export const viewHandlers: readonly Handler[] = [
  handle("listViews", async ({ tx, actor }) => {
    const rows = await tx.db
      .selectFrom("views")
      .selectAll()
      .where("organization_id", "=", tx.organizationId)
      .where((or) =>
        or.or([or("owner_id", "=", actor.personId), ...(actor.role === "guest" ? [] : [or("shared", "=", true)])]),
      )
      .orderBy("name")
      .orderBy("view_id")
      .limit(1000)
      .execute();
    return { rows: rows.map(present) };
  }),

  handle("createView", async ({ input, tx, actor, now, newId, refuse }) => {
    if (input.shared && actor.role === "guest") refuse("not_allowed", "A guest's views stay their own");
    const row = await tx.db
      .insertInto("views")
      .values({
        organization_id: tx.organizationId,
        view_id: newId(),
        owner_id: actor.personId,
        team_id: input.teamId,
        shared: input.shared,
        name: input.name,
        layout: input.layout,
        definition: JSON.stringify(input.definition),
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    tx.record({
      name: "view.changed",
      actorId: actor.personId,
      subjectId: row.view_id,
      occurredAt: now,
      data: { change: "created" },
    });
    return present(row);
  }),

  handle("changeView", async ({ input, tx, actor, now, refuse }) => {
    const view = await lockView(tx, actor, input.viewId);
    if (view.owner_id !== actor.personId) refuse("not_allowed", "Only who made a view changes it; save your own copy");
    if (view.revision !== input.revision) refuse("stale", { current: present(view) });
    if (input.shared && actor.role === "guest") refuse("not_allowed", "A guest's views stay their own");
    const row = await tx.db
      .updateTable("views")
      .set((column) => ({
        ...(input.name === undefined ? {} : { name: input.name }),
        ...(input.shared === undefined ? {} : { shared: input.shared }),
        ...(input.definition === undefined ? {} : { definition: JSON.stringify(input.definition) }),
        revision: column("revision", "+", 1),
      }))
      .where("organization_id", "=", tx.organizationId)
      .where("view_id", "=", input.viewId)
      .returningAll()
      .executeTakeFirstOrThrow();
    tx.record({
      name: "view.changed",
      actorId: actor.personId,
      subjectId: row.view_id,
      occurredAt: now,
      data: { change: "changed" },
    });
    return present(row);
  }),

  handle("deleteView", async ({ input, tx, actor, now, refuse }) => {
    const view = await lockView(tx, actor, input.viewId);
    const mine = view.owner_id === actor.personId;
    if (!mine && actor.role !== "owner" && actor.role !== "admin")
      refuse("not_allowed", "Only who made a view, or an owner or admin, removes it");
    await tx.db
      .deleteFrom("views")
      .where("organization_id", "=", tx.organizationId)
      .where("view_id", "=", input.viewId)
      .execute();
    tx.record({
      name: "view.changed",
      actorId: actor.personId,
      subjectId: input.viewId,
      occurredAt: now,
      data: { change: "removed" },
    });
    return {};
  }),
];

/** Someone else's view that is not shared does not exist for the reader. */
async function lockView(tx: Write, actor: Actor, viewId: string): Promise<StoredView> {
  const view = await tx.db
    .selectFrom("views")
    .selectAll()
    .where("organization_id", "=", tx.organizationId)
    .where("view_id", "=", viewId)
    .forUpdate()
    .executeTakeFirst();
  if (!view || (view.owner_id !== actor.personId && (!view.shared || actor.role === "guest")))
    throw new Refusal("not_found", "There is no such view");
  return view;
}
