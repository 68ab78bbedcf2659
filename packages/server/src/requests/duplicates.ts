import type { RequestDetail } from "@throughline/contract/requests";
import { isOpen } from "@throughline/domain/intake/triage";
import { possibleDuplicates } from "@throughline/domain/intake/possible-duplicates";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Read } from "../db/transaction.ts";
import type { LoadedRequest } from "./load.ts";

/** So many open requests and as many open items of the team, the latest, are compared. */
const compared = 200;

interface Candidate {
  readonly kind: "request" | "item";
  readonly id: string;
  readonly title: string;
  readonly details: string;
  readonly detail: string;
}

/** What an open request may be a duplicate of. Nothing for guests, who do not see other people's requests. */
export async function findDuplicates(
  tx: Read,
  actor: Actor,
  request: LoadedRequest,
): Promise<RequestDetail["possibleDuplicates"]> {
  if (!isOpen(request.state) || actor.role === "guest") return [];
  const { rows } = await sql<Candidate>`
    (select 'request' as kind, request_id as id, title, left(details, 2000) as details, 'Request ' || number as detail
      from requests where organization_id = ${tx.organizationId} and team_id = ${request.team_id} and decided_at is null
        and request_id <> ${request.request_id} order by created_at desc limit ${compared})
    union all
    (select 'item', item_id, title, left(description, 2000), key
      from items where organization_id = ${tx.organizationId} and team_id = ${request.team_id} and finished_at is null and archived_at is null
      order by created_at desc limit ${compared})`.execute(tx.db);
  return possibleDuplicates(request, rows).map(({ candidate: { kind, id, title, detail }, likeness }) => ({
    kind,
    id,
    title,
    detail,
    likeness,
  }));
}
