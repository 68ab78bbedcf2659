import { sql } from "kysely";
import type pg from "pg";
import { inTransaction } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import type { Actor } from "./actor.ts";

const recheckMs = 2_500;

/** Somebody whose request goes on after its transaction. */
export interface Admitted {
  readonly organizationId: string;
  readonly actor: Actor;
}

/**
 * Asks now and then whether somebody may still act as they were let in: a session that ended, a key that was revoked, a
 * person who was removed or whose role changed is told within 5 seconds, once.
 * @returns what ends the watch.
 */
export function watchAccess(pool: pg.Pool, admitted: Admitted, lost: () => void): () => void {
  const end = () => clearInterval(recheck);
  const recheck = setInterval(() => {
    isAdmitted(pool, admitted).then(
      (is) => {
        if (is) return;
        end();
        lost();
      },
      // The database is away: nothing new can be read either. The next check decides.
      () => {},
    );
  }, recheckMs);
  return end;
}

/** For whoever was waiting for an answer meanwhile. */
export const shutOut = (): Refusal =>
  new Refusal("not_allowed", "Your access changed while this was worked out. Sign in or ask again.");

function isAdmitted(pool: pg.Pool, { organizationId, actor }: Admitted): Promise<boolean> {
  const { credentialId, personId, via, role, kind } = actor;
  return inTransaction(
    pool,
    { organizationId, readOnly: true },
    () => {},
    async ({ db }) => {
      const { rows } = await sql<{ role: string }>`
      select p.role from people p left join people s on s.organization_id = p.organization_id and s.person_id = p.sponsor_id
      where p.organization_id = ${organizationId} and p.person_id = ${personId} and p.state = 'active'
        and (p.kind = 'person' or s.state = 'active')
        and ${
          via === "session"
            ? sql`exists (select from sessions where session_id = ${credentialId} and expires_at > now())`
            : sql`exists (select from keys k where k.organization_id = p.organization_id and k.key_id = ${credentialId} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()))`
        }`.execute(db);
      return rows[0] !== undefined && (kind === "agent" || rows[0].role === role);
    },
  );
}
