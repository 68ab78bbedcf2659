import type { itemGroup } from "@throughline/contract/items";
import { sql, type RawBuilder } from "kysely";
import type { z } from "zod";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";
import { decodeCursor } from "../http/page.ts";
import { filterItems, type ItemFilter } from "./filter.ts";
import { rowColumns, type StoredRow } from "./rows.ts";
import { afterCursor, cursorColumn, orderBy, type ItemSort } from "./sort.ts";

/** A list is cut here; its total still says how many there are. */
export const idLimit = 50_000;

export interface ListOrder {
  readonly sort: ItemSort;
  readonly descending: boolean;
}

/** One page of rows with the cursor value of each. */
export async function listPage(
  tx: Read,
  actor: Actor,
  filter: ItemFilter,
  { sort, descending }: ListOrder,
  after: string | undefined,
  limit: number,
): Promise<(StoredRow & { cursor: string | null })[]> {
  const cursor = decodeCursor(after, ["string", "string"]);
  const beyond = cursor ? afterCursor(sort, descending, cursor[0] as string | null, String(cursor[1])) : sql`true`;
  const { rows } = await sql<
    StoredRow & { cursor: string | null }
  >`select ${rowColumns}, ${cursorColumn(sort)} as cursor from items i
    where i.organization_id = ${tx.organizationId} and ${visibleItems(actor)} and ${filterItems(filter, actor, tx.organizationId)} and ${beyond}
    order by ${orderBy(sort, descending)} limit ${limit + 1}`.execute(tx.db);
  return rows;
}

type Group = z.output<typeof itemGroup>;

/** What a list groups by, as text, and in which order its groups stand. */
const groups = {
  stage: {
    value: sql`i.stage_id::text`,
    order: sql`(select (w.name, s.position) from stages s join workflows w on w.organization_id = s.organization_id and w.workflow_id = s.workflow_id where s.organization_id = i.organization_id and s.stage_id = i.stage_id)`,
  },
  workflow: {
    value: sql`i.workflow_id::text`,
    order: sql`(select lower(w.name) from workflows w where w.organization_id = i.organization_id and w.workflow_id = i.workflow_id)`,
  },
  team: {
    value: sql`i.team_id::text`,
    order: sql`(select lower(t.name) from teams t where t.organization_id = i.organization_id and t.team_id = i.team_id)`,
  },
  owner: {
    value: sql`i.owner_id::text`,
    order: sql`(select lower(p.name) from people p where p.organization_id = i.organization_id and p.person_id = i.owner_id)`,
  },
  class: {
    value: sql`i.class_of_service`,
    order: sql`array_position(array['expedite', 'fixed_date', 'standard', 'intangible'], i.class_of_service)`,
  },
  kind: { value: sql`i.kind`, order: sql`lower(i.kind)` },
  label: {
    value: sql`(select l.label_id::text from item_labels l join labels n on n.organization_id = l.organization_id and n.label_id = l.label_id where l.organization_id = i.organization_id and l.item_id = i.item_id order by lower(n.name) limit 1)`,
    order: sql`(select lower(n.name) from item_labels l join labels n on n.organization_id = l.organization_id and n.label_id = l.label_id where l.organization_id = i.organization_id and l.item_id = i.item_id order by lower(n.name) limit 1)`,
  },
} as const satisfies Record<Exclude<Group, "none">, { value: RawBuilder<unknown>; order: RawBuilder<unknown> }>;

/** All ids of a list in order, cut at {@link idLimit}, with the sizes of its groups in the order they stand. */
export async function listIds(
  tx: Read,
  actor: Actor,
  filter: ItemFilter,
  { sort, descending }: ListOrder,
  group: Group,
) {
  const grouping = group === "none" ? null : groups[group];
  const where = sql`i.organization_id = ${tx.organizationId} and ${visibleItems(actor)} and ${filterItems(filter, actor, tx.organizationId)}`;
  const { rows } = await sql<{
    item_id: string;
    value: string | null;
  }>`select i.item_id, ${grouping?.value ?? sql`null`} as value from items i
    where ${where} order by ${grouping ? sql`${grouping.order} nulls last, ` : sql``}${orderBy(sort, descending)} limit ${idLimit}`.execute(
    tx.db,
  );
  const counted: { value: string | null; count: number }[] = [];
  if (grouping) {
    for (const row of rows) {
      const last = counted.at(-1);
      if (last && last.value === row.value) last.count += 1;
      else counted.push({ value: row.value, count: 1 });
    }
  }
  const total = rows.length < idLimit ? rows.length : await countAll(tx, where);
  return { ids: rows.map((row) => row.item_id), total, groups: counted };
}

async function countAll(tx: Read, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from items i where ${where}`.execute(
    tx.db,
  );
  return rows[0]?.count ?? 0;
}
