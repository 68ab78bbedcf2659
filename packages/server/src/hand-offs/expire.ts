import { sql } from "kysely";
import type { Write } from "../db/transaction.ts";
import { endOffer } from "./decide.ts";
import { readStored } from "./store.ts";

/**
 * Ends an offer that nobody answered in time. The item is locked first, as in every decision; whoever decided a moment
 * before wins.
 * @returns whether it expired now.
 */
export async function expireOffer(tx: Write, handOffId: string, now: Date): Promise<boolean> {
  const seen = await readStored(tx, handOffId);
  if (!seen) return false;
  await sql`select from items where organization_id = ${tx.organizationId} and item_id = ${seen.item_id} for no key update`.execute(
    tx.db,
  );
  const { rows } =
    await sql`select from hand_offs where organization_id = ${tx.organizationId} and hand_off_id = ${handOffId}
    and state = 'offered' and expires_at <= ${now} for no key update`.execute(tx.db);
  if (rows.length === 0) return false;
  await endOffer(tx, null, { handOff: seen, item: seen }, "expired", "", now);
  return true;
}
