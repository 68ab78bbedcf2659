import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { presentRow, rowColumns, type StoredRow } from "./rows.ts";

export interface LoadedItem extends StoredRow {
  readonly description: string;
  readonly source: string | null;
  readonly external_id: string | null;
}

const uuid = /^[0-9a-f]{8}-/;
const byReference = (reference: string) =>
  uuid.test(reference) ? sql`i.item_id = ${reference}` : sql`i.key = ${reference}`;

/**
 * An item the actor may see, by id or key.
 * @throws Refusal `not_found`
 */
export async function loadItem(tx: Read, actor: Actor, reference: string): Promise<LoadedItem> {
  return found(
    await sql<LoadedItem>`select ${rowColumns}, i.description, i.source, i.external_id from items i
      where i.organization_id = ${tx.organizationId} and ${byReference(reference)} and ${visibleItems(actor)}`.execute(
      tx.db,
    ),
  );
}

/**
 * The same, locked until the commit, and refused as stale where its revision has moved on.
 * @throws Refusal `not_found`, `stale` (with the row as it is now)
 */
export async function lockItem(tx: Write, actor: Actor, reference: string, revision?: number): Promise<LoadedItem> {
  const item = found(
    await sql<LoadedItem>`select ${rowColumns}, i.description, i.source, i.external_id from items i
      where i.organization_id = ${tx.organizationId} and ${byReference(reference)} and ${visibleItems(actor)} for no key update of i`.execute(
      tx.db,
    ),
  );
  if (revision !== undefined && item.revision !== revision)
    throw new Refusal("stale", { detail: `${item.key} changed since you read it`, current: presentRow(item) });
  return item;
}

function found({ rows }: { readonly rows: readonly LoadedItem[] }): LoadedItem {
  const [item] = rows;
  if (!item) throw new Refusal("not_found", "There is no such item, or you may not see it");
  return item;
}
