import type { Channel } from "@throughline/contract/channels";
import { sql } from "kysely";
import type { Open, Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";

export interface StoredChannel {
  readonly channel_id: string;
  readonly team_id: string;
  readonly name: string;
  readonly slug: string;
  readonly introduction: string;
  readonly questions: unknown;
  readonly is_open: boolean;
  readonly first_response_hours: number;
  readonly archived_at: Date | null;
  readonly revision: number;
}

const columns = sql`channel_id, team_id, name, slug, introduction, questions, is_open, first_response_hours, archived_at, revision`;

export const presentChannel = (row: StoredChannel): Channel => ({
  channelId: row.channel_id,
  teamId: row.team_id,
  kind: "form",
  name: row.name,
  slug: row.slug,
  introduction: row.introduction,
  questions: row.questions as Channel["questions"],
  isOpen: row.is_open,
  firstResponseHours: row.first_response_hours,
  archivedAt: row.archived_at?.toISOString() ?? null,
  revision: row.revision,
});

/** Every form, archived ones last. */
export async function selectChannels(tx: Read): Promise<Channel[]> {
  const { rows } = await sql<StoredChannel>`select ${columns} from channels where organization_id = ${tx.organizationId}
    order by archived_at is not null, lower(name), channel_id limit 1000`.execute(tx.db);
  return rows.map(presentChannel);
}

/**
 * @throws Refusal `not_found`, `stale` (with the form as it is now)
 */
export async function lockChannel(tx: Write, channelId: string, revision?: number): Promise<StoredChannel> {
  const { rows } = await sql<StoredChannel>`select ${columns} from channels
    where organization_id = ${tx.organizationId} and channel_id = ${channelId} for no key update`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Refusal("not_found", "There is no such form");
  if (revision !== undefined && row.revision !== revision)
    throw new Refusal("stale", { detail: `${row.name} changed since you opened it`, current: presentChannel(row) });
  return row;
}

/**
 * Goes into the organization a public form's address names and finds the form there.
 * @throws Refusal `not_found` for an address that leads nowhere, or to a form that was archived.
 */
export async function enterForm(
  tx: Open,
  { organizationSlug, formSlug }: { readonly organizationSlug: string; readonly formSlug: string },
): Promise<StoredChannel & { readonly organization: string; readonly team: string }> {
  const { rows: found } = await sql<{
    id: string | null;
  }>`select organization_of_slug(${organizationSlug}) as id`.execute(tx.db);
  const organizationId = found[0]?.id;
  if (organizationId) {
    await tx.enter({ organizationId });
    const { rows } = await sql<StoredChannel & { organization: string; team: string }>`
      select c.channel_id, c.team_id, c.name, c.slug, c.introduction, c.questions, c.is_open, c.first_response_hours, c.archived_at, c.revision,
        o.name as organization, t.name as team
      from channels c join organizations o on o.organization_id = c.organization_id
        join teams t on t.organization_id = c.organization_id and t.team_id = c.team_id
      where c.organization_id = ${organizationId} and c.slug = ${formSlug} and c.archived_at is null`.execute(tx.db);
    if (rows[0]) return rows[0];
  }
  throw new Refusal("not_found", "There is no form at this address; ask for the link again");
}
