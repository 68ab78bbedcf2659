import type { Person } from "@throughline/contract/people";
import { agentRole, type Role } from "@throughline/domain/access/can";
import type { Read } from "../db/transaction.ts";

export interface PersonRow {
  readonly person_id: string;
  readonly kind: "person" | "agent";
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly state: "active" | "removed" | "recorded";
  readonly sponsor_id: string | null;
  readonly sponsor_role: Role | null;
  readonly joined_at: Date;
  readonly revision: number;
}

/** People under the alias `p`, agents with the role of their sponsor beside them. */
export const selectPeople = ({ db, organizationId }: Read) =>
  db
    .selectFrom("people as p")
    .leftJoin("people as s", (join) =>
      join.onRef("s.organization_id", "=", "p.organization_id").onRef("s.person_id", "=", "p.sponsor_id"),
    )
    .select([
      "p.person_id",
      "p.kind",
      "p.name",
      "p.email",
      "p.role",
      "p.state",
      "p.sponsor_id",
      "s.role as sponsor_role",
      "p.joined_at",
      "p.revision",
    ])
    .where("p.organization_id", "=", organizationId);

/** The person, its row locked until the commit; null: no such person here. */
export async function lockPerson(tx: Read, personId: string): Promise<PersonRow | null> {
  return (await selectPeople(tx).where("p.person_id", "=", personId).forNoKeyUpdate("p").executeTakeFirst()) ?? null;
}

/** @param withEmail guests get to know names, not addresses. */
export const presentPerson = (row: PersonRow, withEmail = true): Person => ({
  personId: row.person_id,
  kind: row.kind,
  name: row.name,
  email: withEmail ? row.email : null,
  role: effectiveRole(row),
  state: row.state,
  sponsorId: row.sponsor_id,
  joinedAt: row.joined_at.toISOString(),
  revision: row.revision,
});

export const effectiveRole = (row: Pick<PersonRow, "kind" | "role" | "sponsor_role">): Role =>
  row.kind === "agent" ? agentRole(row.sponsor_role ?? "guest") : row.role;
