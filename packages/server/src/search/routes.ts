import { sql } from "kysely";
import { visibleItems } from "../access/visible.ts";
import type { Actor } from "../access/actor.ts";
import type { Read } from "../db/transaction.ts";
import { findLessons } from "../academy/lessons.ts";
import { handle, type Handler } from "../http/handler.ts";
import { prefixQuery } from "../items/filter.ts";

type Hit = {
  kind: "item" | "request" | "person" | "team" | "workflow" | "view" | "lesson";
  id: string;
  title: string;
  detail: string;
};

export const searchHandlers: readonly Handler[] = [
  handle("search", async ({ input: { text, limit }, tx, actor }) => {
    const items = await findItems(tx, actor, text, limit);
    const others = actor.role === "guest" ? [] : await findNamed(tx, text, actor, 8);
    const lessons = findLessons(text, 5).map((lesson) => ({
      kind: "lesson" as const,
      id: lesson.id,
      title: lesson.title,
      detail: lesson.domainTitle,
    }));
    // Short lists of names come before the long list of items, an exact key before all.
    const exact = items.filter((hit) => hit.detail.toLowerCase().startsWith(`${text.toLowerCase()} `));
    return { rows: [...exact, ...others, ...items.filter((hit) => !exact.includes(hit)), ...lessons].slice(0, limit) };
  }),
];

async function findItems(tx: Read, actor: Actor, text: string, limit: number): Promise<Hit[]> {
  const query = prefixQuery(text);
  if (query === null) return [];
  const { rows } = await sql<{ item_id: string; key: string; title: string; stage: string }>`
    select i.item_id, i.key, i.title, s.name as stage
    from find_search_text('item', ${query}, 300) f
      join items i on i.organization_id = ${tx.organizationId} and i.item_id = f.subject_id
      join stages s on s.organization_id = i.organization_id and s.stage_id = i.stage_id
    where ${visibleItems(actor)}
    order by (i.key = ${text.toUpperCase()}) desc, (i.archived_at is not null), (i.finished_at is not null), f.score desc, i.updated_at desc limit ${limit}`.execute(
    tx.db,
  );
  return rows.map((row) => ({ kind: "item", id: row.item_id, title: row.title, detail: `${row.key} · ${row.stage}` }));
}

async function findNamed(tx: Read, text: string, actor: Actor, most: number): Promise<Hit[]> {
  const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const own = sql`organization_id = ${tx.organizationId}`;
  const { rows } = await sql<Hit>`
    (select 'team' as kind, team_id::text as id, name as title, key as detail from teams where ${own} and archived_at is null and (lower(name) like ${like} or lower(key) like ${like}) limit ${most})
    union all (select 'person', person_id::text, name, coalesce(email, '') from people where ${own} and state <> 'removed' and (lower(name) like ${like} or lower(email) like ${like}) order by state, lower(name) limit ${most})
    union all (select 'workflow', workflow_id::text, name, '' from workflows where ${own} and archived_at is null and lower(name) like ${like} limit ${most})
    union all (select 'view', view_id::text, name, layout from views where ${own} and (owner_id = ${actor.personId} or shared) and lower(name) like ${like} limit ${most})
    union all (select 'request', request_id::text, title, 'Request ' || number from requests where ${own} and (lower(title) like ${like} or number::text = ${text}) order by created_at desc limit ${most})`.execute(
    tx.db,
  );
  return rows;
}
