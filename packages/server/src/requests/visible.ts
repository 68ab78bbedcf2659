import { sql, type RawBuilder } from "kysely";
import type { Actor } from "../access/actor.ts";

/** Who sees which request, as a condition over `requests r`: members all, guests their own. */
export const visibleRequests = (actor: Actor): RawBuilder<boolean> =>
  actor.role === "guest" ? sql<boolean>`r.requester_id = ${actor.personId}` : sql<boolean>`true`;
