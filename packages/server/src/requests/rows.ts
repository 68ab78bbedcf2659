import type { RequestRow } from "@throughline/contract/requests";
import { respondBy } from "@throughline/domain/intake/response-clock";
import type { RequestState } from "@throughline/domain/intake/triage";
import type { WorkingCalendar } from "@throughline/domain/time/working-calendar";
import { sql } from "kysely";

/** What the clock runs for where no form says otherwise. In working hours. */
export const usualResponseHours = 8;

/** What a list row needs of a request under the alias `r`, its form under `c` (left join). */
export const requestColumns = sql`r.request_id, r.number, r.channel_id, r.team_id, r.title, r.requester_id, r.requester_name, r.state,
  r.item_id, r.created_at, r.first_response_at, r.asked_at, r.paused_ms, r.decided_at, r.revision,
  coalesce(c.first_response_hours, ${sql.lit(usualResponseHours)}) as first_response_hours`;

export const fromRequests = sql`requests r left join channels c on c.organization_id = r.organization_id and c.channel_id = r.channel_id`;

export interface StoredRequest {
  readonly request_id: string;
  readonly number: number;
  readonly channel_id: string | null;
  readonly team_id: string;
  readonly title: string;
  readonly requester_id: string | null;
  readonly requester_name: string;
  readonly state: RequestState;
  readonly item_id: string | null;
  readonly created_at: Date;
  readonly first_response_at: Date | null;
  readonly asked_at: Date | null;
  readonly paused_ms: number;
  readonly decided_at: Date | null;
  readonly revision: number;
  readonly first_response_hours: number;
}

/** @param calendarOf the working hours of a team */
export function presentRequest(row: StoredRequest, calendarOf: (teamId: string) => WorkingCalendar): RequestRow {
  const due = respondBy(
    {
      state: row.state,
      createdAt: row.created_at.getTime(),
      paused: row.paused_ms,
      firstResponseHours: row.first_response_hours,
    },
    calendarOf(row.team_id),
  );
  return {
    requestId: row.request_id,
    number: row.number,
    channelId: row.channel_id,
    teamId: row.team_id,
    title: row.title,
    requesterId: row.requester_id,
    requesterName: row.requester_name,
    state: row.state,
    itemId: row.item_id,
    createdAt: row.created_at.toISOString(),
    firstResponseAt: row.first_response_at?.toISOString() ?? null,
    respondBy: due === null ? null : new Date(due).toISOString(),
    askedAt: row.asked_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    revision: row.revision,
  };
}
