import { sql, type RawBuilder } from "kysely";
import type { Actor } from "./actor.ts";

/**
 * The one rule of who sees which item inside an organization, as a condition over `items` under the alias `i`.
 * Members see all; a guest sees the items where they are requester, contributor or watcher (or owner, where a team
 * trusted them with one). Lists, boards, search, the stream and export all use this and nothing else.
 */
export function visibleItems(actor: Actor): RawBuilder<boolean> {
  if (actor.role !== "guest") return sql<boolean>`true`;
  return sql<boolean>`(i.requester_id = ${actor.personId} or i.owner_id = ${actor.personId} or exists (
    select from item_people ip where ip.organization_id = i.organization_id and ip.item_id = i.item_id and ip.person_id = ${actor.personId}))`;
}

/** Whose sight it is, by the same rule: who share it see the same items. */
export const sightOf = (actor: Actor): string => (actor.role !== "guest" ? "members" : actor.personId);
