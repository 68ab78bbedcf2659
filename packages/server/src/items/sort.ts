import type { itemSort } from "@throughline/contract/items";
import { sql, type RawBuilder } from "kysely";
import type { z } from "zod";

export type ItemSort = z.output<typeof itemSort>;

/**
 * What each order sorts by. `type` is the SQL type a cursor's value is read as; nulls come last either way. `item_id` always
 * follows, so that pages are stable while items change around them.
 */
export const sorts = {
  rank: { column: sql`i.rank`, type: "text" },
  created: { column: sql`i.created_at`, type: "timestamptz" },
  updated: { column: sql`i.updated_at`, type: "timestamptz" },
  due: { column: sql`i.due_on`, type: "date" },
  title: { column: sql`lower(i.title)`, type: "text" },
  key: { column: sql`(split_part(i.key, '-', 1) || lpad(split_part(i.key, '-', 2), 10, '0'))`, type: "text" },
  class: {
    column: sql`array_position(array['expedite', 'fixed_date', 'standard', 'intangible'], i.class_of_service)`,
    type: "integer",
  },
  value: { column: sql`i.value`, type: "numeric" },
  owner: {
    column: sql`(select lower(p.name) from people p where p.organization_id = i.organization_id and p.person_id = i.owner_id)`,
    type: "text",
  },
  stage: {
    column: sql`(select s.position from stages s where s.organization_id = i.organization_id and s.stage_id = i.stage_id)`,
    type: "integer",
  },
  age: { column: sql`i.stage_entered_at`, type: "timestamptz" },
  finished: { column: sql`i.finished_at`, type: "timestamptz" },
} as const satisfies Record<ItemSort, { column: RawBuilder<unknown>; type: string }>;

export const orderBy = (sort: ItemSort, descending: boolean): RawBuilder<unknown> => {
  const direction = sql.raw(descending ? "desc" : "asc");
  // Only where nulls can be: an index is not used for an order that places them otherwise than it does.
  const nulls = sql.raw(nullable.has(sort) ? " nulls last" : "");
  return sql`${sorts[sort].column} ${direction}${nulls}, i.item_id ${direction}`;
};

/** The sort value of a row as text, to be its cursor. */
export const cursorColumn = (sort: ItemSort): RawBuilder<unknown> => sql`(${sorts[sort].column})::text`;

/** The condition of everything after a cursor. */
export function afterCursor(
  sort: ItemSort,
  descending: boolean,
  value: string | null,
  itemId: string,
): RawBuilder<unknown> {
  const { column, type } = sorts[sort];
  const beyond = sql.raw(descending ? "<" : ">");
  if (value === null) return sql`(${column} is null and i.item_id ${beyond} ${itemId}::uuid)`;
  const bound = sql`${value}::${sql.raw(type)}`;
  if (nullable.has(sort))
    return sql`(${column} ${beyond} ${bound} or (${column} = ${bound} and i.item_id ${beyond} ${itemId}::uuid) or ${column} is null)`;
  return sql`(${column}, i.item_id) ${beyond} (${bound}, ${itemId}::uuid)`;
}

const nullable: ReadonlySet<ItemSort> = new Set(["due", "value", "owner", "finished"]);
