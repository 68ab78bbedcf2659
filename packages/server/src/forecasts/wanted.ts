import type { Parsed } from "@throughline/contract/endpoint";
import type { readForecast } from "@throughline/contract/forecasts";
import { itemFilter } from "@throughline/contract/items";
import { sql } from "kysely";
import { z } from "zod";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";
import { Refusal } from "../http/refusal.ts";
import { filterItems, type ItemFilter } from "../items/filter.ts";
import { loadItem } from "../items/load.ts";

/** Whose end is forecast. Plain data: it travels to the engine's threads. */
export type Wanted =
  | { readonly kind: "open" }
  | { readonly kind: "count"; readonly count: number }
  | { readonly kind: "parent" | "items" | "view"; readonly name: string | null; readonly ids: readonly string[] };

type Asked = Pick<Parsed<typeof readForecast>, "count" | "parent" | "items" | "view">;

/** Items a filter or a tree may name. */
const most = 20_000;

/**
 * Which items are asked about, finished and archived ones among them: they are part of how the forecast moved.
 * @throws Refusal `not_found` where the parent or the view is not there for the actor
 */
export async function wantedOf(tx: Read, actor: Actor, { count, parent, items, view }: Asked): Promise<Wanted> {
  if (count !== undefined) return { kind: "count", count };
  if (parent !== undefined) return below(tx, actor, parent);
  if (view !== undefined) return ofView(tx, actor, view);
  if (items === undefined) return { kind: "open" };
  const { rows } = await sql<{ item_id: string }>`select i.item_id from items i
    where i.organization_id = ${tx.organizationId} and i.item_id = any(${items}::uuid[]) and ${visibleItems(actor)}`.execute(
    tx.db,
  );
  return { kind: "items", name: null, ids: rows.map((row) => row.item_id) };
}

/** Ids of visible items that a filter finds, at most so many. */
export async function idsOf(tx: Read, actor: Actor, filter: ItemFilter): Promise<string[]> {
  const { rows } = await sql<{ item_id: string }>`select i.item_id from items i
    where i.organization_id = ${tx.organizationId} and ${visibleItems(actor)} and ${filterItems(filter, actor, tx.organizationId)}
    order by coalesce(i.finished_at, i.archived_at, 'infinity') desc, i.item_id limit ${most}`.execute(tx.db);
  return rows.map((row) => row.item_id);
}

async function below(tx: Read, actor: Actor, reference: string): Promise<Wanted> {
  const parent = await loadItem(tx, actor, reference);
  const { rows } = await sql<{ item_id: string }>`
    with recursive tree as (
      select item_id, 1 as depth from items where organization_id = ${tx.organizationId} and parent_id = ${parent.item_id}
      union all
      select c.item_id, tree.depth + 1 from tree join items c on c.organization_id = ${tx.organizationId} and c.parent_id = tree.item_id
      where tree.depth < 20
    ) select i.item_id from tree join items i on i.organization_id = ${tx.organizationId} and i.item_id = tree.item_id
      where ${visibleItems(actor)} limit ${most}`.execute(tx.db);
  const ids = rows.length === 0 ? [parent.item_id] : rows.map((row) => row.item_id);
  return { kind: "parent", name: `${parent.key} ${parent.title}`, ids };
}

/** A view's parameters are its address: what no filter knows (columns, widths) is passed over. */
const viewFilter = z.object(itemFilter).partial();

async function ofView(tx: Read, actor: Actor, viewId: string): Promise<Wanted> {
  const view = await tx.db
    .selectFrom("views")
    .select(["name", "definition"])
    .where("organization_id", "=", tx.organizationId)
    .where("view_id", "=", viewId)
    .where((or) => or.or([or("owner_id", "=", actor.personId), or("shared", "=", true)]))
    .executeTakeFirst();
  if (!view) throw new Refusal("not_found", "There is no such view, or it is not shared with you");
  const filter = viewFilter.safeParse(view.definition);
  if (!filter.success) throw new Refusal("not_found", "The view's filter names something that is no longer there");
  return { kind: "view", name: view.name, ids: await idsOf(tx, actor, { ...filter.data, state: "all" }) };
}
