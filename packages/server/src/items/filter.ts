import type { Parsed } from "@throughline/contract/endpoint";
import type { listItems } from "@throughline/contract/items";
import { sql, type RawBuilder } from "kysely";
import type { Actor } from "../access/actor.ts";

export type ItemFilter = Partial<Omit<Parsed<typeof listItems>, "after" | "limit" | "sort" | "descending">>;

const inList = (column: RawBuilder<unknown>, values: readonly string[], type: "uuid" | "text") =>
  sql`${column} = any(${values}::${sql.raw(type)}[])`;

/** People named by id, as "me", or as "none". */
function people(column: RawBuilder<unknown>, values: readonly string[], actor: Actor): RawBuilder<unknown> {
  const ids = values.filter((value) => value !== "none").map((value) => (value === "me" ? actor.personId : value));
  const named = inList(column, ids, "uuid");
  return values.includes("none") ? sql`(${column} is null or ${named})` : named;
}

/** The condition over `items i` that a list, a board or a bulk edit filters by. */
export function filterItems(filter: ItemFilter, actor: Actor, organizationId: string): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [];
  const add = (condition: RawBuilder<unknown>) => conditions.push(condition);
  const state = filter.state ?? "open";
  if (state === "open") add(sql`i.finished_at is null and i.archived_at is null`);
  if (state === "done") add(sql`i.finished_at is not null and i.archived_at is null`);
  if (state === "archived") add(sql`i.archived_at is not null`);
  if (filter.team) add(inList(sql`i.team_id`, filter.team, "uuid"));
  if (filter.workflow) add(inList(sql`i.workflow_id`, filter.workflow, "uuid"));
  if (filter.stage) add(inList(sql`i.stage_id`, filter.stage, "uuid"));
  if (filter.owner) add(people(sql`i.owner_id`, filter.owner, actor));
  if (filter.requester) add(people(sql`i.requester_id`, filter.requester, actor));
  if (filter.person) {
    const id = filter.person === "me" ? actor.personId : filter.person;
    add(sql`(i.owner_id = ${id} or i.requester_id = ${id} or exists (select from item_people p
      where p.organization_id = ${organizationId} and p.item_id = i.item_id and p.person_id = ${id}))`);
  }
  if (filter.class) add(inList(sql`i.class_of_service`, filter.class, "text"));
  if (filter.kind) add(inList(sql`i.kind`, filter.kind, "text"));
  if (filter.origin) add(inList(sql`i.origin`, filter.origin, "text"));
  if (filter.parent) add(sql`i.parent_id = ${filter.parent}`);
  if (filter.label) {
    add(
      sql`exists (select from item_labels l where l.organization_id = ${organizationId} and l.item_id = i.item_id and ${inList(sql`l.label_id`, filter.label, "uuid")})`,
    );
  }
  if (filter.blocked !== undefined)
    add(filter.blocked ? sql`i.blocked_since is not null` : sql`i.blocked_since is null`);
  if (filter.dueBefore) add(sql`i.due_on < ${filter.dueBefore}`);
  if (filter.dueAfter) add(sql`i.due_on >= ${filter.dueAfter}`);
  if (filter.createdAfter) add(sql`i.created_at >= ${filter.createdAfter}::date`);
  if (filter.createdBefore) add(sql`i.created_at < ${filter.createdBefore}::date`);
  if (filter.finishedAfter) add(sql`i.finished_at >= ${filter.finishedAfter}::date`);
  if (filter.finishedBefore) add(sql`i.finished_at < ${filter.finishedBefore}::date`);
  if (filter.text) {
    const query = prefixQuery(filter.text);
    add(
      query === null ? sql`false` : sql`i.item_id in (select subject_id from find_search_text('item', ${query}, 1000))`,
    );
  }
  for (const pair of filter.field ?? []) {
    const at = pair.indexOf(":");
    add(sql`i.fields ->> ${pair.slice(0, at)} = ${pair.slice(at + 1)}`);
  }
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** Words as a prefix search: `pay inv` finds "Payment of invoices". Null where nothing is left to search for. */
export function prefixQuery(text: string): string | null {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu);
  if (!words) return null;
  return words
    .slice(0, 12)
    .map((word) => `'${word.slice(0, 60)}':*`)
    .join(" & ");
}
