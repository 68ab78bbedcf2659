import type { Agent } from "@throughline/contract/agents";
import { sql } from "kysely";
import type { Read } from "../db/transaction.ts";
import { effectiveRole, selectPeople, type PersonRow } from "../people/store.ts";

/** Agents under the alias `p`, with how many of their keys work. */
export const selectAgents = (tx: Read, now: Date) =>
  selectPeople(tx)
    .select(
      sql<number>`(select count(*) from keys k where k.organization_id = p.organization_id and k.person_id = p.person_id
        and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now}))`.as("keys"),
    )
    .where("p.kind", "=", "agent");

export const readAgent = async (tx: Read, personId: string, now: Date): Promise<Agent> =>
  presentAgent(await selectAgents(tx, now).where("p.person_id", "=", personId).executeTakeFirstOrThrow());

export const presentAgent = (row: PersonRow & { readonly keys: number }): Agent => ({
  personId: row.person_id,
  name: row.name,
  sponsorId: row.sponsor_id ?? "",
  role: effectiveRole(row),
  isActive: row.state === "active",
  keys: row.keys,
  createdAt: row.joined_at.toISOString(),
  revision: row.revision,
});
