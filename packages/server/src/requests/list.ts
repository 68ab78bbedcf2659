import type { Parsed } from "@throughline/contract/endpoint";
import type { listRequests } from "@throughline/contract/requests";
import { sql, type RawBuilder } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Read } from "../db/transaction.ts";
import { decodeCursor } from "../http/page.ts";
import { fromRequests, requestColumns, type StoredRequest } from "./rows.ts";
import { visibleRequests } from "./visible.ts";

type Query = Parsed<typeof listRequests>;

/** The place of a row in the list: whether it still waits, since when or until when it did, its id. */
export const requestCursor = (row: StoredRequest): [string, string, string] => [
  row.decided_at === null ? "waiting" : "decided",
  (row.decided_at ?? row.created_at).toISOString(),
  row.request_id,
];

/**
 * A page of requests and one more: first those that wait, oldest first, then those decided, latest first. Each half is read
 * along its own index, the second only where the first does not fill the page.
 */
export async function listPage(tx: Read, actor: Actor, query: Query): Promise<StoredRequest[]> {
  const cursor = decodeCursor(query.after, ["string", "string", "string"]);
  const wanted = query.limit + 1;
  const conditions: RawBuilder<unknown>[] = [sql`r.organization_id = ${tx.organizationId}`, visibleRequests(actor)];
  if (query.team) conditions.push(sql`r.team_id = any(${query.team}::uuid[])`);
  if (query.state) conditions.push(sql`r.state = any(${query.state}::text[])`);
  if (query.text) conditions.push(matches(query.text));
  const select = async (half: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) =>
    (
      await sql<StoredRequest>`select ${requestColumns} from ${fromRequests}
        where ${sql.join([...conditions, half], sql` and `)} order by ${order} limit ${limit}`.execute(tx.db)
    ).rows;

  const rows: StoredRequest[] = [];
  if (cursor?.[0] !== "decided") {
    const after = cursor
      ? sql`and (r.created_at, r.request_id) > (${cursor[1]}::timestamptz, ${cursor[2]}::uuid)`
      : sql``;
    rows.push(...(await select(sql`r.decided_at is null ${after}`, sql`r.created_at, r.request_id`, wanted)));
  }
  if (rows.length < wanted) {
    const after =
      cursor?.[0] === "decided"
        ? sql`and (r.decided_at, r.request_id) < (${cursor[1]}::timestamptz, ${cursor[2]}::uuid)`
        : sql``;
    const half = sql`r.decided_at is not null ${after}`;
    rows.push(...(await select(half, sql`r.decided_at desc, r.request_id desc`, wanted - rows.length)));
  }
  return rows;
}

/** A number (`12` or `#12`), or words of the title or the requester's name. */
function matches(text: string): RawBuilder<unknown> {
  const number = /^#?(\d{1,9})$/.exec(text)?.[1];
  const like = `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const words = sql`lower(r.title) like ${like} or lower(r.requester_name) like ${like}`;
  return number === undefined ? sql`(${words})` : sql`(r.number = ${Number(number)} or ${words})`;
}
