import { sql } from "kysely";
import type { Read, Write } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";

/** Replaces the labels of an item. */
export async function setLabels(tx: Write, itemId: string, labelIds: readonly string[]): Promise<void> {
  await tx.db
    .deleteFrom("item_labels")
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", itemId)
    .execute();
  if (labelIds.length === 0) return;
  await tx.db
    .insertInto("item_labels")
    .values(
      [...new Set(labelIds)].map((labelId) => ({
        organization_id: tx.organizationId,
        item_id: itemId,
        label_id: labelId,
      })),
    )
    .execute();
}

/** Replaces the contributors or watchers of an item. */
export async function setPeople(
  tx: Write,
  itemId: string,
  part: "contributor" | "watcher",
  personIds: readonly string[],
): Promise<void> {
  await tx.db
    .deleteFrom("item_people")
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", itemId)
    .where("part", "=", part)
    .execute();
  if (personIds.length === 0) return;
  await tx.db
    .insertInto("item_people")
    .values(
      [...new Set(personIds)].map((personId) => ({
        organization_id: tx.organizationId,
        item_id: itemId,
        person_id: personId,
        part,
      })),
    )
    .execute();
}

const depthLimit = 20;

/**
 * A parent must exist, must not be the item itself or below it, and trees end at 20 levels.
 * @throws Refusal `unknown_reference`, `would_make_cycle`
 */
export async function assertParent(tx: Read, itemId: string, parentId: string): Promise<void> {
  const { rows } = await sql<{ item_id: string; depth: number }>`
    with recursive up as (
      select item_id, parent_id, 1 as depth from items where organization_id = ${tx.organizationId} and item_id = ${parentId}
      union all
      select i.item_id, i.parent_id, up.depth + 1 from up join items i on i.organization_id = ${tx.organizationId} and i.item_id = up.parent_id where up.depth <= ${depthLimit}
    ) select item_id, depth from up`.execute(tx.db);
  if (rows.length === 0) throw new Refusal("unknown_reference", "The parent does not exist");
  if (rows.some((row) => row.item_id === itemId))
    throw new Refusal("would_make_cycle", "That item is below this one; it cannot be its parent as well");
  if (rows.length >= depthLimit) throw new Refusal("would_make_cycle", `Items nest at most ${depthLimit} levels deep`);
}
