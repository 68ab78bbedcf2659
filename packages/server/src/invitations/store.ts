import type { Invitation } from "@throughline/contract/invitations";
import { grantableRoles, type Role } from "@throughline/domain/access/can";
import type { Read } from "../db/transaction.ts";
import { readScopedSecret } from "../identity/secrets.ts";

export const invitationDays = 14;
export const expiryFrom = (now: Date): Date => new Date(now.getTime() + invitationDays * 86_400_000);

export const columns = [
  "invitation_id",
  "email",
  "role",
  "team_id",
  "person_id",
  "invited_by",
  "created_at",
  "expires_at",
] as const;

export interface InvitationRow {
  readonly invitation_id: string;
  readonly email: string;
  readonly role: Role;
  readonly team_id: string | null;
  readonly person_id: string | null;
  readonly invited_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}

export const presentInvitation = (row: InvitationRow): Invitation => ({
  invitationId: row.invitation_id,
  email: row.email,
  role: row.role,
  teamId: row.team_id,
  personId: row.person_id,
  invitedBy: row.invited_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});

/** Invitations that were neither accepted nor withdrawn; they may have expired. */
export const selectOpen = ({ db, organizationId }: Read) =>
  db
    .selectFrom("invitations")
    .select(columns)
    .where("organization_id", "=", organizationId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null);

export interface OpenInvitation extends InvitationRow {
  readonly inviter_name: string;
  readonly organization_name: string;
  readonly person_name: string | null;
}

export interface InvitationLink {
  readonly organizationId: string;
  readonly hash: Buffer;
}

export const readLink = (token: string): InvitationLink | null => readScopedSecret("in", token);

/**
 * What a link leads to, in a transaction that is in the link's organization; null where it was used, withdrawn or
 * replaced, has expired, or where its inviter could not grant that role today.
 */
export async function openInvitation(tx: Read, hash: Buffer, now: Date, lock: boolean): Promise<OpenInvitation | null> {
  const query = tx.db
    .selectFrom("invitations as v")
    .innerJoin("people as i", (join) =>
      join.onRef("i.organization_id", "=", "v.organization_id").onRef("i.person_id", "=", "v.invited_by"),
    )
    .innerJoin("organizations as o", "o.organization_id", "v.organization_id")
    .leftJoin("people as p", (join) =>
      join.onRef("p.organization_id", "=", "v.organization_id").onRef("p.person_id", "=", "v.person_id"),
    )
    .select([
      "v.invitation_id",
      "v.email",
      "v.role",
      "v.team_id",
      "v.person_id",
      "v.invited_by",
      "v.created_at",
      "v.expires_at",
      "i.name as inviter_name",
      "i.role as inviter_role",
      "i.state as inviter_state",
      "o.name as organization_name",
      "p.name as person_name",
    ])
    .where("v.organization_id", "=", tx.organizationId)
    .where("v.token_hash", "=", hash)
    .where("v.accepted_at", "is", null)
    .where("v.revoked_at", "is", null)
    .where("v.expires_at", ">", now);
  const row = await (lock ? query.forUpdate("v") : query).executeTakeFirst();
  if (!row || row.inviter_state !== "active" || !grantableRoles(row.inviter_role).includes(row.role)) return null;
  return row;
}
