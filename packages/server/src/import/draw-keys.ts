import { sql } from "kysely";
import type { Write } from "../db/transaction.ts";
import type { Session } from "./session.ts";

/**
 * Draws the keys of new items from a team that others make items in, in a transaction of its own: drawn within the
 * publication, the team's row would be locked for as long as that takes.
 * @returns the number before the first; null where the team is gone or put away.
 */
export async function drawKeys(
  session: Session,
  importId: string,
  teamId: string,
  count: number,
): Promise<number | null> {
  return session.transaction(async () => {
    const [team] = await session.rows<{ last: number }>(
      `update teams set last_item_number = last_item_number + $2
        where organization_id = current_organization() and team_id = $1 and archived_at is null returning last_item_number as last`,
      [teamId, count],
    );
    if (!team) return null;
    await session.run(
      "update imports set key_team_id = $2, key_count = $3, key_last = $4 where organization_id = current_organization() and import_id = $1",
      [importId, teamId, count, team.last],
    );
    return team.last - count;
  });
}

/** Gives the keys that an import drew back where nobody has drawn others since: numbers then go on as though nothing had been. */
export async function returnKeys(tx: Write, importId: string): Promise<void> {
  await sql`
    with drawn as (
      select import_id, key_team_id, key_count, key_last from imports
      where organization_id = ${tx.organizationId} and import_id = ${importId} and key_last is not null and state <> 'finished' for no key update
    ), given as (
      update teams t set last_item_number = t.last_item_number - d.key_count from drawn d
      where t.organization_id = ${tx.organizationId} and t.team_id = d.key_team_id and t.last_item_number = d.key_last
    )
    update imports i set key_team_id = null, key_count = null, key_last = null from drawn d
    where i.organization_id = ${tx.organizationId} and i.import_id = d.import_id`.execute(tx.db);
}
