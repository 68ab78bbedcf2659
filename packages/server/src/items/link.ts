import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import type { LoadedItem } from "./load.ts";

type LinkKind = "blocks" | "relates" | "duplicates";

/**
 * Links two items. "Relates" goes both ways and is kept once; "blocks" must not run in a circle.
 * @throws Refusal `conflict` where the link is there already, `would_make_cycle`
 */
export async function linkItems(
  tx: Write,
  actor: Actor,
  from: LoadedItem,
  to: LoadedItem,
  kind: LinkKind,
  now: Date,
  linkId: string,
): Promise<void> {
  if (from.item_id === to.item_id) throw new Refusal("would_make_cycle", "An item cannot be linked to itself");
  const same = await tx.db
    .selectFrom("item_links")
    .select("link_id")
    .where("organization_id", "=", tx.organizationId)
    .where("kind", "=", kind)
    .where((or) => {
      const there = or.and([or("from_item_id", "=", from.item_id), or("to_item_id", "=", to.item_id)]);
      const back = or.and([or("from_item_id", "=", to.item_id), or("to_item_id", "=", from.item_id)]);
      return kind === "relates" ? or.or([there, back]) : there;
    })
    .executeTakeFirst();
  if (same) throw new Refusal("conflict", `${from.key} and ${to.key} are linked like that already`);
  if (kind === "blocks" && (await leadsTo(tx, to.item_id, from.item_id)))
    throw new Refusal("would_make_cycle", `${to.key} already blocks ${from.key}, directly or through others`);
  await tx.db
    .insertInto("item_links")
    .values({
      organization_id: tx.organizationId,
      link_id: linkId,
      from_item_id: from.item_id,
      to_item_id: to.item_id,
      kind,
      created_by: actor.personId,
      created_at: now,
    })
    .execute();
  tx.record({
    name: "item.linked",
    actorId: actor.personId,
    subjectId: from.item_id,
    itemId: from.item_id,
    occurredAt: now,
    data: { link: linkId, kind, to: to.item_id },
  });
}

/** Whether a chain of "blocks" leads from one item to another, at most 10,000 items far. */
async function leadsTo(tx: Read, fromId: string, toId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive chain as (
      select ${fromId}::uuid as item_id
      union
      select l.to_item_id from chain join item_links l on l.organization_id = ${tx.organizationId} and l.from_item_id = chain.item_id and l.kind = 'blocks'
    ) select 1 from (select item_id from chain limit 10000) reached where item_id = ${toId}`.execute(tx.db);
  return rows.length > 0;
}
