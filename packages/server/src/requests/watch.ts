import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import { changeItem } from "../items/change.ts";
import { lockItem } from "../items/load.ts";

/** Lets people watch an item from now on; who watches it or asked for it already is left as they are. */
export async function letWatch(
  tx: Write,
  actor: Actor,
  itemId: string,
  personIds: readonly (string | null)[],
  now: Date,
): Promise<void> {
  const item = await lockItem(tx, actor, itemId);
  const people = personIds.filter((id) => id !== null && id !== item.requester_id) as string[];
  if (people.length === 0) return;
  const rows = await tx.db
    .selectFrom("item_people")
    .select("person_id")
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", itemId)
    .where("part", "=", "watcher")
    .execute();
  await changeItem(tx, actor, item, { watcherIds: [...rows.map((row) => row.person_id), ...people] }, now);
}
