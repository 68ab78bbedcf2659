import { sql } from "kysely";
import type { Write } from "../db/transaction.ts";

/** Puts an item's words where search finds them. */
export async function indexItem(
  tx: Write,
  itemId: string,
  key: string,
  title: string,
  description: string,
): Promise<void> {
  await sql`select index_search_text('item', ${itemId}, ${`${key} ${title}`}, ${description})`.execute(tx.db);
}
