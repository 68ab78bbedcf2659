import { stateAfter, type RequestState, type TriageAct } from "@throughline/domain/intake/triage";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { readCalendars } from "../calendars/team-calendar.ts";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { fromRequests, presentRequest, requestColumns, type StoredRequest } from "./rows.ts";
import { visibleRequests } from "./visible.ts";

export interface LoadedRequest extends StoredRequest {
  readonly details: string;
  readonly answers: unknown;
  readonly requester_email: string;
  readonly reason: string;
  readonly merged_into_id: string | null;
}

const wholeColumns = sql`${requestColumns}, r.details, r.answers, r.requester_email, r.reason, r.merged_into_id`;

/**
 * A request the actor may see.
 * @throws Refusal `not_found`
 */
export async function loadRequest(tx: Read, actor: Actor, requestId: string): Promise<LoadedRequest> {
  return found(
    await sql<LoadedRequest>`select ${wholeColumns} from ${fromRequests}
      where r.organization_id = ${tx.organizationId} and r.request_id = ${requestId} and ${visibleRequests(actor)}`.execute(
      tx.db,
    ),
  );
}

/**
 * The same for an act of triage, its row locked until the commit: of two who decide at once, the second sees the first's
 * decision here and is refused.
 * @param alsoLock another request that the decision reads; both are locked in the order of their ids.
 * @throws Refusal `not_found`, `already_decided`, `stale` (with the request as it is now)
 */
export async function lockRequest(
  tx: Write,
  actor: Actor,
  requestId: string,
  act: TriageAct,
  now: Date,
  { revision, alsoLock }: { readonly revision?: number | undefined; readonly alsoLock?: string | undefined } = {},
): Promise<{ readonly request: LoadedRequest; readonly next: RequestState }> {
  if (alsoLock !== undefined)
    await sql`select from requests where organization_id = ${tx.organizationId} and request_id in (${requestId}, ${alsoLock})
      order by request_id for no key update`.execute(tx.db);
  const request = found(
    await sql<LoadedRequest>`select ${wholeColumns} from ${fromRequests}
      where r.organization_id = ${tx.organizationId} and r.request_id = ${requestId} and ${visibleRequests(actor)}
      for no key update of r`.execute(tx.db),
  );
  const next = stateAfter(request.state, act);
  if (next === null)
    throw new Refusal("already_decided", {
      detail: `Request ${request.number} was ${request.state} already`,
      current: await presentOne(tx, request, now),
    });
  if (revision !== undefined && request.revision !== revision)
    throw new Refusal("stale", {
      detail: `Request ${request.number} changed since you read it`,
      current: await presentOne(tx, request, now),
    });
  return { request, next };
}

async function presentOne(tx: Read, request: StoredRequest, now: Date) {
  return presentRequest(request, await readCalendars(tx, [request.team_id], now));
}

function found({ rows }: { readonly rows: readonly LoadedRequest[] }): LoadedRequest {
  const [request] = rows;
  if (!request) throw new Refusal("not_found", "There is no such request, or you may not see it");
  return request;
}
