import { sql, type RawBuilder } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";

/**
 * Who of the organization an actor may know of, as a condition over `people` under the alias `p`. Members know all. A
 * guest knows themself and those who appear on the items they see and in their own requests: owner, requester,
 * contributors, watchers, whoever commented, attached or answered.
 */
export function visiblePeople(actor: Actor, organizationId: string): RawBuilder<boolean> {
  if (actor.role !== "guest") return sql<boolean>`true`;
  return sql<boolean>`p.person_id in (
    with seen as materialized (
      select i.item_id, i.owner_id, i.requester_id from items i where i.organization_id = ${organizationId} and ${visibleItems(actor)}
    )
    select ${actor.personId}::uuid
    union select owner_id from seen union select requester_id from seen
    union select ip.person_id from item_people ip join seen using (item_id) where ip.organization_id = ${organizationId}
    union select c.author_id from comments c join seen using (item_id) where c.organization_id = ${organizationId} and c.deleted_at is null
    union select a.added_by from attachments a join seen using (item_id) where a.organization_id = ${organizationId} and a.deleted_at is null
    union select m.author_id from request_messages m join requests r on r.organization_id = m.organization_id and r.request_id = m.request_id
      where m.organization_id = ${organizationId} and r.requester_id = ${actor.personId}
  )`;
}
