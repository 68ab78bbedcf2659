import type { ItemDetail } from "@throughline/contract/items";
import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { visibleItems } from "../access/visible.ts";
import type { Read } from "../db/transaction.ts";
import type { LoadedItem } from "./load.ts";
import { presentRow } from "./rows.ts";

interface RelativeRow {
  readonly relation: "parent" | "child" | "out" | "in";
  readonly link_id: string | null;
  readonly link_kind: "blocks" | "relates" | "duplicates" | null;
  readonly item_id: string;
  readonly key: string;
  readonly title: string;
  readonly stage_id: string;
  readonly finished_at: Date | null;
}

const relative = (row: RelativeRow) => ({
  itemId: row.item_id,
  key: row.key,
  title: row.title,
  stageId: row.stage_id,
  finishedAt: row.finished_at?.toISOString() ?? null,
});

/** An item whole: with its people, relatives and open block; relatives the actor may not see are left out. */
export async function presentDetail(tx: Read, actor: Actor, item: LoadedItem): Promise<ItemDetail> {
  const { rows: relatives } = await sql<RelativeRow>`
    select r.relation, r.link_id, r.link_kind, i.item_id, i.key, i.title, i.stage_id, i.finished_at
    from (
      select 'parent' as relation, null::uuid as link_id, null as link_kind, ${item.parent_id}::uuid as item_id, null::timestamptz as at
      union all
      (select 'child', null, null, c.item_id, c.created_at from items c
        where c.organization_id = ${tx.organizationId} and c.parent_id = ${item.item_id} and c.archived_at is null order by c.created_at limit 500)
      union all
      select 'out', link_id, kind, to_item_id, created_at from item_links where organization_id = ${tx.organizationId} and from_item_id = ${item.item_id}
      union all
      select 'in', link_id, kind, from_item_id, created_at from item_links where organization_id = ${tx.organizationId} and to_item_id = ${item.item_id}
    ) r join items i on i.organization_id = ${tx.organizationId} and i.item_id = r.item_id
    where ${visibleItems(actor)} order by r.at, i.item_id limit 1000`.execute(tx.db);
  const people = await tx.db
    .selectFrom("item_people")
    .select(["person_id", "part"])
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .orderBy("person_id")
    .execute();
  const block =
    item.blocked_since === null
      ? undefined
      : await tx.db
          .selectFrom("blocks")
          .selectAll()
          .where("organization_id", "=", tx.organizationId)
          .where("item_id", "=", item.item_id)
          .where("ended_at", "is", null)
          .executeTakeFirst();
  const parent = relatives.find((row) => row.relation === "parent");
  return {
    ...presentRow(item),
    description: item.description,
    checklist: item.checklist as ItemDetail["checklist"],
    contributorIds: people.filter((row) => row.part === "contributor").map((row) => row.person_id),
    watcherIds: people.filter((row) => row.part === "watcher").map((row) => row.person_id),
    parent: parent ? relative(parent) : null,
    children: relatives.filter((row) => row.relation === "child").map(relative),
    links: relatives.flatMap((row) =>
      (row.relation === "in" || row.relation === "out") && row.link_id !== null && row.link_kind !== null
        ? [{ linkId: row.link_id, kind: row.link_kind, direction: row.relation, item: relative(row) }]
        : [],
    ),
    block: block
      ? {
          blockId: block.block_id,
          reason: block.reason,
          waitingFor: block.waiting_for,
          startedAt: block.started_at.toISOString(),
          startedBy: block.started_by,
        }
      : null,
    source: item.source,
    externalId: item.external_id,
  };
}
